/** The parts of the command line that stand before and beside every command. */

export interface GlobalOptions {
  /** Everything else, beginning with the command. */
  readonly argv: readonly string[];
  readonly json: boolean;
  readonly data: string | undefined;
  readonly lang: string | undefined;
}

const valued = ['--data', '--lang'] as const;

/**
 * Finds the global options wherever they stand, so that even a wrong command line is answered in the right form. Those
 * before the command are taken out; those after it are left for the strict parser.
 */
export function globalOptionsOf(args: readonly string[]): GlobalOptions {
  const values = new Map<string, string>();
  let json = false;
  let commandAt: number | undefined;
  for (let place = 0; place < args.length; place += 1) {
    const arg = args[place] ?? '';
    if (arg === '--') break;
    const name = valued.find((option) => arg === option || arg.startsWith(`${option}=`));
    if (name !== undefined) {
      if (arg === name) place += 1;
      values.set(name, arg === name ? (args[place] ?? '') : arg.slice(name.length + 1));
    } else if (arg === '--json') json = true;
    else commandAt ??= place;
  }
  const argv = args.slice(commandAt ?? args.length);
  return { argv, json, data: values.get('--data'), lang: values.get('--lang') };
}
