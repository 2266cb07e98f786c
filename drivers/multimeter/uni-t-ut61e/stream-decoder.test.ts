import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSoundReading, type Reading } from '../../../foundation/measurement/reading.ts';
import { functionCode } from '../es519xx/function-code.ts';
import { withOddParity } from '../stream-meter/parity.ts';
import { blankFrame, type Es51922Frame, encodeFrame, frameBytes, parseFrame } from './frame.ts';
import { meaningOf } from './meaning.ts';
import { Ut61eDecoder } from './stream-decoder.ts';

const seed = Number(process.env.TEST_SEED ?? 20260105);
const vectors = resolve(import.meta.dirname, '../../../../shared/vectors/multimeter/real-frames.jsonl');
const noVectors = existsSync(vectors) ? '' : ' (skipped: the real frames are not on this machine)';

interface RealFrame {
  readonly family: string;
  readonly hex: string;
  readonly captures: readonly string[];
  readonly peer: string;
}
function realFrames(): RealFrame[] {
  const lines = readFileSync(vectors, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as RealFrame).filter((frame) => frame.family === 'es51922_ut61e');
}
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const volts = (digits: number, more: Partial<Es51922Frame> = {}) =>
  encodeFrame({ ...blankFrame, range: 1, digits, dc: true, auto: true, ...more });
const ohms = (digits: number) => encodeFrame({ ...blankFrame, functionCode: functionCode.ohms, digits, auto: true });

/** Pushes each frame as one burst, 500 ms apart. */
function live(decoder: Ut61eDecoder, bursts: readonly Uint8Array[], startAt = 0): Reading[] {
  return bursts.flatMap((burst, index) => decoder.push(burst, startAt + index * 500));
}
function recorded(bytes: Uint8Array): Reading[] {
  const decoder = new Ut61eDecoder();
  return [...decoder.push(bytes), ...decoder.end()];
}
const values = (readings: readonly Reading[]) => readings.map((reading) => reading.value);

describe('frames of a real UT61E', () => {
  const prefixes: Record<string, number> = { p: -12, n: -9, µ: -6, m: -3, k: 3, M: 6 };
  const units: Record<string, string> = { '\u2126': 'Ohm' };

  /** libsigrok's line as value and unit; `inf` is an overload or an under-limit, and a bare number is continuity. */
  function peerOf(text: string): { value: number; unit: string; flags: string[] } {
    const [number, unit = '', ...flags] = text.split(' ');
    const known = unit.length > 1 && unit[0] !== undefined ? prefixes[unit[0]] : undefined;
    const base = known === undefined ? unit : unit.slice(1);
    const value = number === 'inf' ? Number.POSITIVE_INFINITY : Number(`${number}e${known ?? 0}`);
    return { value, unit: units[base] ?? base, flags };
  }

  it.skipIf(noVectors !== '')(`decode to the value and unit libsigrok reads${noVectors}`, () => {
    const frames = realFrames();
    expect(frames).toHaveLength(31);
    for (const { hex, peer, captures } of frames) {
      const [reading, ...others] = recorded(bytesOf(hex));
      expect(others, hex).toHaveLength(0);
      if (reading === undefined) throw new Error(`${hex} gave no reading`);
      expect(isSoundReading(reading), hex).toBe(true);
      const expected = peerOf(peer);
      if (expected.unit === '') {
        expect(reading.flags.includes('short') ? 1 : 0, captures.join()).toBe(expected.value);
      } else if (expected.value === Number.POSITIVE_INFINITY) {
        expect(reading.value).toBeNull();
        expect(reading.status).toBe(captures.join().includes('_ul') ? 'underrange' : 'overrange');
        expect(reading.unit).toBe(expected.unit);
      } else {
        expect({ value: reading.value, unit: reading.unit }, hex).toEqual({
          value: expected.value,
          unit: expected.unit,
        });
      }
      for (const flag of ['dc', 'ac', 'hold'] as const) {
        expect(reading.flags.includes(flag), `${hex} ${flag}`).toBe(expected.flags.includes(flag.toUpperCase()));
      }
    }
  });

  it.skipIf(noVectors !== '')(`all in one recording lose none and change none${noVectors}`, () => {
    const frames = realFrames().map((frame) => bytesOf(frame.hex));
    const alone = frames.flatMap((frame) => recorded(frame)).map(({ span: _, ...reading }) => reading);
    const together = recorded(Buffer.concat(frames)).map(({ span: _, ...reading }) => reading);
    expect(together).toEqual(alone);
  });
});

