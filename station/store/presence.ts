/**
 * Who has the store of a data folder open, among all processes of a machine; and the one moment in which nobody has: then
 * a store that was laid ready takes its place. A presence is a shared lock on a small file, so the operating system gives
 * it back however its process ends.
 */
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { CodedError } from '../../foundation/failure.ts';
import { makeFolder } from './make-folder.ts';
import { restoreIsHalfDone, restoreIsReady, takeRestored } from './take-restored.ts';

export interface Presence {
  end(): void;
}

/** Another process may be putting a restored store in its place; that is a few renames. */
const patienceMs = 5_000;

/**
 * Call it before the store is opened. Where nothing can be locked (a folder that cannot be written), nobody can put
 * another store there either, and there is nothing to end. Fails with `restore/not-finished {folder, why}` where the old
 * store has gone and the new one could not come: an empty one must not take its place.
 */
export function bePresent(folder: string): Presence {
  const file = path.join(folder, 'locks', 'store.lock');
  if (restoreIsReady(folder)) takeWhenAlone(folder, file);
  try {
    makeFolder(path.dirname(file));
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
  let lock: InstanceType<typeof DatabaseSync> | undefined;
  try {
    // Whoever is between the two stores at this moment is waited for.
    lock = alone(file, 0) ?? (restoreIsHalfDone(folder) ? alone(file, patienceMs) : undefined);
    if (lock !== undefined) takeRestored(folder);
    if (restoreIsHalfDone(folder)) throw new Error('locked');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CodedError('restore/not-finished', { folder, why: code ?? message }, error);
  } finally {
    lock?.close();
  }
}

/** A lock that nobody else can have beside a presence; undefined where there is somebody, or nothing can be locked. */
function alone(file: string, waitMs: number): InstanceType<typeof DatabaseSync> | undefined {
  let engine: InstanceType<typeof DatabaseSync> | undefined;
  try {
    makeFolder(path.dirname(file));
    engine = new DatabaseSync(file);
    engine.exec(`PRAGMA busy_timeout = ${waitMs}`);
    engine.exec('BEGIN EXCLUSIVE');
    return engine;
  } catch {
    engine?.close();
    return undefined;
  }
}
