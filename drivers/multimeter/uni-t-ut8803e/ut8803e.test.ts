import { describe, expect, it } from 'vitest';
import { isSoundReading } from '../../../foundation/measurement/reading.ts';
import { shortDialect } from '../uni-t-abcd/frame.ts';
import { uniTUt8803e } from './driver.ts';
import { encodePayload, meaningOf, modes, parsePayload, type Ut8803Display } from './payload.ts';

const volts: Ut8803Display = { mode: 1, range: 1, text: '3.842', overload: false, error: false, flags: ['auto'] };

describe('a display', () => {
  it('of every mode and range goes to bytes and back, and its reading is sound', () => {
    for (const [mode, meaning] of modes.entries()) {
      for (const range of (meaning?.prefixes ?? []).keys()) {
        for (const more of [
          {},
          { text: '-21.98' },
          { text: 'OL', overload: true },
          { error: true },
          { flags: ['hold'] as const },
        ]) {
          const display = { ...volts, mode, range, ...more };
          expect(parsePayload(encodePayload(display))).toEqual(display);
          const reading = meaningOf(display);
          expect(reading !== undefined && isSoundReading(reading), JSON.stringify(display)).toBe(true);
        }
      }
    }
  });

  it.each([
    [volts, { value: 3.842, unit: 'V', flags: ['dc', 'auto'], resolution: 0.001 }],
    [{ ...volts, range: 0, text: '384.2' }, { value: 0.3842 }],
    [
      { ...volts, mode: 14, range: 2, text: '470.0' },
      { value: 4.7e-7, unit: 'F' },
    ],
    [
      { ...volts, overload: true, text: '-0.000' },
      { value: null, status: 'overrange', overloadSign: -1 },
    ],
    [
      { ...volts, error: true },
      { value: null, status: 'invalid' },
    ],
    [{ ...volts, flags: ['max'] as const }, { flags: ['dc', 'max'] }],
  ])('%j means what it shows', (display, expected) => expect(meaningOf(display)).toMatchObject(expected));

  it('without a number, in a mode it does not have or of another length is none', () => {
    expect(meaningOf({ ...volts, text: 'OL' })).toBeUndefined();
    expect(meaningOf({ ...volts, mode: 11 })).toBeUndefined();
    expect(meaningOf({ ...volts, range: 5 })).toBeUndefined();
    expect(parsePayload(encodePayload(volts).slice(1))).toBeUndefined();
  });
});

it('a frame with its name among the measurements costs nothing but itself', () => {
  const frame = shortDialect.encode(encodePayload(volts));
  const name = shortDialect.encode(Uint8Array.of(0, 0x55, 0x54, 0x38));
  const decoder = uniTUt8803e.decoder?.();
  const readings = decoder?.push(Uint8Array.from([...frame, ...name, ...frame]));
  expect(readings?.map(({ value }) => value)).toEqual([3.842, 3.842]);
  expect(decoder?.discardedBytes).toBe(name.length);
});
