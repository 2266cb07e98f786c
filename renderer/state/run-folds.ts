/**
 * The runs of now as the fold of their entries. Guarantees: the screen shows exactly what {@link RunFold} makes of the
 * journal; entries that arrive twice change nothing; a hole in the numbering is filled from the station before anything
 * after it is folded, so a reloaded or slow page never shows half a truth.
 */
import type { Entry } from '../../station/record/entry.ts';
import { RunFold } from '../../station/record/fold.ts';
import type { RunRecord } from '../../station/record/record.ts';
import type { StationLink } from '../shell/station-link.ts';

/** Entries asked for at a time. */
const page = 2_000;

export interface FoldedRun {
  readonly record: RunRecord;
  /** Wall clock, milliseconds, of the last entry. */
  readonly lastWall: number;
}

interface Folding {
  readonly fold: RunFold;
  next: number;
  /** Ahead of what is folded, waiting for the hole to be filled. */
  readonly ahead: Map<number, Entry>;
  filling: boolean;
  last: Entry | undefined;
}

export class RunFolds {
  readonly #link: StationLink;
  readonly #runs = new Map<string, Folding>();
  readonly #changed: (run: string, entries: readonly Entry[]) => void;

  /** `changed` hears of each run with the entries that were folded. */
  constructor(link: StationLink, changed: (run: string, entries: readonly Entry[]) => void) {
    this.#link = link;
    this.#changed = changed;
    link.on('entry', (entry) => this.#hear(entry));
    // Whatever was missed while there was no station.
    link.onUp((up) => {
      if (up) for (const run of this.#runs.keys()) this.#catchUp(run);
    });
  }

  /** Follows a run from its first entry on. Fails as `run/entries` does. */
  async follow(run: string): Promise<void> {
    this.#foldingOf(run);
    await this.#fill(run);
  }

  folded(run: string): FoldedRun | undefined {
    const folding = this.#runs.get(run);
    if (folding?.last === undefined) return undefined;
    return { record: folding.fold.record(), lastWall: Date.parse(folding.last.wall) };
  }

  /** Lets go of a run; who follows it again has it read from its beginning. */
  forget(run: string): void {
    this.#runs.delete(run);
  }

  /** What cannot be had now is asked for again with the next entry, and with the next station. */
  #catchUp(run: string): void {
    this.#fill(run).catch(() => undefined);
  }

  #foldingOf(run: string): Folding {
    const known = this.#runs.get(run);
    if (known !== undefined) return known;
    const folding: Folding = { fold: new RunFold(), next: 0, ahead: new Map(), filling: false, last: undefined };
    this.#runs.set(run, folding);
    return folding;
  }

  #hear(entry: Entry): void {
    const folding = this.#foldingOf(entry.run);
    if (entry.i < folding.next) return;
    folding.ahead.set(entry.i, entry);
    if (!this.#drain(entry.run, folding)) this.#catchUp(entry.run);
  }

  /** Folds what is next; false when there is a hole before what is waiting. */
  #drain(run: string, folding: Folding): boolean {
    const folded: Entry[] = [];
    for (let entry = folding.ahead.get(folding.next); entry !== undefined; entry = folding.ahead.get(folding.next)) {
      folding.ahead.delete(entry.i);
      folding.fold.add(entry);
      folding.next += 1;
      folding.last = entry;
      folded.push(entry);
    }
    if (folded.length > 0) this.#changed(run, folded);
    return folding.ahead.size === 0;
  }

  async #fill(run: string): Promise<void> {
    const folding = this.#foldingOf(run);
    if (folding.filling) return;
    folding.filling = true;
    try {
      for (;;) {
        const from = folding.next;
        const entries = await this.#link.call('run/entries', { run, from, count: page });
        for (const entry of entries) folding.ahead.set(entry.i, entry);
        this.#drain(run, folding);
        if (entries.length < page && folding.ahead.size === 0) return;
        // Nothing that goes on from here: asking again at once would only bring the same.
        if (folding.next === from) return;
      }
    } finally {
      folding.filling = false;
    }
  }
}
