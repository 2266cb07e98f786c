/**
 * What may be switched on, on disk before it is switched on: the next station makes it safe before anything else. A store
 * that is busy for a moment is waited for without standing in anybody's way.
 */
import type { SafeTarget } from '../../drivers/bench/bench-api.ts';
import { usbName } from '../../drivers/contract/usb-identity.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import type { EnergisedList } from '../bench/run-outputs.ts';
import type { Database } from './database.ts';

const retryMs = 100;
const mostTries = 50;

/**
 * One for each instrument, not for each place in a run: when another one takes over, the first may still be on and must not
 * be forgotten.
 */
function rowOf({ key, address, usb }: SafeTarget): string {
  return `${key} ${usb === undefined ? address : usbName(usb)}`;
}

export class EnergisedStore implements EnergisedList {
  readonly #database: Database;
  /** Real time: the store lives in it, whatever clock a run is on. */
  readonly #clock: Clock;
  /** What each output shall be; the last word wins over a retry that comes late. */
  readonly #wanted = new Map<string, symbol>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Resolves when it is on disk; rejects as the store does when it refuses for five seconds. */
  mark(target: SafeTarget, run: string): Promise<void> {
    const row = rowOf(target);
    return this.#patiently(row, () => {
      this.#database.run(
        'INSERT OR REPLACE INTO energised (target, run, description, since_wall) VALUES (?, ?, ?, ?)',
        row,
        run,
        JSON.stringify(target),
        this.#clock.wall(),
      );
    });
  }

  /** Never fails: an entry too many only means that an output is switched off once more. */
  clear(target: SafeTarget): void {
    const row = rowOf(target);
    const work = () => {
      // Rows of earlier releases were called by the key alone.
      this.#database.run('DELETE FROM energised WHERE target IN (?, ?)', row, target.key);
    };
    this.#patiently(row, work).catch(() => undefined);
  }

  isMarked(target: SafeTarget): boolean {
    return this.list().some((one) => rowOf(one.target) === rowOf(target));
  }

  list(): { readonly target: SafeTarget; readonly run: string }[] {
    const rows = this.#database.all('SELECT run, description FROM energised ORDER BY since_wall');
    return rows.map((row) => ({
      run: String(row.run),
      target: JSON.parse(String(row.description)) as SafeTarget,
    }));
  }

  async #patiently(key: string, work: () => void): Promise<void> {
    const mine = Symbol(key);
    this.#wanted.set(key, mine);
    for (let tries = 1; this.#wanted.get(key) === mine; tries += 1) {
      try {
        work();
        return;
      } catch (error) {
        if (tries >= mostTries) throw error;
      }
      await this.#clock.sleep(retryMs);
    }
  }
}
