/**
 * What became of outputs that were switched off for safety: one state for each, and only an instrument's own word makes it
 * `seen-off`. Pure; older records, whose station never looked, say `not-seen`.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { Entry } from './entry.ts';

/**
 * `seen-off`: the instrument said so after the command. `not-seen`: the command was sent, and nothing says that it worked.
 * `seen-on`: it was sent, and the instrument says that it is on. `not-sent`: it could not be sent.
 */
export type OutputState = 'seen-off' | 'not-seen' | 'seen-on' | 'not-sent';

export interface OutputRecord {
  /** The role, or for what another run had left on its key and place. */
  readonly output: string;
  readonly state: OutputState;
  /** Code of why it was not sent or not seen; absent where nobody has looked, or not yet. */
  readonly why?: string;
}

/** Last told last. */
export class OutputFold {
  readonly #outputs = new Map<string, OutputRecord>();

  add(entry: Entry): void {
    if (entry.kind === 'safe')
      for (const { key: output, outcome } of entry.targets) {
        const isSent = !outcome.includes('/');
        this.#put(isSent ? { output, state: 'not-seen' } : { output, state: 'not-sent', why: outcome });
      }
    if (entry.kind === 'safe.look')
      for (const { key: output, seen, failure } of entry.targets)
        this.#put({
          output,
          state: seen === 'unknown' ? 'not-seen' : `seen-${seen}`,
          ...(failure && { why: failure.code }),
        });
  }

  #put(record: OutputRecord): void {
    this.#outputs.delete(record.output);
    this.#outputs.set(record.output, record);
  }

  records(): OutputRecord[] {
    return [...this.#outputs.values()];
  }
}

/** As a sentence in three languages, by its code. */
export function outputSentence({ output, state, why }: OutputRecord): Failure {
  switch (state) {
    case 'seen-off':
      return { code: 'output/seen-off', params: { output } };
    case 'seen-on':
      return { code: 'output/seen-on', params: { output } };
    case 'not-sent':
      return { code: 'output/not-sent', params: { output, why: why ?? '?' } };
    case 'not-seen':
      return why === undefined
        ? { code: 'output/not-looked', params: { output } }
        : { code: 'output/not-seen', params: { output, why } };
  }
}