describe('one frame', () => {
  it('keeps its value, unit, resolution and coupling', () => {
    const reading = recorded(bytesOf('3130333330333b3030303a300d0a'))[0];
    expect(reading).toMatchObject({
      value: 3.303,
      unit: 'V',
      quantity: 'voltage',
      status: 'ok',
      resolution: 0.001,
      flags: ['dc', 'auto'],
      range: '22 V',
      span: { from: 0, to: 14 },
    });
    // ± (0.1 % of 3.303 V + 2 counts of 1 mV), twice the standard deviation of a rectangle of that half width.
    expect(reading?.u95).toBeCloseTo((2 * (0.003303 + 0.002)) / Math.sqrt(3), 9);
  });

  it('goes to bytes and back unchanged, whatever its bits', () => {
    const bit = fc.boolean();
    const arbitrary = fc.record({
      ...Object.fromEntries(Object.keys(blankFrame).map((key) => [key, bit])),
      range: fc.integer({ min: 0, max: 15 }),
      digits: fc.integer({ min: 0, max: 99_999 }),
      functionCode: fc.integer({ min: 0x30, max: 0x3f }),
    }) as unknown as fc.Arbitrary<Es51922Frame>;
    fc.assert(
      fc.property(arbitrary, (frame) => {
        expect(parseFrame(encodeFrame(frame))).toEqual(frame);
        const reading = meaningOf(frame);
        if (reading !== undefined) expect(isSoundReading(reading)).toBe(true);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('of AC and DC at once, of an undefined range, or of an input this meter does not have is nothing', () => {
    expect(meaningOf({ ...blankFrame, ac: true, dc: true })).toBeUndefined();
    expect(meaningOf({ ...blankFrame, range: 5, dc: true })).toBeUndefined();
    expect(meaningOf({ ...blankFrame, functionCode: functionCode.diode, range: 1 })).toBeUndefined();
    expect(meaningOf({ ...blankFrame, functionCode: 0x3e })).toBeUndefined();
  });

  it('shows an overload by its bit alone, with the sign and without a value', () => {
    const reading = meaningOf({ ...blankFrame, range: 4, digits: 22_580, negative: true, overload: true, dc: true });
    expect(reading).toMatchObject({ value: null, status: 'overrange', overloadSign: -1, range: '220 mV' });
    expect(meaningOf({ ...blankFrame, digits: 22_580, dc: true })).toMatchObject({ value: 2.258, status: 'ok' });
  });

  it('calls a closed contact short and an open one not', () => {
    const contact = { ...blankFrame, functionCode: functionCode.continuity };
    expect(meaningOf({ ...contact, digits: 26 })).toMatchObject({ value: 0.26, flags: ['continuity', 'short'] });
    expect(meaningOf({ ...contact, digits: 12_000 })).toMatchObject({ value: 120, flags: ['continuity'] });
    expect(meaningOf({ ...contact, digits: 22_580, overload: true })).toMatchObject({ flags: ['continuity'] });
  });
});

describe('a stream', () => {
  it('in chunks of three bytes four milliseconds apart is read like one in whole frames', () => {
    const decoder = new Ut61eDecoder();
    const readings: Reading[] = [];
    for (let frame = 0; frame < 4; frame++) {
      const bytes = volts(3300 + frame);
      for (let from = 0; from < bytes.length; from += 3) {
        readings.push(...decoder.push(bytes.subarray(from, from + 3), frame * 500 + (from / 3) * 4));
      }
    }
    expect(values(readings)).toEqual([3.301, 3.302, 3.303]);
  });

  it('that a silence cuts in the middle of a frame never joins the two halves', () => {
    const decoder = new Ut61eDecoder();
    live(decoder, [volts(1), volts(2)]);
    const first = volts(1234);
    const second = volts(5678);
    expect(decoder.push(first.subarray(0, 5), 2000)).toEqual([]);
    expect(decoder.push(second.subarray(5), 2400)).toEqual([]);
    expect(values(decoder.push(volts(3), 3000))).toEqual([0.003]);
  });

  it('shows a new function only from its second frame on', () => {
    const decoder = new Ut61eDecoder();
    const readings = live(decoder, [volts(1), volts(2), ohms(7), volts(3), ohms(8), ohms(9), ohms(10)]);
    expect(readings.map(({ value, unit }) => `${value} ${unit}`)).toEqual([
      '0.002 V',
      '0.003 V',
      '0.09 Ohm',
      '0.1 Ohm',
    ]);
    // The first of all, and the first of each new function, were never told.
    expect(decoder.discardedBytes).toBe(3 * frameBytes);
    decoder.push(volts(4), 4_000);
    expect(decoder.discardedBytes).toBe(4 * frameBytes);
  });

  it('in peak mode, where maximum and minimum take turns, is shown as two series', () => {
    const peak = (turn: number) => volts(500, { peakMax: turn % 2 === 0, peakMin: turn % 2 === 1, auto: false });
    const readings = live(new Ut61eDecoder(), [0, 1, 2, 3].map(peak));
    expect(readings.map((reading) => reading.flags.at(-1))).toEqual(['peak-min', 'peak-max', 'peak-min']);
  });

  it('recorded, throws away a header that stands alone between equal ones and counts its bytes', () => {
    const decoder = new Ut61eDecoder();
    const readings = decoder.push(Buffer.concat([volts(1), volts(2), ohms(7), volts(3)]));
    expect(values([...readings, ...decoder.end()])).toEqual([0.001, 0.002, 0.003]);
    expect(decoder.discardedBytes).toBe(14);
  });

  it('from an adapter that leaves the parity bit on reads the same', () => {
    const plain = [volts(3303), volts(3304), volts(3305)];
    const eightBits = plain.map(withOddParity);
    expect(values(recorded(Buffer.concat(eightBits)))).toEqual([3.303, 3.304, 3.305]);
    const damaged = Uint8Array.from(withOddParity(volts(3306)));
    damaged[3] = (damaged[3] ?? 0) ^ 1;
    expect(values(recorded(Buffer.concat([...eightBits, damaged])))).toEqual([3.303, 3.304, 3.305]);
  });

  it('that begins in the middle of a frame begins with the next one', () => {
    const decoder = new Ut61eDecoder();
    const readings = decoder.push(Buffer.concat([volts(9999).subarray(4), volts(1), volts(2)]));
    expect(values([...readings, ...decoder.end()])).toEqual([0.001, 0.002]);
    expect(decoder.discardedBytes).toBe(10);
  });

  it('of arbitrary bytes gives only sound readings and accounts for every byte', () => {
    const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x0d, 0x0a, 0x30, 0x31, 0x3b, 0x3a));
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), fc.array(byte), (chunks, more) => {
        const decoder = new Ut61eDecoder();
        const all = [...chunks, Uint8Array.from(more), volts(1)];
        const readings = [...all.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
        expect(readings.every(isSoundReading)).toBe(true);
        const total = all.reduce((sum, chunk) => sum + chunk.length, 0);
        expect(decoder.discardedBytes + readings.length * frameBytes).toBe(total);
      }),
      { seed, numRuns: 500 },
    );
  });
});
