/**
 * What Fluke promises for the 287 and 289, direct voltage. Behind the answer to `QM` nobody sees whether the meter shows a
 * second display of AC beside it, which costs another 20 counts in volts, so they are always counted.
 */
import type { AccuracyRow, AccuracyTable } from '../../contract/accuracy-table.ts';

const volts = (digit: number, percent: number, counts: number): AccuracyRow => ({
  quantity: 'voltage',
  coupling: 'dc',
  digit,
  percent,
  counts,
});

export const fluke28xAccuracy: readonly AccuracyTable[] = [
  {
    models: ['287', '289'],
    source: 'Fluke, 287/289 Users Manual, June 2007, Rev. 2, 3/09, one year, 18 °C to 28 °C',
    rows: [
      volts(1e-6, 0.05, 20),
      volts(1e-5, 0.025, 2),
      volts(1e-4, 0.025, 22),
      volts(1e-3, 0.025, 22),
      volts(1e-2, 0.03, 22),
      volts(1e-1, 0.03, 22),
    ],
  },
];
