/**
 * What the 18x series shows in words: `QM,+1.2345 V DC`. Pure. Guarantees a number of three to six digits with one point,
 * its sign where it is DC, and a unit that is known, word for word; anything else is no reading. Source: libsigrok,
 * `src/hardware/fluke-dmm/fluke-18x.c` (facts only).
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { numberReading, type ShownReading } from '../stream-meter/number-reading.ts';

type Meaning = Pick<ShownReading, 'quantity' | 'unit' | 'flags'> & { readonly exponent: number };

const prefixed = (meaning: Omit<Meaning, 'exponent'>, word: string, prefixes: Readonly<Record<string, number>>) =>
  Object.entries(prefixes).map(([prefix, exponent]) => [`${prefix}${word}`, { ...meaning, exponent }] as const);
const couplings = [
  ['DC', ['dc']],
  ['AC', ['ac']],
  // Neither of the two, so it is called neither.
  ['AC+DC', []],
] as const;

/** By the words behind the number. Conductance has no place in a reading. */
export const units18x: Readonly<Record<string, Meaning>> = Object.fromEntries([
  ...couplings.flatMap(([word, flags]) => [
    ...prefixed({ quantity: 'voltage', unit: 'V', flags }, `V ${word}`, { '': 0, m: -3 }),
    ...prefixed({ quantity: 'current', unit: 'A', flags }, `A ${word}`, { '': 0, m: -3, u: -6 }),
  ]),
  ...prefixed({ quantity: 'resistance', unit: 'Ohm', flags: [] }, 'Ohms', { '': 0, k: 3, M: 6 }),
  ...prefixed({ quantity: 'capacitance', unit: 'F', flags: [] }, 'Farads', { m: -3, u: -6, n: -9 }),
  ...prefixed({ quantity: 'frequency', unit: 'Hz', flags: [] }, 'Hz', { '': 0, k: 3 }),
  ...prefixed({ quantity: 'signal-level', unit: 'dB', flags: ['ac'] }, 'dBV', { '': 0 }),
  ...prefixed({ quantity: 'signal-level', unit: '{dBm}', flags: ['ac'] }, 'dBm', { '': 0 }),
  ...prefixed({ quantity: 'temperature', unit: 'Cel', flags: [] }, 'Deg C', { '': 0 }),
  ...prefixed({ quantity: 'temperature', unit: '[degF]', flags: [] }, 'Deg F', { '': 0 }),
  ...prefixed({ quantity: 'duty-cycle', unit: '%', flags: [] }, '%', { '': 0 }),
  ...prefixed({ quantity: 'time', unit: 's', flags: [] }, 'ms', { '': -3 }),
]);

const shape = /^QM,\s*(?:([+-]?)(\d{1,6})\.(\d{0,5})|([+-]?)(?:Out of range\.?|OL)) +(\S.*?) *$/i;
const fewestDigits = 3;
const mostDigits = 6;

/** The reading a line shows; `undefined` when it is none. */
export function reading18x(line: string): Reading | undefined {
  const match = shape.exec(line);
  if (match === null) return undefined;
  const [, sign, before, behind = '', overSign, words = ''] = match;
  const meaning = Object.hasOwn(units18x, words) ? units18x[words] : undefined;
  if (meaning === undefined) return undefined;
  const digits = `${before ?? ''}${behind}`;
  const isOver = before === undefined;
  if (!isOver && sign === '' && meaning.flags.includes('dc')) return undefined;
  if (!isOver && (digits.length < fewestDigits || digits.length > mostDigits)) return undefined;
  const reading = numberReading({
    quantity: meaning.quantity,
    unit: meaning.unit,
    flags: meaning.flags,
    digits: Number(digits),
    exponent: meaning.exponent - behind.length,
    negative: (sign ?? overSign) === '-',
    status: isOver ? 'overrange' : 'ok',
  });
  if (!isOver) return reading;
  // The words tell neither the range nor, mostly, the side.
  const { resolution: _none, overloadSign: _unknown, ...rest } = reading;
  return overSign === '' ? rest : { ...rest, overloadSign: overSign === '-' ? -1 : 1 };
}
