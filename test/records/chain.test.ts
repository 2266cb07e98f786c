/** The hash chain of a journal, attacked. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBrokenLink, hashEntry } from '../../station/journal/chain.ts';
import type { Entry } from '../../station/record/entry.ts';
import { journalOf, measured } from '../support/sample-journal.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const journal = journalOf('RUN-1', [
  { kind: 'note', code: 'test/note', params: { n: 1, words: '电池' } },
  measured('health', 85.5),
  measured('sag', 0.1),
  { kind: 'call.late', role: 'meter', verb: 'read', ms: 20 },
]);
const place = fc.nat(journal.length - 1);

/** The entry with one character of its stored text changed, as far as that is still JSON. */
function damaged(entry: Entry, at: number, by: number): Entry | undefined {
  const text = JSON.stringify(entry);
  const index = at % text.length;
  const changed = String.fromCharCode(text.charCodeAt(index) ^ (1 << (by % 7)));
  try {
    return JSON.parse(text.slice(0, index) + changed + text.slice(index + 1)) as Entry;
  } catch {
    return undefined;
  }
}

/** The journal with `count` entries from `index` on replaced. */
function tampered(index: number, count: number, ...by: Entry[]): Entry[] {
  return [...journal.slice(0, index), ...by, ...journal.slice(index + count)];
}

describe('the chain', () => {
  it('holds for a journal nobody has touched', () => {
    expect(firstBrokenLink(journal)).toBeNull();
    expect(firstBrokenLink([])).toBeNull();
  });

  it('breaks at any entry of which one bit has changed', () => {
    let tried = 0;
    fc.assert(
      fc.property(place, fc.nat(5_000), fc.nat(6), (index, at, by) => {
        const changed = damaged(journal[index] as Entry, at, by);
        if (changed === undefined) return true;
        tried += 1;
        return firstBrokenLink(tampered(index, 1, changed)) === index;
      }),
      { seed, numRuns: 3_000 },
    );
    expect(tried).toBeGreaterThan(1_000);
  });

  it('breaks where an entry was taken out, put in twice or exchanged with its neighbour', () => {
    for (let index = 0; index < journal.length - 1; index += 1) {
      const entry = journal[index] as Entry;
      expect(firstBrokenLink(tampered(index, 1))).toBe(index);
      expect(firstBrokenLink(tampered(index, 0, entry))).toBe(index + 1);
      expect(firstBrokenLink(tampered(index, 2, journal[index + 1] as Entry, entry))).toBe(index);
    }
  });

  it('breaks one entry later when the forger also corrects the hash of what was changed', () => {
    const index = journal.findIndex((entry) => entry.kind === 'measure');
    const { hash: _old, ...rest } = { ...(journal[index] as Entry), verdict: 'PASS', t: 1 };
    const forged = { ...rest, hash: hashEntry(rest) } as unknown as Entry;
    expect(firstBrokenLink(tampered(index, 1, forged))).toBe(index + 1);
  });
});
