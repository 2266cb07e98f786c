/**
 * The journal of one run. Guarantees: entries are chained in the order they were appended; nobody hears of an entry
 * before it is on disk; entries appended while the disk is busy go down together; when the store refuses (full disk,
 * read-only), nothing is lost and nothing goes on: appends wait and are tried again until the store takes them.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { Entry, EntryDraft, EntryKind, EntryOf } from '../record/entry.ts';
import { genesis, hashEntry } from './chain.ts';
import type { JournalStore } from './journal-store.ts';
import { jsonCopy } from './json-copy.ts';

export interface JournalOptions {
  readonly run: string;
  readonly store: JournalStore;
  readonly clock: Clock;
  /** Run time of the present moment, milliseconds. */
  readonly runTime: () => number;
  /** How entries that come together are gathered; rehearsals use microtasks, so that no real time passes. */
  readonly schedule: (flush: () => void) => void;
  /** The store refused, or took entries again (`undefined`). */
  readonly onTrouble: (failure: Failure | undefined) => void;
}

/** Clock milliseconds between two tries while the store refuses. */
const retryMs = 1_000;
/** A wall clock that moves this much against the monotonic clock has been set by someone. */
const clockStepMs = 2_000;

interface Waiting {
  readonly entry: Entry;
  resolve(entry: Entry): void;
}

export class Journal {
  readonly run: string;
  readonly #options: JournalOptions;
  readonly #listeners = new Set<(entry: Entry) => void>();
  #next: number;
  #prev: string;
  #waiting: Waiting[] = [];
  #latest: Promise<unknown> = Promise.resolve();
  #flushing = false;
  #trouble: Failure | undefined;
  #closed = false;
  #ended = false;
  #wallAhead: number;

  /** Goes on after the last entry that the store has of this run. */
  constructor(options: JournalOptions) {
    this.run = options.run;
    this.#options = options;
    const last = options.store.last(options.run);
    this.#next = last === undefined ? 0 : last.i + 1;
    this.#prev = last?.hash ?? genesis;
    this.#wallAhead = this.#wallMinusMonotonic();
  }

  /** Why the store does not take entries now. */
  get trouble(): Failure | undefined {
    return this.#trouble;
  }

  /** Number of entries appended so far, written or not. */
  get length(): number {
    return this.#next;
  }

  /** Resolves with the entry once it is on disk. A draft that names its own place gets it as an argument. */
  append<K extends EntryKind>(
    draft: Extract<EntryDraft, { kind: K }> | ((i: number) => Extract<EntryDraft, { kind: K }>),
  ): Promise<EntryOf<K>> {
    // Whatever comes after the end (a late answer, a loss) is no part of the run.
    if (this.#ended) return new Promise(() => undefined);
    const step = this.#wallMinusMonotonic() - this.#wallAhead;
    if (Math.abs(step) > clockStepMs) {
      this.#wallAhead += step;
      void this.#enqueue({ kind: 'clock.step', byMs: Math.round(step) });
    }
    const made = typeof draft === 'function' ? draft(this.#next) : draft;
    return this.#enqueue(made) as Promise<unknown> as Promise<EntryOf<K>>;
  }

  /** Every entry from now on, after it is on disk and in order. */
  onEntry(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is on disk, from the first entry; of one kind when asked so. */
  entries(from = 0, kind?: EntryKind): Iterable<Entry> {
    return this.#options.store.entries(this.run, from, kind);
  }

  /** Resolves when everything appended so far is on disk. */
  async settled(): Promise<void> {
    await this.#latest;
  }

  /** Drops what is not written yet, as a dead process does; for the end of a station only. */
  abandon(): void {
    this.#closed = true;
    this.#waiting = [];
  }

  #wallMinusMonotonic(): number {
    const { clock } = this.#options;
    // A sped-up clock stands still while the station computes; there the wall clock runs ahead by itself.
    return clock.kind === 'scaled' ? 0 : clock.wall() - clock.now();
  }

  #enqueue(draft: EntryDraft): Promise<Entry> {
    const { run } = this;
    const { clock, runTime } = this.#options;
    const wall = new Date(clock.wall()).toISOString();
    const head = { ...draft, i: this.#next, run, t: Math.round(runTime() * 1000) / 1000, wall, prev: this.#prev };
    // What JSON drops (undefined members) must not be hashed, listened to or kept: all see the same entry.
    const plain = jsonCopy(head) as Omit<Entry, 'hash'>;
    const entry = Object.assign(plain, { hash: hashEntry(plain) }) as Entry;
    this.#next += 1;
    this.#prev = entry.hash;
    this.#ended = entry.kind === 'run.stop';
    const written = new Promise<Entry>((resolve) => {
      this.#waiting.push({ entry, resolve });
      this.#flushSoon();
    });
    this.#latest = written;
    return written;
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    this.#options.schedule(() => this.#flush());
  }

  #flush(): void {
    if (this.#closed) return;
    const group = this.#waiting;
    try {
      this.#options.store.commit(group.map((waiting) => waiting.entry));
    } catch (error) {
      this.#setTrouble(failureOf(error));
      this.#options.clock.after(retryMs, () => this.#flush());
      return;
    }
    this.#waiting = [];
    this.#flushing = false;
    this.#setTrouble(undefined);
    for (const { entry, resolve } of group) {
      for (const listener of [...this.#listeners]) listener(entry);
      resolve(entry);
    }
    if (this.#waiting.length > 0) this.#flushSoon();
  }

  #setTrouble(failure: Failure | undefined): void {
    const changed = (this.#trouble === undefined) !== (failure === undefined);
    this.#trouble = failure;
    if (changed) this.#options.onTrouble(failure);
  }
}
