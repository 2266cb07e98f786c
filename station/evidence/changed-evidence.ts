/** Evidence files are named by what they hold; one that holds something else now, or is gone, is told. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { VerifyReport } from '../api/station-api.ts';
import type { EvidenceFile } from '../record/entry.ts';

/** The folder of a station's evidence. */
export function evidenceFolder(dataFolder: string): string {
  return path.join(dataFolder, 'evidence');
}

export function changedEvidence(dataFolder: string, files: readonly EvidenceFile[]): VerifyReport['differences'] {
  return files.flatMap(({ kind, role, sha256 }) => {
    const now = hashOfFile(path.join(evidenceFolder(dataFolder), sha256));
    return now === sha256 ? [] : [{ key: `${kind} ${role}`, recorded: sha256, recomputed: now }];
  });
}

/** SHA-256 of what a file holds, or why it cannot be read. */
export function hashOfFile(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}
