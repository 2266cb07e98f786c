import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longDialect, payloadsIn, shortDialect } from '../uni-t-abcd/frame.ts';
import { MarkedFrameFinder } from './marked-frame-finder.ts';

const seed = Number(process.env.TEST_SEED ?? 20_260_105);
const payload = fc.uint8Array({ minLength: 1, maxLength: 40 });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe.each([
  ['short', shortDialect],
  ['long', longDialect],
] as const)('frames of the %s dialect', (_name, dialect) => {
  it(`are found whole in chunks of any size, and every byte is counted (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 6 }), fc.integer({ min: 1, max: 50 }), (payloads, size) => {
        const stream = Buffer.concat(payloads.map((each) => dialect.encode(each)));
        const finder = new MarkedFrameFinder(dialect);
        const found = [];
        for (let from = 0; from < stream.length; from += size)
          found.push(...finder.push(stream.subarray(from, from + size)));
        expect(found.map(({ bytes }) => hex(dialect.payloadOf(bytes)))).toEqual(payloads.map(hex));
        expect(finder.discardedBytes).toBe(0);
      }),
      { seed, numRuns: 150 },
    );
  });

  it(`are not found with a byte lost or changed, and the one behind is (seed ${seed})`, () => {
    fc.assert(
      fc.property(payload, payload, fc.nat(), fc.integer({ min: 1, max: 255 }), (first, second, at, change) => {
        const whole = dialect.encode(first);
        const place = at % whole.length;
        const lost = whole.filter((_, index) => index !== place);
        const changed = whole.map((byte, index) => (index === place ? byte ^ change : byte));
        for (const damaged of [lost, changed]) {
          const finder = new MarkedFrameFinder(dialect);
          const found = finder.push(Buffer.concat([damaged, dialect.encode(second), dialect.encode(second)]));
          for (const { bytes } of found)
            expect(hex(dialect.payloadOf(bytes))).not.toBe(hex(first) === hex(second) ? '' : hex(first));
        }
      }),
      { seed, numRuns: 150 },
    );
  });
});

it('a frame that a silence interrupts is thrown away, and the next one is found', () => {
  const frame = shortDialect.encode(Uint8Array.of(1, 2, 3, 4));
  const finder = new MarkedFrameFinder(shortDialect);
  expect(finder.push(frame.subarray(0, 4), 0)).toEqual([]);
  expect(finder.push(frame.subarray(4), 400)).toEqual([]);
  expect(finder.push(frame, 800)).toHaveLength(1);
});

it('an answer is its frames and nothing else', () => {
  const frame = shortDialect.encode(Uint8Array.of(0xff, 0));
  expect(payloadsIn(Uint8Array.from([...frame, ...frame]), shortDialect)).toHaveLength(2);
  expect(payloadsIn(Uint8Array.from([...frame, 0]), shortDialect)).toBeUndefined();
  expect(payloadsIn(new Uint8Array(0), shortDialect)).toBeUndefined();
});
