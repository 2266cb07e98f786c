import { describe, expect, it } from 'vitest';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { type FixedFrame, FixedFrameDecoder } from './fixed-frame-decoder.ts';

const edges = { first: 1, last: 9 } as const;

/** Four bytes: 1, a setting, a number, 9. */
function decoder(more: Partial<FixedFrame<number>> = {}) {
  return new FixedFrameDecoder<number>({
    bytes: 4,
    parse: (bytes) => (bytes[0] === 1 && bytes[3] === 9 ? ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0) : undefined),
    readings: (frame, when): Reading[] => [
      { value: frame & 0xff, unit: 'V', quantity: 'voltage', status: 'ok', flags: [], ...when },
    ],
    ...more,
  });
}
const frame = (number: number, setting = 0) => [1, setting, number, 9];

/** What comes of these chunks, and how many bytes were thrown away. */
function of(made: FixedFrameDecoder<number>, ...chunks: readonly (readonly number[])[]) {
  const readings = [...chunks.flatMap((chunk) => made.push(Uint8Array.from(chunk))), ...made.end()];
  return [readings.map(({ value }) => value), made.discardedBytes];
}

describe('frames of one length', () => {
  it('are found behind anything, in any chunks, with their places and times', () => {
    const stream = [7, ...frame(20), 7, 7, ...frame(21), ...frame(22), 1, 0];
    expect(of(decoder(), stream)).toEqual([[20, 21, 22], 5]);
    expect(of(decoder(), ...stream.map((byte) => [byte]))).toEqual([[20, 21, 22], 5]);
    const made = decoder();
    expect(made.push(Uint8Array.from([7, ...frame(20).slice(0, 2)]), 5)).toEqual([]);
    expect(made.push(Uint8Array.from([...frame(20).slice(2), ...frame(21)]), 8)).toMatchObject([
      { value: 20, at: 8, span: { from: 1, to: 5 } },
      { value: 21, at: 8, span: { from: 5, to: 9 } },
    ]);
    expect(made.push(Uint8Array.from(frame(22)))).toMatchObject([{ value: 22, span: { from: 9, to: 13 } }]);
  });

  it('with edges count only between frames, or where nothing is, also across chunks', () => {
    const between = () => decoder({ edges });
    expect(of(between(), [...frame(20), ...frame(21)])).toEqual([[20, 21], 0]);
    expect(of(between(), frame(20), frame(21))).toEqual([[20, 21], 0]);
    // What is before the first is no end of a frame, what is behind the last no beginning.
    expect(of(between(), [7, ...frame(20), ...frame(21)])).toEqual([[21], 5]);
    expect(of(between(), [7], frame(20), frame(21))).toEqual([[21], 5]);
    expect(of(between(), [...frame(20), 7, ...frame(21)])).toEqual([[], 9]);
    expect(of(between(), frame(20), [7], frame(21))).toEqual([[], 9]);
    expect(of(between(), [...frame(20), ...frame(21), 7])).toEqual([[20], 5]);
  });

  it('with edges wait for what comes behind them, and at the end for nothing', () => {
    const made = decoder({ edges });
    expect(made.push(Uint8Array.from(frame(20)))).toEqual([]);
    expect(made.push(Uint8Array.from(frame(21)))).toMatchObject([{ value: 20 }]);
    expect(made.end()).toMatchObject([{ value: 21, span: { from: 4, to: 8 } }]);
    expect(made.end()).toEqual([]);
  });

  it('whose settings change count from the second that says so, and at once when they change back', () => {
    const settings = (each: number) => String(each >> 8);
    const made = () => decoder({ settings });
    expect(of(made(), [...frame(20), ...frame(21, 5), ...frame(22)])).toEqual([[20, 22], 4]);
    expect(of(made(), [...frame(20), ...frame(21, 5), ...frame(22, 5), ...frame(23)])).toEqual([[20, 22], 8]);
    expect(of(made(), [...frame(20), ...frame(21, 5), ...frame(22, 6), ...frame(23, 6)])).toEqual([[20, 23], 8]);
  });
});
