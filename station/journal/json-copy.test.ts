import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonCopy } from './json-copy.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

it('anything a program can hold comes out as it would from the text', () => {
  const anything = fc.anything({
    withDate: true,
    withTypedArray: true,
    withSparseArray: true,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(fc.record({ anything, number: fc.double(), key: fc.dictionary(fc.string(), anything) }), (value) => {
      expect(JSON.stringify(jsonCopy(value))).toBe(JSON.stringify(throughJson(value)));
      expect(jsonCopy(value)).toEqual(throughJson(value));
    }),
    { seed, numRuns: 300 },
  );
});

it('a change of what was copied does not reach the copy', () => {
  const given = { reading: { value: 1, flags: ['dc'] } };
  const copy = jsonCopy(given);
  given.reading.value = 2;
  given.reading.flags.push('auto');
  expect(copy).toEqual({ reading: { value: 1, flags: ['dc'] } });
});

it('a member named __proto__ stays a member', () => {
  const value = JSON.parse('{"a": {"__proto__": {"value": 1}}}') as object;
  expect(JSON.stringify(jsonCopy(value))).toBe('{"a":{"__proto__":{"value":1}}}');
});
