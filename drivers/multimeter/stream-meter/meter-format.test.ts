import { expect, it } from 'vitest';
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { headerOf } from './meter-format.ts';
import { rangeName } from './range-name.ts';

const volts: Reading = {
  ...{ value: 1, unit: 'V', quantity: 'voltage', status: 'ok', resolution: 0.001, range: '4 V' },
  flags: ['dc', 'auto'],
};

it('two frames are of one function and range only when nothing but the number and what is lit beside it differs', () => {
  const header = headerOf(volts);
  const same: Partial<Reading>[] = [
    { value: 2 },
    { value: null, status: 'overrange', overloadSign: 1 },
    { flags: ['dc'] },
    { flags: ['dc', 'auto', 'hold', 'low-battery', 'max', 'min', 'rel'] },
    { at: 5, span: { from: 1, to: 2 } },
  ];
  for (const more of same) expect(headerOf({ ...volts, ...more }), JSON.stringify(more)).toBe(header);
  const flags: ReadingFlag[][] = [
    ...[['ac'], [], ['dc', 'diode'], ['dc', 'continuity'], ['dc', 'peak-max']],
    ['dc', 'peak-min'],
  ] as ReadingFlag[][];
  const others: Partial<Reading>[] = [
    ...[{ unit: 'A' as const }, { quantity: 'current' as const }, { resolution: 0.01 }, { range: '40 V' }],
    ...flags.map((each) => ({ flags: each })),
  ];
  for (const more of others) expect(headerOf({ ...volts, ...more }), JSON.stringify(more)).not.toBe(header);
  const peak = (flag: ReadingFlag) => headerOf({ ...volts, flags: ['dc', flag] });
  expect(peak('peak-max')).toBe(peak('peak-min'));
});

it.each([
  [4_000, -4, 'V', '400 mV'],
  [4_000, -3, 'V', '4 V'],
  [22_000, -5, 'V', '220 mV'],
  [22_000, -1, 'V', '1000 V'],
  [6_000, -1, 'V', '600 V'],
  [4_000, 0, 'V', '1000 V'],
  [4_000, -1, 'Ω', '400 Ω'],
  [4_000, 0, 'Ω', '4 kΩ'],
  [22_000, 4, 'Ω', '220 MΩ'],
  [40_000, 5, 'Hz', '4 GHz'],
  [22_000, -12, 'F', '22 nF'],
  [4_000, -9, 'F', '4 µF'],
  [4_000, -13, 'F', '400 pF'],
  [4_000, -1, 'A', '400 A'],
] as const)(
  '%i digits of which the last is worth ten to the %i in %s are the range %s',
  (counts, exponent, symbol, name) => {
    expect(rangeName(counts, exponent, symbol)).toBe(name);
  },
);
