import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
/** Everything JSON can say, with keys and texts of every script, surrogate halves included. */
const anyJson = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 });

describe('canonical JSON', () => {
  it('is what an independent implementation of RFC 8785 writes', () => {
    fc.assert(
      fc.property(anyJson, (value) => canonicalJson(value) === canonicalize(value)),
      { seed, numRuns: 500 },
    );
  });

  it('writes every number as that implementation does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => canonicalJson(n) === canonicalize(n)),
      { seed, numRuns: 1_000 },
    );
  });

  it('does not depend on the order in which members were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.integer()), (members) => {
        const reversed = Object.fromEntries(Object.entries(members).reverse());
        return canonicalJson(members) === canonicalJson(reversed);
      }),
      { seed },
    );
  });

  it('says the same value when it is read back', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed, numRuns: 200 },
    );
  });

  it('sorts keys by UTF-16 code units and writes control characters as the RFC does', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    expect(canonicalJson([-0, 1e21, 1e-7, 333333333.3333333])).toBe('[0,1e+21,1e-7,333333333.3333333]');
  });

  it.each([
    ['NaN', Number.NaN],
    ['an infinity', Number.NEGATIVE_INFINITY],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['nothing at all', undefined],
  ])('refuses %s, wherever it stands', (_what, value) => {
    const refused = expect.objectContaining({ code: 'journal/not-json' });
    expect(() => canonicalJson(value)).toThrow(refused);
    if (value !== undefined) expect(() => canonicalJson({ deep: [value] })).toThrow(refused);
  });
});
