/**
 * Puts a store that was laid ready in the place of the old one. Guarantees: every step is one rename, and whoever comes
 * after a crash goes on with the next, so that there is always one whole store, the old one or the new; nothing of the
 * old one is deleted, it stands beside in a folder with the date.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { storeFileName } from './store-files.ts';

export const readyName = 'restore-ready';
const planName = 'restore.json';

/** What belongs to a store, in the order in which the old one goes: its database last. */
const belongings = [
  'transcripts',
  'simulated',
  'evidence',
  `${storeFileName}-wal`,
  `${storeFileName}-shm`,
  storeFileName,
] as const;
/** What a copy holds, in the order in which it comes: its database last. */
const restored = ['evidence', storeFileName] as const;

/** What stands in the folder that is ready. */
export interface RestorePlan {
  /** Name of the folder for the old store. */
  readonly aside: string;
}

export function writePlan(plan: RestorePlan): { readonly name: string; readonly text: string } {
  return { name: planName, text: `${JSON.stringify(plan)}\n` };
}

export function restoreIsReady(folder: string): boolean {
  return existsSync(path.join(folder, readyName));
}

/** The old store has gone aside and the new one has not come. */
export function restoreIsHalfDone(folder: string): boolean {
  return existsSync(path.join(folder, readyName, storeFileName)) && !existsSync(path.join(folder, storeFileName));
}

/** Nobody may have the store open. `rename`: one step. */
export function takeRestored(folder: string, rename = renameSync): void {
  const ready = path.join(folder, readyName);
  if (!existsSync(ready)) return;
  if (existsSync(path.join(ready, storeFileName))) {
    const aside = path.join(folder, asideName(ready));
    mkdirSync(aside, { recursive: true });
    for (const name of belongings) {
      const old = path.join(folder, name);
      // Evidence that is not in the ready folder any more is the new one, which has come already.
      const isNew = (restored as readonly string[]).includes(name) && !existsSync(path.join(ready, name));
      if (!isNew && existsSync(old) && !existsSync(path.join(aside, name))) rename(old, path.join(aside, name));
    }
    for (const name of restored)
      if (existsSync(path.join(ready, name))) rename(path.join(ready, name), path.join(folder, name));
  }
  rmSync(ready, { recursive: true, force: true });
}

function asideName(ready: string): string {
  try {
    const { aside } = JSON.parse(readFileSync(path.join(ready, planName), 'utf8')) as Partial<RestorePlan>;
    if (typeof aside === 'string' && /^[a-z0-9-]+$/.test(aside)) return aside;
  } catch {
    // Somebody has been at it; the old store is kept all the same.
  }
  return 'before-restore';
}
