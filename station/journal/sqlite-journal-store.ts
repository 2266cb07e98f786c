/** Journals in the station's SQLite file: one transaction per group of entries, on disk when it returns. */
import { CodedError } from '../../foundation/failure.ts';
import type { Entry, EntryKind } from '../record/entry.ts';
import { damagedEntry } from '../record/fold-readable.ts';
import type { Database, Row } from '../store/database.ts';
import type { JournalStore } from './journal-store.ts';

export class SqliteJournalStore implements JournalStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  commit(entries: readonly Entry[]): void {
    this.#database.transaction(() => {
      for (const entry of entries) {
        this.#database.run(
          'INSERT INTO journal (run, i, kind, hash, body) VALUES (?, ?, ?, ?, ?)',
          entry.run,
          entry.i,
          entry.kind,
          entry.hash,
          JSON.stringify(entry),
        );
        if (entry.kind === 'run.stop')
          this.#database.run(
            'UPDATE run SET verdict = ?, stopped_wall = ? WHERE id = ?',
            entry.verdict,
            Date.parse(entry.wall),
            entry.run,
          );
      }
    });
  }

  *entries(run: string, from = 0, kind?: EntryKind): Iterable<Entry> {
    const select = 'SELECT i, body FROM journal WHERE run = ? AND i >= ?';
    const rows =
      kind === undefined
        ? this.#database.iterate(`${select} ORDER BY i`, run, from)
        : this.#database.iterate(`${select} AND kind = ? ORDER BY i`, run, from, kind);
    for (const row of rows) yield entryOf(run, row);
  }

  last(run: string): Entry | undefined {
    const row = this.#database.get('SELECT i, body FROM journal WHERE run = ? ORDER BY i DESC LIMIT 1', run);
    return row === undefined ? undefined : entryOf(run, row);
  }
}

/** `journal/damaged` where the stored text is no JSON object. */
function entryOf(run: string, row: Row): Entry {
  try {
    const entry: unknown = JSON.parse(String(row.body));
    if (typeof entry === 'object' && entry !== null) return entry as Entry;
  } catch (error) {
    throw new CodedError(damagedEntry, { run, entry: Number(row.i) }, error);
  }
  throw new CodedError(damagedEntry, { run, entry: Number(row.i) });
}
