/**
 * Frames written down from the layout in libsigrok's `src/dmm/eev121gw.c` and the table of ranges of the maker's manual (page 69)
 * that stands there, and not by our encoder, which shares its tables with the parser.
 */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { eevblog121gw } from './driver.ts';

const volts = ['1.2345 V (0.0001)', '12.345 V (0.001)', '123.45 V (0.01)', '1234.5 V (0.1)'];
const millivolts = ['0.012345 V (0.000001)', '0.12345 V (0.00001)'];
const microamps = ['0.000012345 A (1e-9)', '0.00012345 A (1e-8)'];
const milliamps = ['0.0012345 A (1e-7)', '0.012345 A (0.000001)'];
const amps = ['0.12345 A (0.00001)', '1.2345 A (0.0001)', '12.345 A (0.001)'];
const as = (flag: string, byRange: readonly string[]) => byRange.map((words) => `${words} ${flag}`);

/** By mode: what 12345 is in range 0, 1, 2 … without any symbol; all else is nothing. */
const modes: readonly (readonly string[])[] = [
  ['1234.5 V (0.1)'],
  as('dc', volts),
  as('ac', volts),
  as('dc', millivolts),
  as('ac', millivolts),
  // A temperature without its degrees.
  [],
  ['12.345 Hz (0.001)', '123.45 Hz (0.01)', '1234.5 Hz (0.1)', '12345 Hz (1)', '123450 Hz (10)'],
  ['0.0012345 s (1e-7)', '0.012345 s (0.000001)', '0.12345 s (0.00001)'],
  ['1234.5 % duty-cycle (0.1)'],
  [
    ...['12.345 Ohm (0.001)', '123.45 Ohm (0.01)', '1234.5 Ohm (0.1)', '12345 Ohm (1)', '123450 Ohm (10)'],
    ...['1234500 Ohm (100)', '12345000 Ohm (1000)'],
  ],
  ['123.45 Ohm (0.01) continuity'],
  ['1.2345 V (0.0001) diode', '12.345 V (0.001) diode'],
  [
    ...['1.2345e-7 F (1e-11)', '0.0000012345 F (1e-10)', '0.000012345 F (1e-9)', '0.00012345 F (1e-8)'],
    ...['0.0012345 F (1e-7)', '0.12345 F (0.00001)'],
  ],
  [],
  [],
  [],
  as('ac', microamps),
  as('dc', microamps),
  as('ac', milliamps),
  as('dc', milliamps),
  as('ac', amps),
  as('dc', amps),
  as('dc', ['0.00012345 W (1e-8)', '0.0012345 W (1e-7)', '0.0012345 W (1e-7)', '0.012345 W (0.000001)']),
  as('dc', ['0.012345 W (0.000001)', '0.12345 W (0.00001)', '0.12345 W (0.00001)', '1.2345 W (0.0001)']),
  as('dc', ['1.2345 W (0.0001)', '12.345 W (0.001)', '12.345 W (0.001)', '123.45 W (0.01)']),
];

/** Serial number, mode, range, 12345, second display, bar, three bytes of symbols. */
function frameOf(
  mode: number,
  range: number,
  symbols: readonly number[] = [0, 0, 0],
  digits = [0x30, 0x39],
): Uint8Array {
  const bytes = [0xf2, 0x17, 0x84, 0x21, 0x21, mode, range, ...digits, 0x64, 0x01, 0x01, 0x17, 0x12, 0x37, ...symbols];
  return Uint8Array.from([...bytes, bytes.reduce((sum, byte) => sum ^ byte, 0)]);
}
const reading = (frame: Uint8Array) => eevblog121gw.decoder?.().push(frame)[0];
const saidOf = (...frame: Parameters<typeof frameOf>) => said(reading(frameOf(...frame)));

describe('a frame of a 121GW', () => {
  it('that a real meter sent (in the source) is 0.0 % of duty', () => {
    const real = Buffer.from('f217842121080000006401011712370240007d', 'hex');
    expect(said(reading(real))).toBe('0 % duty-cycle (0.1)');
  });

  it.each(Array.from({ length: 32 }, (_, mode) => mode))('of mode %i has the places of its ranges', (mode) => {
    for (let range = 0; range < 16; range++) {
      expect(saidOf(mode, range), `range ${range}`).toBe(modes[mode]?.[range] ?? 'nothing');
    }
  });

  it('carries two bits more of its number above its mode', () => {
    expect(saidOf(0x41, 0)).toBe('7.7881 V (0.0001) dc');
    expect(saidOf(0x81, 0)).toBe('14.3417 V (0.0001) dc');
    expect(saidOf(0x21, 0)).toBe('nothing');
  });

  it('has overload, sign and degrees above its range', () => {
    expect(saidOf(1, 0x81)).toBe('overrange V (0.001) dc');
    expect(saidOf(1, 0xc1)).toBe('-overrange V (0.001) dc');
    expect(saidOf(1, 0x41)).toBe('-12.345 V (0.001) dc');
    expect(saidOf(5, 0x20)).toBe('1234.5 Cel (0.1)');
    expect(saidOf(5, 0x60)).toBe('-1234.5 Cel (0.1)');
    expect(saidOf(5, 0x10)).toBe('1234.5 [degF] (0.1)');
    expect(saidOf(5, 0x30)).toBe('nothing');
  });

  it.each([0, 2, 4, 6, 9, 10, 11, 12, 16, 18, 20])('of mode %i has no sign, whatever the bit says', (mode) => {
    expect(saidOf(mode, 0x40)).toBe(modes[mode]?.[0]);
  });

  it.each([3, 17, 19, 21, 22, 23, 24])('of mode %i has one', (mode) =>
    expect(saidOf(mode, 0x40)).toBe(`-${modes[mode]?.[0]}`),
  );

  it.each([
    [[0x04, 0, 0], 'dc auto'],
    [[0x01, 0, 0], 'dc low-battery'],
    [[0x20, 0, 0], 'dc peak-max'],
    [[0, 0x10, 0], 'dc rel'],
    [[0, 0x01, 0], 'dc max min'],
    [[0, 0x02, 0], 'dc max min'],
    [[0, 0x04, 0], 'dc max min'],
    [[0, 0, 0x04], 'dc hold'],
    [[0, 0, 0x08], 'dc hold'],
    [[0x08, 0, 0x01], 'dc'],
    // DC of the function and AC of a symbol: neither of the two.
    [[0x10, 0, 0], ''],
    [[0, 0, 0x02], ''],
    // Automatic power off, 1 kHz, Bluetooth, dBm of the second display, memory, test.
    [[0xc2, 0xc8, 0x70], 'dc'],
  ] as const)('with the symbols %j is %s', (symbols, words) => {
    expect(saidOf(1, 1, symbols)).toBe(`12.345 V (0.001) ${words}`.trim());
  });

  it('with low impedance has the coupling of its symbols, and a sign only of DC', () => {
    expect(saidOf(0, 0x40, [0x08, 0, 0])).toBe('-1234.5 V (0.1) dc');
    expect(saidOf(0, 0x40, [0x10, 0, 0])).toBe('1234.5 V (0.1) ac');
  });
});
