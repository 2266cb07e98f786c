/**
 * What was recorded behind a writing, found again for whoever writes the same. Guarantees that nothing is answered that was
 * not recorded behind these very bytes, that everything recorded is given at the most once, and that it is looked for
 * onwards only: an answer from before is never given to a later question.
 */
import type { Conversation, Said } from './conversation.ts';

/** What was recorded behind one writing. */
export interface Recorded {
  /** In order; empty where nothing came, or where more of the recorded writing is still to be written. */
  readonly received: readonly Said[];
  /** When it was written then. */
  readonly at?: number;
}

export interface RecordedAnswers {
  /** What came before anything was written. */
  readonly greeting: readonly Said[];
  /**
   * Undefined when these bytes were not written from here on. `isQuestion`: what nothing depends on is looked for nearby only,
   * so that nothing is passed over for its sake.
   */
  take(asked: Uint8Array, isQuestion: boolean): Recorded | undefined;
  /** What was written next, then. */
  next(): Said | undefined;
  /** Writings that were recorded, and those of them that were asked for again. */
  readonly writings: number;
  readonly taken: number;
}

/** Writings without anything in between, which may have been noted in other pieces than they are written now. */
interface Run {
  readonly lines: readonly Said[];
  readonly bytes: Uint8Array;
  /** Where each line begins. */
  readonly starts: readonly number[];
  readonly received: readonly Said[];
}

/** For protocols without numbers: the recorded writings in their order. */
export class OrderedAnswers implements RecordedAnswers {
  readonly greeting: readonly Said[];
  readonly writings: number;
  taken = 0;
  readonly #runs: readonly Run[];
  #run = 0;
  #place = 0;

  constructor({ said }: Conversation) {
    const { greeting, runs } = runsOf(said);
    this.greeting = greeting;
    this.#runs = runs;
    this.writings = runs.reduce((sum, { lines }) => sum + lines.length, 0);
  }

  take(asked: Uint8Array, isQuestion: boolean): Recorded | undefined {
    const end = isQuestion ? this.#runs.length : this.#run + 2;
    for (let index = this.#run; index < end; index += 1) {
      const run = this.#runs[index];
      if (run === undefined) break;
      const from = index === this.#run ? this.#place : 0;
      const place = [from, ...run.starts.filter((start) => start > from)].find((start) =>
        isAt(run.bytes, start, asked),
      );
      if (place !== undefined) return this.#consume(index, run, place, place + asked.length);
    }
    return undefined;
  }

  next(): Said | undefined {
    const run = this.#runs[this.#run];
    const place = run?.starts.findIndex((start) => start >= this.#place) ?? -1;
    return place === -1 ? this.#runs[this.#run + 1]?.lines[0] : run?.lines[place];
  }

  #consume(index: number, run: Run, from: number, to: number): Recorded {
    this.#run = index;
    this.#place = to;
    this.taken += run.starts.filter((start) => start >= from && start < to).length;
    const isWhole = to === run.bytes.length;
    const last = run.lines[run.starts.filter((start) => start < to).length - 1];
    return { received: isWhole ? run.received : [], ...(last?.at === undefined ? {} : { at: last.at }) };
  }
}

function runsOf(said: readonly Said[]): { readonly greeting: Said[]; readonly runs: Run[] } {
  const greeting: Said[] = [];
  const runs: { lines: Said[]; received: Said[] }[] = [];
  for (const one of said) {
    const run = runs.at(-1);
    if (one.direction === 'received') (run?.received ?? greeting).push(one);
    else if (run === undefined || run.received.length > 0) runs.push({ lines: [one], received: [] });
    else run.lines.push(one);
  }
  return { greeting, runs: runs.map(asRun) };
}

function asRun({ lines, received }: { readonly lines: readonly Said[]; readonly received: readonly Said[] }): Run {
  const starts: number[] = [];
  let length = 0;
  for (const { bytes } of lines) {
    starts.push(length);
    length += bytes.length;
  }
  const bytes = new Uint8Array(length);
  for (const [place, line] of lines.entries()) bytes.set(line.bytes, starts[place]);
  return { lines, bytes, starts, received };
}

function isAt(bytes: Uint8Array, from: number, asked: Uint8Array): boolean {
  return asked.length > 0 && from + asked.length <= bytes.length && asked.every((byte, i) => byte === bytes[from + i]);
}
