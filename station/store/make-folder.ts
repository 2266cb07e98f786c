/** Makes a folder and what is missing above it. */
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Step by step, because Node's own recursive `mkdir` never comes back where a file system says "no such file" for a
 * folder that cannot be made (`/proc` on Linux). Throws as the system does.
 */
export function makeFolder(folder: string): void {
  const whole = path.resolve(folder);
  if (statSync(whole, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = path.dirname(whole);
  if (above !== whole) makeFolder(above);
  try {
    mkdirSync(whole);
  } catch (error) {
    // Another process may have been quicker.
    if (!statSync(whole, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
