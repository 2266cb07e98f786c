/** The parsers of all makers against random and damaged descriptions: a sound scale or a coded refusal, nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import { bitmapExtent } from '../protocol/scpi/bitmap.ts';
import { scaleOf as keysightScale } from './keysight-infiniivision/preamble.ts';
import { scaleOf as rigolScale } from './rigol-ds/preamble.ts';
import { parseTenNumbers } from './scpi-scope/ten-numbers.ts';
import { descriptorBytes, highestCode, parseDescriptor } from './siglent-sds/descriptor.ts';
import { screenBitmap } from './simulated-scope/picture.ts';

const seed = 1_054;
const runs = 5_000;

/** What it gives, or `refused` when it says so with a code. */
function tried<T>(parse: () => T): T | 'refused' {
  try {
    return parse();
  } catch (error) {
    if (error instanceof CodedError && error.code === 'instrument/unreadable') return 'refused';
    throw error;
  }
}

const good = '0,2,6000000,1,2.000000e-09,-6.000000e-03,0,4.000000e-02,-75,127';
/** A description with some of its characters exchanged, taken away or added. */
const damaged = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(good.length), fc.constantFrom('', '0', '9', 'e', '-', ',', '*', '.', 'x', '\0')), {
      maxLength: 4,
    }),
  )
  .map(([changes]) => changes.reduce((text, [at, by]) => text.slice(0, at) + by + text.slice(at + 1), good));

describe('a description in ten numbers', () => {
  it.each([
    ['Rigol', (text: string) => rigolScale(parseTenNumbers(text), 255)],
    ['Keysight', (text: string) => keysightScale(parseTenNumbers(text))],
  ] as const)('of %s gives finite volts and seconds or is refused', (_make, parse) => {
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ maxLength: 80 })), (text) => {
        const scale = tried(() => parse(text));
        if (scale === 'refused') return;
        const { voltsPerStep, voltsAtZero, secondsPerPoint, firstSeconds } = scale;
        expect([voltsPerStep, voltsAtZero, secondsPerPoint, firstSeconds].every(Number.isFinite)).toBe(true);
        expect(Math.min(voltsPerStep, secondsPerPoint)).toBeGreaterThan(0);
      }),
      { seed, numRuns: runs },
    );
  });
});

it('a binary description of Siglent gives finite volts or is refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: descriptorBytes + 8 }), fc.boolean(), (bytes, isLong) => {
      const whole = isLong
        ? Uint8Array.from({ length: descriptorBytes }, (_, index) => bytes[index % (bytes.length + 1)] ?? 0)
        : bytes;
      const descriptor = tried(() => parseDescriptor(whole));
      if (descriptor === 'refused') return;
      expect([descriptor.voltsPerStep, descriptor.voltsAtZero, descriptor.secondsPerPoint].every(Number.isFinite)).toBe(
        true,
      );
      expect([127, 32_767, 511, 1_023, 2_047, 4_095, 8_191, 16_383, 255]).toContain(highestCode(descriptor));
    }),
    { seed, numRuns: runs },
  );
});

describe('a picture without a header', () => {
  it('ends where its own length says, whatever comes behind', () => {
    const picture = screenBitmap(320, 240);
    const more = Uint8Array.from([...picture, 0x0a, 0x42]);
    expect(bitmapExtent(more)).toEqual({ kind: 'block', from: 0, to: picture.length });
    expect(bitmapExtent(picture.subarray(0, 100))).toEqual({ kind: 'more', of: picture.length });
  });

  it('is refused when it does not begin as one, or says a length that no screen has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const extent = bitmapExtent(bytes);
        if (extent.kind === 'block')
          expect([bytes[0], bytes[1], extent.to <= bytes.length]).toEqual([0x42, 0x4d, true]);
        const isOther = bytes.length >= 2 && (bytes[0] !== 0x42 || bytes[1] !== 0x4d);
        if (isOther) expect(extent.kind).toBe('refused');
      }),
      { seed, numRuns: 2_000 },
    );
    expect(bitmapExtent(Uint8Array.of(0x42, 0x4d, 0xff, 0xff, 0xff, 0xff)).kind).toBe('refused');
  });
});
