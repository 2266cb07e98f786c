/**
 * Frames written down from the layout of the ES51922 in libsigrok's `src/dmm/es519xx.c` and not by our encoder, which shares its
 * places with the parser. Range, five digits, function, status and four bytes of options, one character each.
 */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { uniTUt61e } from './driver.ts';

function reading(text: string) {
  const decoder = uniTUt61e.decoder?.();
  const frame = Uint8Array.from(Buffer.from(`${text}\r\n`, 'latin1'));
  return [...(decoder?.push(frame) ?? []), ...(decoder?.end() ?? [])][0];
}
const saidOf = (text: string) => said(reading(text));

const ohms = [
  ...['123.45 Ohm (0.01)', '1234.5 Ohm (0.1)', '12345 Ohm (1)', '123450 Ohm (10)', '1234500 Ohm (100)'],
  ...['12345000 Ohm (1000)', '123450000 Ohm (10000)'],
];
const hertz = [
  ...['123.45 Hz (0.01)', '1234.5 Hz (0.1)', '12345 Hz (1)', '12345 Hz (1)', '123450 Hz (10)', '1234500 Hz (100)'],
  ...['12345000 Hz (1000)', '123450000 Hz (10000)'],
];
const amps = ['1.2345 A (0.0001)', '12.345 A (0.001)', '123.45 A (0.01)', '1234.5 A (0.1)'];

/** By function: what 12345 is in range 0, 1, 2 … without any other bit; all else is nothing. */
const functions: Readonly<Record<string, readonly string[]>> = {
  ';': ['1.2345 V (0.0001)', '12.345 V (0.001)', '123.45 V (0.01)', '1234.5 V (0.1)', '0.12345 V (0.00001)'],
  '=': ['0.00012345 A (1e-8)', '0.0012345 A (1e-7)'],
  '?': ['0.012345 A (0.000001)', '0.12345 A (0.00001)'],
  '0': ['12.345 A (0.001)'],
  '9': amps,
  '3': ohms,
  '5': ohms.map((words) => `${words} continuity`),
  '1': ['1.2345 V (0.0001) diode'],
  '2': hertz,
  '6': [
    ...['1.2345e-8 F (1e-12)', '1.2345e-7 F (1e-11)', '0.0000012345 F (1e-10)', '0.000012345 F (1e-9)'],
    ...['0.00012345 F (1e-8)', '0.0012345 F (1e-7)', '0.012345 F (0.000001)', '0.12345 F (0.00001)'],
  ],
};
const nibbles = Array.from({ length: 16 }, (_, nth) => String.fromCharCode(0x30 + nth));

describe('a frame as the source has it', () => {
  it.each(nibbles)('of function %s has the places of its ranges, and none in a range it does not have', (code) => {
    for (const [range, character] of nibbles.entries()) {
      expect(saidOf(`${character}12345${code}00000`), `range ${range}`).toBe(functions[code]?.[range] ?? 'nothing');
    }
  });

  it.each([
    // Status: judge 8, minus 4, low battery 2, overload 1.
    ['212345;40080', '-123.45 V (0.01) dc'],
    ['212345;20080', '123.45 V (0.01) dc low-battery'],
    ['212345;10080', 'overrange V (0.01) dc'],
    ['212345;50080', '-overrange V (0.01) dc'],
    ['212345;80080', 'nothing'],
    // Option 1: MAX 8, MIN 4, REL 2.
    ['212345;08080', '123.45 V (0.01) dc max'],
    ['212345;04080', '123.45 V (0.01) dc min'],
    ['212345;02080', '123.45 V (0.01) dc rel'],
    ['212345;01080', '123.45 V (0.01) dc'],
    // Option 2: under-limit 8, peak MAX 4, peak MIN 2.
    ['212345;00880', 'underrange V (0.01) dc'],
    ['212345;00480', '123.45 V (0.01) dc peak-max'],
    ['212345;00280', '123.45 V (0.01) dc peak-min'],
    // Option 3: DC 8, AC 4, AUTO 2, Hz key 1.
    ['212345;00040', '123.45 V (0.01) ac'],
    ['212345;000:0', '123.45 V (0.01) dc auto'],
    ['212345;000<0', 'nothing'],
    ['212345;00050', '12345 Hz (1) ac'],
    ['212345;80050', '1234.5 % duty-cycle (0.1) ac'],
    ['012345=00010', '123.45 Hz (0.01)'],
    ['012345?00010', '123.45 Hz (0.01)'],
    ['012345000010', '123.45 Hz (0.01)'],
    ['012345900010', '123.45 Hz (0.01)'],
    ['012345300010', '123.45 Ohm (0.01)'],
    ['712345280000', '1234.5 % duty-cycle (0.1)'],
    // Option 4: VBAR 4, HOLD 2, low pass 1.
    ['212345;00082', '123.45 V (0.01) dc hold'],
    ['212345;00081', '123.45 V (0.01) dc'],
    ['212345;00084', '123.45 V (0.01) dc'],
    ['012345=00084', 'invalid A (1e-8) dc'],
    // The buzzer: under ten ohms, or where the meter judges so.
    ['000999500000', '9.99 Ohm (0.01) continuity short'],
    ['001000500000', '10 Ohm (0.01) continuity'],
    ['001000580000', '10 Ohm (0.01) continuity short'],
  ])('%s says %s', (text, words) => expect(saidOf(text)).toBe(words));

  it('names its ranges as the dial and the manual do', () => {
    const frames = ['412345;00080', '012345;00080', '312345;00080', '012345=00080', '112345?00080'];
    const others = ['012345300000', '412345300000', '012345600000', '712345600000', '012345280000'];
    expect([...frames, ...others].map((text) => reading(text)?.range)).toEqual([
      ...['220 mV', '2.2 V', '1000 V', '220 µA', '220 mA'],
      ...['220 Ω', '2.2 MΩ', '22 nF', '220 mF', undefined],
    ]);
  });
});
