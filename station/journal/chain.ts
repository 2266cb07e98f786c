/** The hash chain of a journal: any change of any entry, and any entry taken out or put in, breaks it from there on. */
import { createHash } from 'node:crypto';
import type { Entry } from '../record/entry.ts';
import { canonicalJson } from './canonical.ts';

/** `prev` of the first entry. */
export const genesis = '0'.repeat(64);

/** SHA-256, hexadecimal, of the canonical JSON of everything in an entry but its hash. */
export function hashEntry(entryWithoutHash: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonicalJson(entryWithoutHash)).digest('hex');
}

/** The index of the first entry that does not follow from the one before it; null when the chain holds. */
export function firstBrokenLink(entries: Iterable<Entry>): number | null {
  let prev = genesis;
  let index = 0;
  for (const entry of entries) {
    const { hash, ...rest } = entry;
    if (entry.i !== index || entry.prev !== prev || hashEntry(rest) !== hash) return index;
    prev = hash;
    index += 1;
  }
  return null;
}
