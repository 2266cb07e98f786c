/**
 * A whole copy of the store and its evidence, made while the station works. Guarantees: the database is a single moment's
 * and every file it names was there before that moment; what stands under the given name has been opened, checked and
 * flushed; anything less never gets that name.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { backup, DatabaseSync } from '@photostructure/sqlite';
import { CodedError } from '../../foundation/failure.ts';
import type { BackupReport } from '../api/station.ts';
import type { DiskFree } from '../self/disk.ts';
import type { StoreInspection } from '../store/inspect-store.ts';
import { storeFileName } from '../store/store-files.ts';
import { bytesOf, copyFolder, flush, writeWhole } from './whole-files.ts';

export interface CopyParts {
  /** The station's data folder. */
  readonly folder: string;
  readonly free: DiskFree;
  /** Looks at a store's file, in another thread. */
  inspect(file: string): Promise<StoreInspection>;
  wall(): number;
}

/** More pages than any store has: the copy is one step, and no commit in the middle makes it begin again. */
const allPages = 2_000_000_000;

/**
 * Fails with `backup/exists`, `backup/inside`, `backup/no-room {neededMb, freeMb}`, `backup/not-written {path, why}` or
 * `backup/not-whole {why}`; nothing stands under the name then.
 */
export async function backUp(target: string, parts: CopyParts): Promise<BackupReport> {
  const whole = path.resolve(target);
  const { folder } = parts;
  if (existsSync(whole)) throw new CodedError('backup/exists', { path: whole });
  const inside = path.relative(folder, whole);
  if (!inside.startsWith('..') && !path.isAbsolute(inside)) throw new CodedError('backup/inside', { path: whole });
  const draft = `${whole}.partial`;
  try {
    await mkdir(path.dirname(whole), { recursive: true });
    await demandRoomFor(parts, path.dirname(whole));
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    await copyDatabase(path.join(folder, storeFileName), path.join(draft, storeFileName));
    // After the database: whatever it names is there by now.
    await copyFolder(path.join(folder, 'evidence'), path.join(draft, 'evidence'));
    const { trouble, schema, runs, tickets } = await parts.inspect(path.join(draft, storeFileName));
    if (trouble !== null) throw new CodedError('backup/not-whole', { why: trouble });
    const about = { format: 1, madeWall: new Date(parts.wall()).toISOString(), schema, runs, tickets };
    await writeWhole(path.join(draft, 'backup.json'), `${JSON.stringify(about)}\n`);
    await flush(draft);
    const bytes = await bytesOf(draft);
    await rename(draft, whole);
    await flush(path.dirname(whole));
    return { path: whole, bytes, runs, tickets };
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw notWritten(error, whole);
  }
}

/** Any error of copying as a code. */
export function notWritten(error: unknown, place: string): CodedError {
  if (error instanceof CodedError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new CodedError('backup/not-written', { path: place, why: code ?? message }, error);
}

/** `backup/no-room`, before anything is begun. */
export async function demandRoomFor({ folder, free }: CopyParts, place: string, what = folder): Promise<void> {
  const [database, evidence] = await Promise.all([
    bytesOf(path.join(what, storeFileName)),
    bytesOf(path.join(what, 'evidence')),
  ]);
  const needed = (database + evidence) * 1.05;
  const there = await free(place);
  if (there !== null && there < needed)
    throw new CodedError('backup/no-room', { neededMb: Math.ceil(needed / 1e6), freeMb: Math.floor(there / 1e6) });
}

/** Over a connection of its own, so that no run waits for it. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(source, to, { rate: allPages });
  } finally {
    source.close();
  }
  // One file by itself, that needs no other beside it to be read.
  const copy = new DatabaseSync(to);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
  } finally {
    copy.close();
  }
  await flush(to);
}
