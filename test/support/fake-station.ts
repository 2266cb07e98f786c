/** A station whose only run is played by the test, entry by entry. */

import type { StationLink } from '../../station/cli/command.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import type { RunVerdict } from '../../station/record/verdict.ts';

export class FakeStation implements StationLink {
  /** Verbs that were called, with their inputs. */
  readonly calls: (readonly [string, unknown])[] = [];
  readonly #listeners = new Set<(entry: Entry) => void>();
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

  async call(verb: string, input: unknown): Promise<never> {
    this.calls.push([verb, input]);
    return (await this.#answers.get(verb)?.(input as never)) as never;
  }

  on(_name: 'entry', listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
