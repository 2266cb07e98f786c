/** What the station remembers of itself: short texts by name, in the store. */
import type { Database } from './database.ts';

export type StationValue = 'settings' | 'demonstration-ticket';

export function readStationValue(database: Database, key: StationValue): string | undefined {
  const row = database.get('SELECT value FROM station WHERE key = ?', key);
  return row === undefined ? undefined : String(row.value);
}

export function writeStationValue(database: Database, key: StationValue, value: string): void {
  database.run('INSERT OR REPLACE INTO station (key, value) VALUES (?, ?)', key, value);
}
