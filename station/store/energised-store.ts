/** What may be switched on, on disk before it is switched on: the next station makes it safe before anything else. */
import type { SafeTarget } from '../../drivers/bench/bench-api.ts';
import type { EnergisedList } from '../bench/leased-bench.ts';
import type { Database } from './database.ts';

export class EnergisedStore implements EnergisedList {
  readonly #database: Database;
  readonly #wall: () => number;

  constructor(database: Database, wall: () => number) {
    this.#database = database;
    this.#wall = wall;
  }

  mark(target: SafeTarget, run: string): void {
    this.#database.run(
      'INSERT OR REPLACE INTO energised (target, run, description, since_wall) VALUES (?, ?, ?, ?)',
      target.key,
      run,
      JSON.stringify(target),
      this.#wall(),
    );
  }

  clear(key: string): void {
    this.#database.run('DELETE FROM energised WHERE target = ?', key);
  }

  list(): { readonly target: SafeTarget; readonly run: string }[] {
    const rows = this.#database.all('SELECT run, description FROM energised ORDER BY since_wall');
    return rows.map((row) => ({
      run: String(row.run),
      target: JSON.parse(String(row.description)) as SafeTarget,
    }));
  }
}
