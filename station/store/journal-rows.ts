/** The rows of a journal as they are stored: the text of an entry, and the columns by which it is found. */
import type { Database } from './database.ts';

export interface JournalRow {
  readonly i: number;
  readonly kind: string;
  readonly hash: string;
  /** JSON of the entry; anything at all where somebody has been at it. */
  readonly body: string;
}

/** In the order of the column, one at a time. */
export function* journalRows(database: Database, run: string): Iterable<JournalRow> {
  for (const row of database.iterate('SELECT i, kind, hash, body FROM journal WHERE run = ? ORDER BY i', run))
    yield { i: Number(row.i), kind: String(row.kind), hash: String(row.hash), body: String(row.body) };
}
