/** Surroundings of a command without a process around it: what it writes is caught, what it asks for is a substitute. */
import { catalogue } from '../../drivers/catalogue.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Surroundings } from '../../station/cli/command.ts';
import { execute } from '../../station/cli/execute.ts';
import type { ExitCode } from '../../station/cli/exit-code.ts';
import { Output, type Sink } from '../../station/cli/output.ts';
import { openRecords } from '../../station/cli/records-link.ts';

export class CaughtText implements Sink {
  text = '';
  readonly isTTY: boolean;
  #onError: (error: Error) => void = () => undefined;
  #broken = false;

  constructor(isTTY = false) {
    this.isTTY = isTTY;
  }

  write(text: string, done?: (error?: Error | null) => void): boolean {
    if (this.#broken) this.#onError(new Error('EPIPE'));
    else this.text += text;
    done?.();
    return true;
  }

  on(_: 'error', listener: (error: Error) => void): void {
    this.#onError = listener;
  }

  /** The reader has gone away. */
  break(): void {
    this.#broken = true;
  }
}

export interface FakeOptions {
  readonly folder: string;
  readonly json?: boolean;
  readonly clock?: VirtualClock;
  /** Standard error is a terminal. */
  readonly onTerminal?: true;
  readonly parts?: Partial<Surroundings>;
}

export class FakeCommand {
  readonly stdout = new CaughtText();
  readonly stderr: CaughtText;
  readonly clock: VirtualClock;
  readonly #options: FakeOptions;
  readonly #signals = new Set<(signal: string) => void>();

  constructor(options: FakeOptions) {
    this.#options = options;
    this.stderr = new CaughtText(options.onTerminal ?? false);
    this.clock = options.clock ?? new VirtualClock();
  }

  signal(name: string): void {
    for (const listener of [...this.#signals]) listener(name);
  }

  /** Every line of standard output as JSON; throws where one is not. */
  objects(): Record<string, unknown>[] {
    const lines = this.stdout.text.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  run(...argv: string[]): Promise<ExitCode> {
    const { stdout, stderr } = this;
    const output = new Output({ stdout, stderr, json: this.#options.json ?? false, env: {} });
    const surroundings = () => ({ ...this.#defaults(output), ...this.#options.parts });
    return execute(argv, { output, language: 'en', version: '0.0.0', surroundings });
  }

  #defaults(output: Output): Surroundings {
    const { folder } = this.#options;
    const absent = () => {
      throw new Error('this test has no such part');
    };
    return {
      output,
      language: 'en',
      folder,
      clock: this.clock,
      stdin: noInput(),
      terminal: undefined,
      drivers: catalogue,
      rehearsals: absent,
      onSignal: (listener) => {
        this.#signals.add(listener);
        return () => this.#signals.delete(listener);
      },
      openStation: absent,
      openRecords: async () => openRecords(folder),
      openInstrument: absent,
      simulate: absent,
      check: absent,
    };
  }
}

async function* noInput(): AsyncIterable<Uint8Array> {}
