/** Where journals are kept. Two stores with one behaviour: SQLite for the station, memory for rehearsals. */
import type { Entry, EntryKind } from '../record/entry.ts';

export interface JournalStore {
  /** All of them or none, durable when it returns; throws a coded `store/…` failure. All entries are of one run. */
  commit(entries: readonly Entry[]): void;
  /** In order, one at a time; of one kind when asked so. */
  entries(run: string, from?: number, kind?: EntryKind): Iterable<Entry>;
  last(run: string): Entry | undefined;
}

/** For rehearsals: nothing outlives the process. */
export class MemoryJournalStore implements JournalStore {
  readonly #runs = new Map<string, Entry[]>();

  commit(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const known = this.#runs.get(entry.run);
      if (known === undefined) this.#runs.set(entry.run, [entry]);
      else known.push(entry);
    }
  }

  *entries(run: string, from = 0, kind?: EntryKind): Iterable<Entry> {
    const all = this.#runs.get(run) ?? [];
    // Entries may be appended while somebody reads; a reader sees what was there when it began.
    const end = all.length;
    for (let index = from; index < end; index += 1) {
      const entry = all[index];
      if (entry !== undefined && (kind === undefined || entry.kind === kind)) yield entry;
    }
  }

  last(run: string): Entry | undefined {
    return this.#runs.get(run)?.at(-1);
  }

  /** Forgets all entries from `count` on, as a power cut that came before they were written. */
  truncate(run: string, count: number): void {
    this.#runs.get(run)?.splice(count);
  }
}
