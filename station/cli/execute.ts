/**
 * From arguments to an exit code. Guarantees: whatever goes wrong becomes one sentence with its code on standard error
 * and the exit code of its kind; nothing escapes as a stack trace. What could not be written is never "done".
 */
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import type { Language } from '../../foundation/measurement/declaration.ts';
import { withCure } from '../instruments/with-cure.ts';
import { curedFailure } from '../texts/cure-text.ts';
import { phrase } from '../texts/phrases.ts';
import { parseCommandLine } from './arguments.ts';
import type { Surroundings } from './command.ts';
import { commandNamed, commands } from './commands.ts';
import { type ExitCode, exitCode, exitOfFailure } from './exit-code.ts';
import { commandText, overviewText } from './help-text.ts';
import type { Output } from './output.ts';

export interface Execution {
  readonly output: Output;
  readonly language: Language;
  readonly version: string;
  /** Made only when a command really begins. */
  surroundings(): Surroundings;
}

/** Runs the command that `words` name, with options anywhere after it. */
export async function execute(argv: readonly string[], execution: Execution): Promise<ExitCode> {
  const { output, language } = execution;
  const code = await outcome(argv, execution);
  await output.flush();
  if (output.lost === undefined) return code;
  tell(output.lost, output, language);
  // A verdict and a refusal keep their own code; "done" would say that all of it is there.
  return code === exitCode.done ? exitCode.unavailable : code;
}

async function outcome(argv: readonly string[], execution: Execution): Promise<ExitCode> {
  const { output, language } = execution;
  try {
    const special = specialAnswer(argv, execution);
    if (special !== undefined) return special;
    const { command, rest } = named(argv);
    if (rest.includes('--help')) {
      output.raw(`${commandText(command, language)}\n`);
      return exitCode.done;
    }
    return await command.run(parseCommandLine(command, rest), execution.surroundings());
  } catch (error) {
    const failure = tell(error, output, language);
    const code = exitOfFailure(failure);
    if (failure.code === 'usage/unknown-command') suggest(argv, execution);
    else if (code === exitCode.usage) output.note(phrase('seeHelp', language, { words: wordsOf(argv) }));
    return code;
  }
}

/** The sentence of a failure and what can be done, on standard error. */
function tell(error: unknown, output: Output, language: Language): Failure {
  const failure = failureOf(error);
  const { what, cure } = curedFailure(withCure(failure), language);
  output.note(`ohmstead: ${what}${cure === '' ? '' : ` ${cure}`} [${failure.code}]`);
  return failure;
}

/** Help and version, which need no surroundings. */
function specialAnswer(argv: readonly string[], { output, language, version }: Execution): ExitCode | undefined {
  const [first] = argv;
  if (first === 'version' || first === '--version') {
    output.object({ version });
    output.line(version);
    return exitCode.done;
  }
  if (first === undefined) {
    output.note(overviewText(language));
    return exitCode.usage;
  }
  if (first !== 'help' && first !== '--help' && first !== '-h') return undefined;
  const about = argv.slice(1).filter((word) => !word.startsWith('-'));
  const text = about.length === 0 ? overviewText(language) : commandText(named(about).command, language);
  output.raw(`${text}\n`);
  return exitCode.done;
}

function named(argv: readonly string[]) {
  const found = commandNamed(argv);
  if (found === undefined) throw new CodedError('usage/unknown-command', { command: wordsOf(argv) });
  return found;
}

function wordsOf(argv: readonly string[]): string {
  const found = commandNamed(argv);
  if (found !== undefined) return found.command.words.join(' ');
  return (
    argv
      .slice(0, 2)
      .filter((word) => !word.startsWith('-'))
      .join(' ') ||
    (argv[0] ?? '')
  );
}

function suggest(argv: readonly string[], { output, language }: Execution): void {
  const typed = wordsOf(argv);
  const names = commands.map((command) => command.words.join(' '));
  const near = names.map((name) => ({ name, far: editDistance(typed, name) })).sort((a, b) => a.far - b.far)[0];
  if (near !== undefined && near.far <= Math.max(1, typed.length / 3))
    output.note(phrase('suggestion', language, { words: `ohmstead ${near.name}` }));
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
