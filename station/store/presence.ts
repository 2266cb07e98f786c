/**
 * Who has the store of a data folder open, among all processes of a machine; and the one moment in which nobody has: then
 * a store that was laid ready takes its place. A presence is a shared lock on a small file, so the operating system gives
 * it back however its process ends.
 */
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { makeFolder } from './make-folder.ts';
import { restoreIsReady, takeRestored } from './take-restored.ts';

export interface Presence {
  end(): void;
}

/** Another process may be putting a restored store in its place; that is a few renames. */
const patienceMs = 5_000;

/**
 * Call it before the store is opened. Where nothing can be locked (a folder that cannot be written), nobody can put
 * another store there either, and there is nothing to end.
 */
export function bePresent(folder: string): Presence {
  const file = path.join(folder, 'locks', 'store.lock');
  try {
    makeFolder(path.dirname(file));
    if (restoreIsReady(folder)) takeWhenAlone(folder, file);
    const engine = new DatabaseSync(file);
    engine.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    engine.exec('BEGIN');
    engine.prepare('SELECT count(*) FROM sqlite_schema').get();
    return { end: () => engine.close() };
  } catch {
    return { end: () => undefined };
  }
}

/** While another process has the store open, the restored one waits for the next start. */
function takeWhenAlone(folder: string, file: string): void {
  const engine = new DatabaseSync(file);
  try {
    engine.exec('PRAGMA busy_timeout = 0');
    engine.exec('BEGIN EXCLUSIVE');
  } catch {
    engine.close();
    return;
  }
  try {
    takeRestored(folder);
  } finally {
    engine.close();
  }
}
