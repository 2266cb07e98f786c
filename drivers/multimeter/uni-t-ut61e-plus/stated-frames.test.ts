/**
 * Frames written down from github.com/ljakob/unit_ut61eplus with the maker's tables in it, and not by our encoder, which shares its
 * tables with the parser.
 */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { uniTUt61ePlus } from './driver.ts';

/** Marker, length, mode, range as a digit, seven characters, bar, three bytes of flags, and the sum of all, high byte first. */
function frameOf(mode: number, range: number, text = '  1.500', flags = [0x30, 0x30, 0x30]): Uint8Array {
  const payload = [mode, 0x30 + range, ...Buffer.from(text, 'latin1'), 0x01, 0x05, ...flags];
  const body = [0xab, 0xcd, payload.length + 2, ...payload];
  const sum = body.reduce((all, byte) => all + byte, 0);
  return Uint8Array.from([...body, sum >> 8, sum & 0xff]);
}
const saidOf = (...frame: Parameters<typeof frameOf>) => said(uniTUt61ePlus.decoder?.().push(frameOf(...frame))[0]);

/** What 1.500 is, by the unit beside it. */
const shown: Readonly<Record<string, string>> = {
  V: '1.5 V (0.001)',
  mV: '0.0015 V (0.000001)',
  Hz: '1.5 Hz (0.001)',
  kHz: '1500 Hz (1)',
  MHz: '1500000 Hz (1000)',
  '%': '1.5 % duty-cycle (0.001)',
  Ω: '1.5 Ohm (0.001)',
  kΩ: '1500 Ohm (1)',
  MΩ: '1500000 Ohm (1000)',
  nF: '1.5e-9 F (1e-12)',
  uF: '0.0000015 F (1e-9)',
  mF: '0.0015 F (0.000001)',
  '°C': '1.5 Cel (0.001)',
  '°F': '1.5 [degF] (0.001)',
  uA: '0.0000015 A (1e-9)',
  mA: '0.0015 A (0.000001)',
  A: '1.5 A (0.001)',
  B: '1.5 1 (0.001)',
};

/** By mode: its name and the units of its ranges there, of any model, and what a reading says beside. */
const modes: readonly (readonly [name: string, units: string, flag?: string])[] = [
  ['ACV', 'V V V V', 'ac'],
  ['ACmV', 'mV mV', 'ac'],
  ['DCV', 'V V V V', 'dc'],
  ['DCmV', 'mV mV', 'dc'],
  ['Hz', 'Hz Hz kHz kHz kHz MHz MHz MHz'],
  ['%', '%'],
  ['OHM', 'Ω kΩ kΩ kΩ MΩ MΩ MΩ'],
  ['CONT', 'Ω', 'continuity'],
  ['DIDOE', 'V', 'diode'],
  ['CAP', 'nF nF uF uF uF mF mF mF'],
  ['°C', '°C °C'],
  ['°F', '°F °F'],
  ['DCuA', 'uA uA', 'dc'],
  ['ACuA', 'uA uA', 'ac'],
  ['DCmA', 'mA mA', 'dc'],
  ['ACmA', 'mA mA', 'ac'],
  ['DCA', 'A A', 'dc'],
  ['ACA', 'A A', 'ac'],
  ['HFE', 'B'],
  ['Live', ''],
  ['NCV', ''],
  ['LozV', 'V V V V', 'ac'],
  ['ACA', 'A A', 'ac'],
  ['DCA', 'A A', 'dc'],
  ['LPF', 'V V V V', 'ac'],
  ['AC/DC', 'V V V V'],
  ['LPF', ''],
  ['AC+DC', 'A A'],
  ['LPF', ''],
  ['AC+DC2', 'A A'],
  ['INRUSH', ''],
];

describe('a frame as the source has it', () => {
  it.each(modes.map((mode, nth) => [nth, ...mode] as const))('of mode %i, %s, is in %s', (mode, name, units, flag) => {
    for (let range = 0; range < 16; range++) {
      const words = shown[units.split(' ')[range] ?? ''];
      const short = name === 'CONT' ? 'short' : '';
      const expected = words === undefined ? 'nothing' : [words, flag, 'auto', short].filter(Boolean).join(' ');
      expect(saidOf(mode, range), `range ${range}`).toBe(expected);
    }
  });

  it.each([
    [[0x38, 0x30, 0x30], 'dc auto max'],
    [[0x34, 0x30, 0x30], 'dc auto min'],
    [[0x32, 0x30, 0x30], 'dc auto hold'],
    [[0x31, 0x30, 0x30], 'dc auto rel'],
    [[0x30, 0x34, 0x30], 'dc'],
    [[0x30, 0x32, 0x30], 'dc auto low-battery'],
    [[0x30, 0x30, 0x34], 'dc auto peak-max'],
    [[0x30, 0x30, 0x32], 'dc auto peak-min'],
    // High voltage, "not DC" of which the sources disagree, the polarity of the bar.
    [[0x30, 0x31, 0x39], 'dc auto'],
  ] as const)('with the flags %j is %s', (flags, words) => {
    expect(saidOf(2, 0, '  1.500', [...flags])).toBe(`1.5 V (0.001) ${words}`);
  });

  it.each([
    [0x20, 0x30, 0x30],
    [0x30, 0x70, 0x30],
    [0x30, 0x30, 0x00],
  ])('with flags that are none (%j …) is nothing', (...flags) => {
    expect(saidOf(2, 0, '  1.500', flags)).toBe('nothing');
  });

  it.each([
    ['     OL', 'overrange V dc auto'],
    ['    .OL', 'overrange V dc auto'],
    ['    O.L', 'overrange V dc auto'],
    ['    OL.', 'overrange V dc auto'],
    ['   -OL.', '-overrange V dc auto'],
    ['  -O.L ', '-overrange V dc auto'],
    ['- 1.500', '-1.5 V (0.001) dc auto'],
    ['-123.45', '-123.45 V (0.01) dc auto'],
    ['    123', '123 V (1) dc auto'],
    ['     12', 'nothing'],
    ['  12345', '12345 V (1) dc auto'],
    [' 123456', 'nothing'],
  ])('showing "%s" says %s', (text, words) => expect(saidOf(2, 0, text)).toBe(words));
});
