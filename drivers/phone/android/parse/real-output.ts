/**
 * Real outputs of real phones, for tests. They are not in this repository: tests that need them are skipped, with that
 * reason in their name, where the folder `../shared/vectors/phone` is missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../../shared/vectors/phone', import.meta.url));

export const hasRealOutputs = existsSync(folder);
/** Stands in the name of a test that would be skipped. */
export const realOutputs = hasRealOutputs
  ? 'real outputs'
  : 'real outputs (skipped: ../shared/vectors/phone is absent)';

/** The text of one file below the folder. */
export function realOutput(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}
