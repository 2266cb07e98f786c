/**
 * What Agilent promises for three of these handhelds, ± (% of the reading + counts), one year. The README says which of it
 * was seen. The currents and 0.2 Ω are those without the meter's Null, which it does not tell of.
 */
import type { AccuracyRow, AccuracyTable } from '../../contract/accuracy-table.ts';

type Rows = readonly (readonly [digit: number, percent: number, counts: number])[];

const row = ([digit, percent, counts]: Rows[number]) => ({ digit, percent, counts });
/** No copy of these rows was seen. */
const volts = (rows: Rows): AccuracyRow[] =>
  rows.map((each) => ({ quantity: 'voltage', coupling: 'dc', recalled: true, ...row(each) }) as const);
const amps = (rows: Rows): AccuracyRow[] =>
  rows.map((each) => ({ quantity: 'current', coupling: 'dc', to: 10, ...row(each) }) as const);

/** 500 mV, 1000 mV and 5 V (whose last digits are alike), 50 V, 500 V, 1000 V; not 50 mV, which needs its Null. */
const finerVolts = volts([
  [1e-5, 0.025, 5],
  [1e-4, 0.025, 5],
  [1e-3, 0.025, 5],
  [1e-2, 0.03, 5],
  [1e-1, 0.03, 5],
]);

export const u125xAccuracy: readonly AccuracyTable[] = [
  {
    models: ['U1251B'],
    source: "Agilent, U1251B/U1252B User's and Service Guide, table 7-1",
    rows: [
      ...volts([1e-5, 1e-4, 1e-3, 1e-2, 1e-1].map((digit) => [digit, 0.03, 5] as const)),
      ...amps([
        [1e-8, 0.1, 25],
        [1e-7, 0.1, 25],
        [1e-6, 0.2, 25],
        [1e-5, 0.2, 25],
        [1e-4, 0.3, 10],
        [1e-3, 0.3, 10],
      ]),
    ],
  },
  {
    models: ['U1252B'],
    source: "Agilent, U1251B/U1252B User's and Service Guide, table 7-1",
    rows: [
      ...finerVolts,
      ...amps([
        [1e-8, 0.05, 25],
        [1e-7, 0.05, 25],
        [1e-6, 0.15, 25],
        [1e-5, 0.15, 25],
        [1e-4, 0.3, 10],
        [1e-3, 0.3, 5],
      ]),
    ],
  },
  {
    models: ['U1253B'],
    source: "Agilent, U1253B User's and Service Guide, table 7-1",
    rows: [
      ...finerVolts,
      { quantity: 'resistance', digit: 1e-2, percent: 0.05, counts: 10, plus: 0.2 },
      ...[1e-1, 1, 10].map(
        (digit) => ({ quantity: 'resistance', digit, percent: 0.05, counts: 5, plus: 0.2 }) as const,
      ),
      { quantity: 'resistance', digit: 1e2, percent: 0.15, counts: 5, plus: 0.2 },
      { quantity: 'resistance', digit: 1e3, percent: 1, counts: 5, plus: 0.2 },
    ],
  },
];
