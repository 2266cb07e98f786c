/**
 * What UNI-T promises for the UT61E, for the rows where a wrong figure would be noticed. Other functions get no
 * uncertainty rather than a guessed one.
 *
 * Not verified: the figures are remembered from UNI-T's data sheet (23 °C ± 5 °C, one year) and no copy of it was at
 * hand. The first and the last DC volt range carry the larger of the two count figures in circulation.
 */
import type { AccuracyRow, AccuracyTable } from '../../contract/accuracy-table.ts';

const volts = (digit: number, counts: number): AccuracyRow => ({
  quantity: 'voltage',
  coupling: 'dc',
  digit,
  percent: 0.1,
  counts,
});
const half = { percent: 0.5, counts: 10 } as const;

export const ut61eAccuracy: readonly AccuracyTable[] = [
  {
    models: ['UT61E'],
    source: 'UNI-T, data sheet of the UT61E',
    recalled: true,
    rows: [
      volts(1e-5, 5),
      ...[1e-4, 1e-3, 1e-2].map((digit) => volts(digit, 2)),
      volts(1e-1, 5),
      ...[1e-8, 1e-7, 1e-6, 1e-5].map((digit) => ({ quantity: 'current', coupling: 'dc', digit, ...half }) as const),
      ...[1e-2, 1e-1, 1, 10].map((digit) => ({ quantity: 'resistance', digit, ...half }) as const),
    ],
  },
];
