/** A journal as a forger leaves it who knows the format: every hash after the change is computed anew. */
import { genesis, hashEntry } from '../../station/journal/chain.ts';
import type { Entry } from '../../station/record/entry.ts';

export function rechained(entries: readonly Entry[]): Entry[] {
  let prev = genesis;
  return entries.map((entry, i) => {
    const { hash: _, ...rest } = { ...entry, i, prev };
    const hash = hashEntry(rest);
    prev = hash;
    return { ...rest, hash } as Entry;
  });
}
