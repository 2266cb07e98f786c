/**
 * What UNI-T promises for the UT61E+, and for UT61B+ and UT61D+, which share their tables: direct voltage and current and
 * resistance, one year, from 1 % of each range on. The UT161 has a manual of its own and is not here.
 */
import type { AccuracyRow, AccuracyTable } from '../../contract/accuracy-table.ts';

/** Full scale and its last digit in the base unit, then ± (percent of the reading + counts). */
type Rows = readonly (readonly [range: number, digit: number, percent: number, counts: number])[];

/** The maker promises nothing for the lowest hundredth of a range. */
const promisedFrom = 0.01;
const row = ([range, digit, percent, counts]: Rows[number]) => ({
  digit,
  percent,
  counts,
  from: promisedFrom * range,
  to: range,
});
const volts = (rows: Rows): AccuracyRow[] =>
  rows.map((each) => ({ quantity: 'voltage', coupling: 'dc', ...row(each) }) as const);
const amps = (rows: Rows): AccuracyRow[] =>
  rows.map((each) => ({ quantity: 'current', coupling: 'dc', ...row(each) }) as const);
/** Two test leads of 0.2 Ω to 0.5 Ω are in the number, unless it is relative to them. */
const ohms = (rows: Rows): AccuracyRow[] =>
  rows.map((each) => ({ quantity: 'resistance', plus: 0.5, ...row(each) }) as const);

const source = 'UNI-T, UT61+ Series User Manual (P/N 110401109614X), IX. Specifications, one year';

export const ut61PlusAccuracy: readonly AccuracyTable[] = [
  {
    models: ['UT61E+'],
    source,
    rows: [
      ...volts([
        [0.22, 1e-5, 0.1, 5],
        [2.2, 1e-4, 0.05, 5],
        [22, 1e-3, 0.05, 5],
        [220, 1e-2, 0.05, 5],
        [1000, 1e-1, 0.1, 5],
      ]),
      ...amps([
        [220e-6, 1e-8, 0.5, 10],
        [2200e-6, 1e-7, 0.5, 10],
        [22e-3, 1e-6, 0.5, 10],
        [220e-3, 1e-5, 0.5, 10],
        [20, 1e-3, 1.2, 50],
      ]),
      ...ohms([
        [220, 1e-2, 0.5, 10],
        [2.2e3, 1e-1, 0.5, 10],
        [22e3, 1, 0.5, 10],
        [220e3, 10, 0.5, 10],
        [2.2e6, 100, 0.8, 10],
        [22e6, 1e3, 1.5, 10],
        [220e6, 1e4, 3, 50],
      ]),
    ],
  },
  {
    models: ['UT61B+', 'UT61D+'],
    source,
    rows: [
      ...volts([
        [0.06, 1e-5, 0.8, 5],
        [0.6, 1e-4, 0.8, 5],
        [6, 1e-3, 0.5, 3],
        [60, 1e-2, 0.5, 3],
        [600, 1e-1, 0.5, 3],
        [1000, 1, 1, 3],
      ]),
      ...amps([
        [600e-6, 1e-7, 1, 2],
        [6000e-6, 1e-6, 1, 2],
        [60e-3, 1e-5, 1, 3],
        [600e-3, 1e-4, 1, 3],
        [6, 1e-3, 1.2, 5],
        [10, 1e-2, 1.2, 5],
      ]),
      ...ohms([
        [600, 1e-1, 1.2, 2],
        [6e3, 1, 1, 2],
        [60e3, 10, 1, 2],
        [600e3, 100, 1, 2],
        [6e6, 1e3, 1.2, 2],
        [60e6, 1e4, 2, 5],
      ]),
    ],
  },
];
