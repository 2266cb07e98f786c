/** Which blocks the answers of instruments name: evidence that stands in files beside the journal. Pure. */
import type { BlockReference } from '../../foundation/capability/oscilloscope.ts';
import type { Entry, EvidenceFile } from './entry.ts';

/** A block by the name its answer gives it: `samples`, `image`. */
export interface NamedBlock extends BlockReference {
  readonly block: string;
}

const kinds: Readonly<Record<string, EvidenceFile['kind']>> = { samples: 'waveform', image: 'screenshot' };

/** Every block that an answer names, at the first level. */
export function blocksNamed(answer: unknown): NamedBlock[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([block, value]) => {
    const { sha256, bytes } = (value ?? {}) as Partial<BlockReference>;
    const isReference = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof bytes === 'number';
    return isReference && Object.hasOwn(kinds, block) ? [{ block, sha256, bytes }] : [];
  });
}

/** The files that the readings of a journal name, each once. */
export function blockFiles(entries: Iterable<Entry>): EvidenceFile[] {
  const files = new Map<string, EvidenceFile>();
  for (const entry of entries) {
    if (entry.kind !== 'reading') continue;
    for (const { block, sha256, bytes } of blocksNamed(entry.value)) {
      files.set(sha256, { kind: kinds[block] ?? 'waveform', role: entry.role, sha256, bytes });
    }
  }
  return [...files.values()];
}
