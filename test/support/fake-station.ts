/** A station whose only run is played by the test, entry by entry. */

import type { LongCall } from '../../station/api/instruments.ts';
import type { StationEvents } from '../../station/api/station-api.ts';
import type { StationLink } from '../../station/cli/command.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import type { RunVerdict } from '../../station/record/verdict.ts';

export class FakeStation implements StationLink {
  /** Verbs that were called, with their inputs. */
  readonly calls: (readonly [string, unknown])[] = [];
  readonly #listeners = new Set<(entry: Entry) => void>();
  readonly #progress = new Set<(calls: readonly LongCall[]) => void>();
  readonly #committed: Entry[] = [];
  readonly #answers = new Map<string, (input: never) => unknown>();
  #end: (verdict: RunVerdict) => void = () => undefined;
  readonly #ended: Promise<RunVerdict>;
  closed = false;

  constructor() {
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.answer('run/wait', async () => ({ verdict: await this.#ended }));
    this.answer('run/show', () => fold(this.#committed));
    this.answer('run/entries', ({ from, count }: { from: number; count: number }) =>
      this.#committed.slice(from, from + count),
    );
  }

  /** How a verb is answered. */
  answer(verb: string, answer: (input: never) => unknown): this {
    this.#answers.set(verb, answer);
    return this;
  }

  /** Commits entries; `told: false` keeps them from the listeners, as when nobody listened yet. */
  commit(entries: readonly Entry[], told = true): void {
    for (const entry of entries) {
      this.#committed.push(entry);
      if (told) this.tell([entry]);
      if (entry.kind === 'run.stop') this.#end(entry.verdict);
    }
  }

  /** Of another run, for example. */
  tell(entries: readonly Entry[]): void {
    for (const entry of entries) for (const listener of [...this.#listeners]) listener(entry);
  }

  /** Calls that take long have come further. */
  tellProgress(calls: readonly LongCall[]): void {
    for (const listener of [...this.#progress]) listener(calls);
  }

  async call(verb: string, input: unknown): Promise<never> {
    this.calls.push([verb, input]);
    return (await this.#answers.get(verb)?.(input as never)) as never;
  }

  on<E extends 'entry' | 'progress' | 'status'>(name: E, listener: (value: StationEvents[E]) => void): () => void {
    const listeners: Set<unknown> = name === 'entry' ? this.#listeners : this.#progress;
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
