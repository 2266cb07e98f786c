/**
 * Frames written down from github.com/philpagel/ut8803e and not by our encoder, which shares its tables with the parser.
 */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { uniTUt8803e } from './driver.ts';

/** Marker, length, kind 02, mode, range as a digit, six characters, seven bytes of flags, and the sum of all, high byte first. */
function frameOf(
  mode: number,
  range: number,
  text = ' 1.500',
  flags: Readonly<Record<number, number>> = {},
): Uint8Array {
  const status = Array.from({ length: 7 }, (_, nth) => flags[nth] ?? 0);
  const payload = [0x02, mode, 0x30 + range, ...Buffer.from(text, 'latin1'), ...status];
  const body = [0xab, 0xcd, payload.length + 2, ...payload];
  const sum = body.reduce((all, byte) => all + byte, 0);
  return Uint8Array.from([...body, sum >> 8, sum & 0xff]);
}
const saidOf = (...frame: Parameters<typeof frameOf>) => said(uniTUt8803e.decoder?.().push(frameOf(...frame))[0]);

/** What 1.500 is, by the unit beside it. */
const shown: Readonly<Record<string, string>> = {
  mV: '0.0015 V (0.000001)',
  V: '1.5 V (0.001)',
  µA: '0.0000015 A (1e-9)',
  mA: '0.0015 A (0.000001)',
  A: '1.5 A (0.001)',
  Ω: '1.5 Ohm (0.001)',
  kΩ: '1500 Ohm (1)',
  MΩ: '1500000 Ohm (1000)',
  nF: '1.5e-9 F (1e-12)',
  µF: '0.0000015 F (1e-9)',
  mF: '0.0015 F (0.000001)',
  hFE: '1.5 1 (0.001)',
  '°C': '1.5 Cel (0.001)',
  '°F': '1.5 [degF] (0.001)',
  Hz: '1.5 Hz (0.001)',
  kHz: '1500 Hz (1)',
  MHz: '1500000 Hz (1000)',
  '%': '1.5 % duty-cycle (0.001)',
};

/** By mode: the units of its ranges (the third of capacitance is printed as F there, and is 600 nF), and what else it says. */
const modes: readonly (readonly [name: string, units: string, flag?: string])[] = [
  ['AC volts', 'mV V V V V', 'ac'],
  ['DC volts', 'mV V V V V', 'dc'],
  ['AC microamps', 'µA mA', 'ac'],
  ['AC milliamps', 'mA mA', 'ac'],
  ['AC amps', 'A', 'ac'],
  ['DC microamps', 'µA mA', 'dc'],
  ['DC milliamps', 'mA mA', 'dc'],
  ['DC amps', 'A', 'dc'],
  ['resistance', 'Ω kΩ kΩ kΩ MΩ MΩ'],
  ['continuity', 'Ω', 'continuity'],
  ['diode', 'V', 'diode'],
  ['inductance', ''],
  ['quality', ''],
  ['resistance of a coil', 'Ω Ω kΩ kΩ kΩ MΩ'],
  ['capacitance', 'nF nF nF µF µF µF mF'],
  ['loss', ''],
  ['resistance of a capacitor', 'Ω Ω kΩ kΩ kΩ MΩ'],
  ['gain', 'hFE hFE hFE hFE hFE'],
  ['thyristor', ''],
  ['degrees Celsius', '°C °C °C'],
  ['degrees Fahrenheit', '°F °F °F'],
  ['frequency', 'Hz kHz kHz kHz MHz MHz'],
  ['duty cycle', '% % % % % %'],
];

describe('a frame as the source has it', () => {
  it.each(modes.map((mode, nth) => [nth, ...mode] as const))('of mode %i, %s, is in %s', (mode, name, units, flag) => {
    for (let range = 0; range < 16; range++) {
      const words = shown[units.split(' ')[range] ?? ''];
      // All flags are dark, and manual ranging is one of them.
      const short = name === 'continuity' ? 'short' : '';
      const expected = words === undefined ? 'nothing' : [words, flag, 'auto', short].filter(Boolean).join(' ');
      expect(saidOf(mode, range), `range ${range}`).toBe(expected);
    }
  });

  it.each([
    [{ 2: 4 }, 'overrange V dc auto'],
    [{ 2: 1 }, '1.5 V (0.001) dc auto hold'],
    [{ 3: 4 }, 'invalid V dc auto'],
    [{ 3: 2 }, '1.5 V (0.001) dc'],
    [{ 3: 1 }, '1.5 V (0.001) dc auto rel'],
    [{ 4: 2 }, '1.5 V (0.001) dc auto max'],
    [{ 4: 1 }, '1.5 V (0.001) dc auto min'],
    // The bar, another lead, the polarity of a diode, and what nobody knows.
    [{ 0: 0xff, 1: 0xff, 5: 0xff, 6: 0xff }, '1.5 V (0.001) dc auto'],
    [{ 2: 0xfa, 3: 0xf8, 4: 0xfc }, '1.5 V (0.001) dc auto'],
  ])('with the flags %j says %s', (flags, words) => expect(saidOf(1, 1, ' 1.500', flags)).toBe(words));

  it('says of the side of an overload what stands in front of it', () => {
    expect(saidOf(1, 1, '-1.500', { 2: 4 })).toBe('-overrange V dc auto');
    expect(saidOf(1, 1, '-1.500')).toBe('-1.5 V (0.001) dc auto');
  });
});
