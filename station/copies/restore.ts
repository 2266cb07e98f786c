/**
 * Lays a copy of a store ready to take the place of this one at the next start. Guarantees: what is laid ready has been
 * copied whole, opened and checked; the store that works now is not touched.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { CodedError } from '../../foundation/failure.ts';
import type { BackupReport } from '../api/station.ts';
import { migrations } from '../store/migrations/index.ts';
import { storeFileName } from '../store/store-files.ts';
import { readyName, writePlan } from '../store/take-restored.ts';
import { type CopyParts, demandRoomFor, notWritten } from './backup.ts';
import { bytesOf, copyFolder, copyWhole, flush, writeWhole } from './whole-files.ts';

/**
 * Fails with `restore/no-copy`, `restore/damaged {why}`, `store/newer`, or as {@link backUp} does. A copy that was laid
 * ready before is replaced.
 */
export async function layReady(source: string, parts: CopyParts): Promise<BackupReport> {
  const from = path.resolve(source);
  const { folder } = parts;
  const ready = path.join(folder, readyName);
  if (!existsSync(path.join(from, storeFileName)) || from === path.resolve(folder) || from === ready)
    throw new CodedError('restore/no-copy', { path: from });
  const draft = `${ready}.partial`;
  try {
    await demandRoomFor(parts, folder, from);
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    await copyWhole(path.join(from, storeFileName), path.join(draft, storeFileName));
    const { trouble, schema, runs, tickets } = await parts.inspect(path.join(draft, storeFileName));
    if (trouble !== null) throw new CodedError('restore/damaged', { path: from, why: trouble });
    if (schema > migrations.length) throw new CodedError('store/newer', { found: schema, known: migrations.length });
    await copyFolder(path.join(from, 'evidence'), path.join(draft, 'evidence'));
    const plan = writePlan({ aside: `before-restore-${dateOf(parts.wall())}` });
    await writeWhole(path.join(draft, plan.name), plan.text);
    await flush(draft);
    const bytes = await bytesOf(draft);
    await rm(ready, { recursive: true, force: true });
    await rename(draft, ready);
    await flush(folder);
    return { path: from, bytes, runs, tickets };
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw notWritten(error, folder);
  }
}

/** `20260105-083000`, UTC. */
function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
}
