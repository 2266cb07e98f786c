/**
 * Frames written down from the layout in libsigrok's `src/dmm/ut71x.c` and not by our encoder, which shares its tables with the
 * parser. Digits, range, function, AC and DC, and automatic, manual and minus, one character each.
 */
import { expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { voltcraftVc940 } from './driver.ts';

/** By function: what 12345 is in range 0, 1, 2 … without any other bit. */
const functions: readonly (readonly [code: string, ...byRange: string[]])[] = [
  ['0', '0.12345 V (0.00001) ac'],
  ['1', 'nothing', '1.2345 V (0.0001) dc', '12.345 V (0.001) dc', '123.45 V (0.01) dc', '1234.5 V (0.1) dc'],
  ['2', 'nothing', '1.2345 V (0.0001) ac', '12.345 V (0.001) ac', '123.45 V (0.01) ac', '1234.5 V (0.1) ac'],
  ['3', '0.12345 V (0.00001) dc'],
  [
    ...['4', 'nothing', '123.45 Ohm (0.01)', '1234.5 Ohm (0.1)', '12345 Ohm (1)', '123450 Ohm (10)'],
    ...['1234500 Ohm (100)', '12345000 Ohm (1000)'],
  ] as [string, ...string[]],
  [
    ...['5', 'nothing', '1.2345e-8 F (1e-12)', '1.2345e-7 F (1e-11)', '0.0000012345 F (1e-10)'],
    ...['0.000012345 F (1e-9)', '0.00012345 F (1e-8)', '0.0012345 F (1e-7)', '0.012345 F (0.000001)'],
  ] as [string, ...string[]],
  ['6', '1234.5 Cel (0.1)'],
  ['7', '0.00012345 A (1e-8)', '0.0012345 A (1e-7)'],
  ['8', '0.012345 A (0.000001)', '0.12345 A (0.00001)'],
  ['9', 'nothing', '12.345 A (0.001)'],
  [':', '1234.5 Ohm (0.1) continuity'],
  [';', '1.2345 V (0.0001) diode'],
  [
    ...['<', '12.345 Hz (0.001)', '123.45 Hz (0.01)', '1234.5 Hz (0.1)', '12345 Hz (1)', '123450 Hz (10)'],
    ...['1234500 Hz (100)', '12345000 Hz (1000)', '123450000 Hz (10000)'],
  ] as [string, ...string[]],
  ['=', '1234.5 [degF] (0.1)'],
  ['>', '12345 W (1)'],
  ['?', '123.45 % loop-current (0.01)'],
];
const others = [
  // Digits, range 1, function 1 (DC volts): coupling, then automatic 1, manual 2, minus 4.
  ['123451120', '1.2345 V (0.0001) dc'],
  ['123451121', '1.2345 V (0.0001) dc auto'],
  ['123451122', '1.2345 V (0.0001) dc'],
  ['123451124', '-1.2345 V (0.0001) dc'],
  ['123451125', '-1.2345 V (0.0001) dc auto'],
  ['123451210', '1.2345 V (0.0001) ac'],
  ['123451110', 'nothing'],
  ['123451123', 'nothing'],
  ['123450810', '0.012345 A (0.000001) ac'],
  ['123450820', '0.012345 A (0.000001) dc'],
  // In frequency the minus is a duty cycle.
  ['500001<04', '500 % duty-cycle (0.01)'],
  // The last place dark: four digits that count ten times as much.
  ['1234:1120', '1.234 V (0.001) dc'],
  ['::0<:1121', 'overrange V (0.0001) dc auto'],
  ['::0<:1125', '-overrange V (0.0001) dc auto'],
  [':<0::1120', 'underrange V (0.0001) dc'],
  // Digits and marks that are neither.
  ['12:451120', 'nothing'],
  ['::0<;1120', 'nothing'],
] as const;
function reading(text: string) {
  return voltcraftVc940.decoder?.().push(Uint8Array.from(Buffer.from(`${text}\r\n`, 'latin1')))[0];
}
const saidOf = (text: string) => said(reading(text));

it.each(functions)(
  'function %s has the places of its ranges, and none in a range it does not have',
  (code, ...byRange) => {
    for (const range of Array.from({ length: 16 }, (_, nth) => nth)) {
      const character = String.fromCharCode(0x30 + range);
      expect(saidOf(`12345${character}${code}00`), `range ${range}`).toBe(byRange[range] ?? 'nothing');
    }
  },
);

it.each(others)('%s says %s', (text, words) => expect(saidOf(text)).toBe(words));

it('names its ranges by forty thousand counts, and by four thousand where the last place is dark', () => {
  expect(['123451120', '1234:1120', '123453400'].map((text) => reading(text)?.range)).toEqual(['4 V', '4 V', '40 kΩ']);
});
