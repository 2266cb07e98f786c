/**
 * Verdicts that somebody waits for at a window. Guarantees: one that nobody has seen stays on the list over every new
 * page and every new station, until somebody has; it is kept beside the record, because a record is closed with its
 * verdict and who looked at it is no evidence about the unit.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Database } from './database.ts';

export class AwaitedVerdicts {
  readonly #database: Database;
  readonly #wall: () => number;

  constructor(database: Database, wall: () => number) {
    this.#database = database;
    this.#wall = wall;
  }

  /** From now on its verdict is one to be seen; one that was seen already stays so. */
  await(run: string): void {
    this.#database.run('INSERT OR IGNORE INTO verdict_awaited (run) VALUES (?)', run);
  }

  /** Runs that have their verdict and nobody has seen it, oldest first. */
  unseen(): string[] {
    const rows = this.#database.all(
      `SELECT awaited.run FROM verdict_awaited AS awaited JOIN run ON run.id = awaited.run
       WHERE awaited.seen_wall IS NULL AND run.verdict IS NOT NULL ORDER BY awaited.run`,
    );
    return rows.map(({ run }) => String(run));
  }

  /** `by`: null when it closed by itself. The first who saw it stays. `run/no-verdict` before there is one. */
  seen(run: string, by: string | null): void {
    const known = this.#database.get('SELECT verdict FROM run WHERE id = ?', run);
    if (known === undefined) throw new CodedError('run/unknown', { run: run.slice(0, 100) });
    if (known.verdict === null) throw new CodedError('run/no-verdict', { run });
    this.#database.run(
      `INSERT INTO verdict_awaited (run, seen_wall, seen_by) VALUES (?, ?, ?)
       ON CONFLICT (run) DO UPDATE SET seen_wall = excluded.seen_wall, seen_by = excluded.seen_by WHERE seen_wall IS NULL`,
      run,
      this.#wall(),
      by,
    );
  }
}
