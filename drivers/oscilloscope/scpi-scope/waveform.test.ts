import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SampleCode, WaveformScale } from '../../../foundation/capability/oscilloscope.ts';
import { bytesOf, codesOf, voltsOf } from './volts.ts';
import { WaveformTally } from './waveform.ts';

const seed = 12_000_000;
const scale: WaveformScale = {
  voltsPerStep: 0.04,
  voltsAtZero: -2.08,
  secondsPerPoint: 1e-6,
  firstSeconds: 0,
  lowest: -1_000_000,
  highest: 1_000_000,
};
const kinds: readonly SampleCode[] = ['u8', 'i8', 'u16le', 'i16le'];

/** By the book, one sample at a time. */
function plain(bytes: Uint8Array, code: SampleCode): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = {
    u8: (at: number) => view.getUint8(at),
    i8: (at: number) => view.getInt8(at),
    u16le: (at: number) => view.getUint16(at, true),
    i16le: (at: number) => view.getInt16(at, true),
  }[code];
  const size = bytesOf[code];
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) => read(index * size));
}

describe.each(kinds)('samples of %s', (code) => {
  it('are the codes and the volts that stand in the bytes, wherever the bytes begin', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3), (bytes, skip) => {
        const whole = bytes.subarray(skip, skip + 2 * Math.floor(Math.max(0, bytes.length - skip) / 2));
        const truth = plain(whole, code);
        expect([...codesOf(whole, code)]).toEqual(truth);
        expect([...voltsOf(whole, code, scale)]).toEqual(truth.map((raw) => Math.fround(raw * 0.04 - 2.08)));
      }),
      { seed },
    );
  });

  it('tell the same of themselves in any pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (bytes, piece) => {
        const whole = bytes.subarray(0, 2 * Math.floor(bytes.length / 2));
        const tally = new WaveformTally(code, scale);
        for (let at = 0; at < whole.length; at += 2 * piece) tally.push(whole.slice(at, at + 2 * piece));
        const volts = plain(whole, code).map((raw) => raw * 0.04 - 2.08);
        const { min, max, mean, rms, peakToPeak } = tally.summary();
        expect(min.value).toBeCloseTo(Math.min(...volts), 9);
        expect(max.value).toBeCloseTo(Math.max(...volts), 9);
        expect(peakToPeak.value).toBeCloseTo(Math.max(...volts) - Math.min(...volts), 9);
        expect(mean.value).toBeCloseTo(volts.reduce((sum, value) => sum + value, 0) / volts.length, 6);
        const square = volts.reduce((sum, value) => sum + value * value, 0) / volts.length;
        expect(rms.value).toBeCloseTo(Math.sqrt(square), 5);
      }),
      { seed },
    );
  });
});

it('a record of millions is made into the same volts as a short one, holes included', () => {
  const bytes = Uint8Array.from({ length: 1_000_005 }, (_, index) => (index * 7_919) % 256);
  const withHole = { ...scale, hole: 7 };
  const volts = voltsOf(bytes, 'u8', withHole);
  for (let index = 0; index < bytes.length; index += 997) {
    const code = bytes[index] ?? 0;
    expect(volts[index]).toEqual(code === 7 ? Number.NaN : Math.fround(code * 0.04 - 2.08));
  }
  expect(volts.subarray(1_000_000)).toEqual(voltsOf(bytes.slice(1_000_000), 'u8', withHole));
  expect(volts.filter(Number.isNaN)).toHaveLength(bytes.filter((code) => code === 7).length);
});

describe('a record that leaves the range', () => {
  const ends = { ...scale, lowest: 0, highest: 255 };
  const of = (...codes: number[]) => {
    const tally = new WaveformTally('u8', ends);
    tally.push(Uint8Array.from(codes));
    return tally.summary();
  };

  it('above has still a smallest, and nothing else', () => {
    const { min, max, mean, clipped } = of(100, 255, 120);
    expect(min.value).toBeCloseTo(100 * 0.04 - 2.08, 9);
    expect(max).toMatchObject({ value: null, status: 'overrange', overloadSign: 1 });
    expect(mean.status).toBe('overrange');
    expect(clipped).toBe(1);
  });

  it('without one sample inside has no number at all', () => {
    expect(of(0, 0).min).toMatchObject({ value: null, overloadSign: -1 });
    expect(of(255).max).toMatchObject({ value: null, overloadSign: 1 });
    expect(of().mean).toMatchObject({ value: null, status: 'invalid' });
  });
});
