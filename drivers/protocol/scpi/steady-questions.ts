/**
 * Questions to an instrument whose answers are text without a checksum. Guarantees that no single damaged answer decides:
 * words are what two answers in a row say. A number has no word's redundancy: it is what four in a row say, or a middle one of
 * more (`firmlyBelieved` in `middle.ts`). An answer that cannot be one is thrown away with whatever comes behind it. Only the signal ends a wait.
 */
import { CodedError } from '../../../foundation/failure.ts';
import { agreed } from '../agreement.ts';
import { firmlyBelieved } from '../middle.ts';
import type { ExchangeOptions, ScpiSession } from './session.ts';

/** Where a call's own limit holds. */
const longestMs = 600_000;
/** As many answers in a row that are none: this instrument writes otherwise than we know. */
const voidsInARow = 10;
const timesOfANumber = 4;
const sameJson = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export class SteadyQuestions {
  readonly #session: Pick<ScpiSession, 'query' | 'send' | 'settle'>;

  constructor(session: Pick<ScpiSession, 'query' | 'send' | 'settle'>) {
    this.#session = session;
  }

  /** The text of a number that was set: what four answers in a row say. Fails as {@link agreed}. */
  setting<T>(question: string, parse: (answer: string) => T | undefined, signal: AbortSignal): Promise<T> {
    return agreed(this.#asker(question, parse, signal), sameJson, timesOfANumber);
  }

  /** A word. Fails with `instrument/unreadable` when nothing that parses comes. */
  agreed<T>(question: string, parse: (answer: string) => T | undefined, signal: AbortSignal): Promise<T> {
    return agreed(this.#asker(question, parse, signal), sameJson);
  }

  /** Measured numbers that come in one answer; `alike` says which two of a column may be the same one, moving. */
  async steady(
    question: string,
    parse: (answer: string) => readonly number[] | undefined,
    alike: (one: number, other: number, column: number) => boolean,
    signal: AbortSignal,
  ): Promise<readonly number[]> {
    const ask = this.#asker(question, parse, signal);
    const rows: (readonly number[])[] = [];
    for (;;) {
      const row = await ask();
      if (row === undefined) continue;
      rows.push(row);
      const columns = row.map((_, column) => {
        const numbers = rows.map((each) => each[column] ?? Number.NaN);
        return numbers[firmlyBelieved(numbers, (one, other) => alike(one, other, column)) ?? -1];
      });
      const all = columns.filter((value) => value !== undefined);
      if (all.length === columns.length) return all;
    }
  }

  /** A command without an answer. */
  send(command: string, signal: AbortSignal): Promise<void> {
    return this.#session.send(command, { deadlineMs: longestMs, signal });
  }

  #asker<T>(question: string, parse: (answer: string) => T | undefined, signal: AbortSignal) {
    const options: ExchangeOptions = { deadlineMs: longestMs, signal };
    let voids = 0;
    return async (): Promise<T | undefined> => {
      const answer = await this.#session.query(question, options);
      const parsed = parse(answer.trim());
      if (parsed !== undefined) {
        voids = 0;
        return parsed;
      }
      voids += 1;
      if (voids >= voidsInARow) throw new CodedError('instrument/unreadable', { answer: answer.slice(0, 80) });
      await this.#session.settle(options);
      return undefined;
    };
  }
}

/** Decimal numbers with a point and at least one digit behind it, `count` of them with commas between; undefined otherwise. */
export function decimals(answer: string, count: number): readonly number[] | undefined {
  const parts = answer.split(',').map((part) => part.trim());
  if (parts.length !== count || !parts.every((part) => /^[+-]?\d+\.\d+$/.test(part))) return undefined;
  return parts.map(Number);
}

/** Weight of the last digit of `5.000`: 0.001. */
export function weightOf(text: string): number {
  return Number(`1e-${text.split('.')[1]?.length ?? 0}`);
}
