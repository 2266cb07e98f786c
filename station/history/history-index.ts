/**
 * The tables by which runs are found, kept up to date when somebody asks. Guarantees: what has changed since the last
 * question is in the answer; a store that cannot be written now answers with what it had.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Database } from '../store/database.ts';
import { digestOf } from './run-digest.ts';

/** Runs of one transaction: a running journal never waits longer than these take. */
const atOnce = 50;

export class HistoryIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  refresh(): void {
    try {
      while (this.#refreshSome() === atOnce);
    } catch (error) {
      // Full, read-only or held by another process: an old answer is better than none.
      if (!(error instanceof CodedError && error.code.startsWith('store/'))) throw error;
    }
  }

  #refreshSome(): number {
    const some = () => this.#database.all('SELECT run FROM history_stale LIMIT ?', atOnce);
    if (some().length === 0) return 0;
    return this.#database.transaction(() => {
      const runs = some().map(({ run }) => String(run));
      for (const run of runs) this.#write(run);
      return runs.length;
    });
  }

  #write(run: string): void {
    const database = this.#database;
    database.run('DELETE FROM history_stale WHERE run = ?', run);
    database.run('DELETE FROM history_measure WHERE run = ?', run);
    const digest = digestOf(database, run);
    if (digest === undefined) return;
    const { title, unit, operator, failed, words, measures } = digest;
    database.run(
      `INSERT OR REPLACE INTO history_run (run, title, unit, serial, imei, operator, failed, words)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      run,
      JSON.stringify(title),
      JSON.stringify(unit),
      unit.serial ?? null,
      unit.imei ?? null,
      operator,
      JSON.stringify(failed),
      words,
    );
    for (const { key, value, unit: of, resolution, status, verdict, limits } of measures)
      database.run(
        `INSERT INTO history_measure (run, key, value, unit, resolution, status, verdict, limits)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        run,
        key,
        value,
        of,
        resolution,
        status,
        verdict,
        JSON.stringify(limits),
      );
  }
}
