/** Numbers and foreign text as people read them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from './printable.ts';
import { instantText, marginText, valueText } from './value-text.ts';

const seed = 20260105;
const powers: Readonly<Record<string, number>> = {
  G: 1e9,
  M: 1e6,
  k: 1e3,
  '': 1,
  m: 1e-3,
  µ: 1e-6,
  n: 1e-9,
  p: 1e-12,
};

describe('a value as people read it', () => {
  it.each([
    [4.7e-9, 'F', 1e-11, '4.70 nF'],
    [1.234e-7, 'A', 1e-10, '123.4 nA'],
    [-3e-8, 'A', 1e-9, '-30 nA'],
    [2e-12, 'F', 1e-12, '2 pF'],
    [5e-7, 'A', undefined, '500 nA'],
    [1.5, 'V', 0.001, '1.500 V'],
    [1500, 'Ohm', 0.1, '1.5000 kΩ'],
    [1e21, 'Ohm', undefined, '1000000000000 GΩ'],
  ])('%d %s with a last digit of %s is %s', (value, unit, resolution, text) => {
    expect(valueText(value, unit, resolution)).toBe(text);
  });

  it('is a number with a prefix for whatever an instrument may measure, and that number is the value', () => {
    const magnitude = fc.integer({ min: -11, max: 9 });
    const digits = fc.integer({ min: -99_999, max: 99_999 });
    fc.assert(
      fc.property(digits, magnitude, fc.constantFrom('V', 'A', 'F', 'Hz'), (shown, power, unit) => {
        const value = Number(`${shown}e${power}`);
        const text = valueText(value, unit, Number(`1e${power}`));
        const [, number, prefix = ''] = /^(-?[\d.]+) ([GMkmµnp]?)[VAF]?(?:Hz)?$/.exec(text) ?? [];
        const read = Number(number) * (powers[prefix] ?? Number.NaN);
        expect(Math.abs(read - value), text).toBeLessThanOrEqual(Math.abs(value) * 1e-9 + Number(`1e${power - 6}`));
      }),
      { seed, numRuns: 400 },
    );
  });
});

it('marks that turn the writing direction are shown as their number, letters that are written so are left', () => {
  expect(printable('A\u200fB\u200eC\u061cD\u202eE\u2067F')).toBe('A\\u{200f}B\\u{200e}C\\u{61c}D\\u{202e}E\\u{2067}F');
  expect(printable('電壓 שלום')).toBe('電壓 שלום');
});

it.each([
  [-0.000_25, 0.001, '-0.250 ms'],
  [0, 0.001, '0.000 ms'],
  [0.003_000_000_12, 1e-8, '3.00000012 ms'],
  [2.5e-7, 5e-7, '250.0 ns'],
  [12.5, 40, '12.50 s'],
])('the instant %f on an axis of %f s has the digits that the axis needs', (seconds, shown, text) => {
  expect(instantText(seconds, shown)).toBe(text);
});

it('an uncertainty out of somebody’s memory says so in the person’s language', () => {
  expect(marginText({ u95: 0.00532, recalled: true }, 'V', 'en')).toBe(' ± 5.3 mV (recalled)');
  expect(marginText({ u95: 0.00532, recalled: true }, 'V', 'zh-TW')).toBe(' ± 5.3 mV (憑記憶)');
  expect(marginText({ u95: 0.00532 }, 'V', 'en')).toBe(' ± 5.3 mV');
  expect(marginText({}, 'V', 'en')).toBe('');
});
