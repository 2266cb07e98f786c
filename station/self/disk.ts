/** How much room the disk has, and how much there must be for a run to begin. */
import { statfs } from 'node:fs/promises';
import { CodedError } from '../../foundation/failure.ts';

/** Below this no run is begun: an hour of several instruments with all their bytes takes some hundred megabytes. */
export const lowMarkBytes = 500_000_000;

/** Bytes that the station may still write; null where the system does not tell. */
export type DiskFree = (folder: string) => Promise<number | null>;

export const diskFree: DiskFree = async (folder) => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

/** Fails with `station/disk-low {freeMb, neededMb}`; a system that does not tell is no reason to refuse. */
export async function demandRoom(folder: string, free: DiskFree): Promise<void> {
  const bytes = await free(folder);
  if (bytes !== null && bytes < lowMarkBytes)
    throw new CodedError('station/disk-low', { freeMb: Math.floor(bytes / 1e6), neededMb: lowMarkBytes / 1e6 });
}
