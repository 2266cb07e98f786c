/**
 * What the makers promise for SCPI multimeters, and how it is found for a reading. What was seen of each table and what is
 * recalled stands in the README.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { AccuracyRow, AccuracyTable } from '../../contract/accuracy-table.ts';
import { rated } from '../../protocol/accuracy.ts';
import type { Present } from './setting.ts';

type Rows = readonly (readonly [range: number, percent: number, percentOfRange: number])[];

const row = ([range, percent, percentOfRange]: Rows[number]) => ({ range, percent, percentOfRange });
const volts = (rows: Rows): AccuracyRow[] =>
  rows.map((each) => ({ quantity: 'voltage', coupling: 'dc', ...row(each) }) as const);
const amps = (rows: Rows): AccuracyRow[] =>
  rows.map((each) => ({ quantity: 'current', coupling: 'dc', ...row(each) }) as const);
/** Two wires, and nothing was subtracted: another 0.2 Ω. */
const ohms = (rows: Rows): AccuracyRow[] =>
  rows.map((each) => ({ quantity: 'resistance', plus: 0.2, ...row(each) }) as const);

const recalled = (rows: readonly AccuracyRow[]): AccuracyRow[] => rows.map((each) => ({ ...each, recalled: true }));

const tenAndTwelveTenths = { downBelow: 0.1, upAbove: 1.2 } as const;

/** The same in the data sheets of both. */
const volts34401: Rows = [
  [0.1, 0.005, 0.0035],
  [1, 0.004, 0.0007],
  [10, 0.0035, 0.0005],
  [100, 0.0045, 0.0006],
  [1000, 0.0045, 0.001],
];

export const scpiAccuracy: readonly AccuracyTable[] = [
  {
    models: ['34401A'],
    source: 'Keysight, data sheet 5968-0162EN, 1 year; 34401A service guide, gain verification',
    ranging: tenAndTwelveTenths,
    // 10 cycles of the mains or more.
    coarsest: 1e-6,
    rows: [
      ...volts(volts34401),
      // Only the sums of both parts, at full scale, were seen.
      ...recalled(
        amps([
          [0.01, 0.05, 0.02],
          [0.1, 0.05, 0.005],
          [1, 0.1, 0.01],
          [3, 0.12, 0.02],
        ]),
      ),
      ...recalled(
        ohms([
          [1e2, 0.01, 0.004],
          [1e3, 0.01, 0.001],
          [1e4, 0.01, 0.001],
          [1e5, 0.01, 0.001],
          [1e6, 0.01, 0.001],
          [1e7, 0.04, 0.001],
          [1e8, 0.8, 0.01],
        ]),
      ),
    ],
  },
  {
    models: ['34461A'],
    source: 'Keysight, data sheet 5991-1983EN, 1 year',
    ranging: tenAndTwelveTenths,
    coarsest: 1e-6,
    rows: volts(volts34401),
  },
  {
    models: ['34405A'],
    source: 'Agilent, data sheet of the 34405A, 1 year',
    recalled: true,
    ranging: tenAndTwelveTenths,
    coarsest: 1e-5,
    rows: [
      ...volts([
        [0.1, 0.025, 0.008],
        [1, 0.025, 0.006],
        [10, 0.025, 0.005],
        [100, 0.025, 0.005],
        [1000, 0.025, 0.005],
      ]),
      ...amps([
        [0.01, 0.05, 0.015],
        [0.1, 0.05, 0.005],
        [1, 0.2, 0.007],
        [10, 0.25, 0.007],
      ]),
    ],
  },
  {
    models: ['SDM3055'],
    source: 'Siglent, SDM3055 data sheet 2021.05, 1 year',
    // 240 000 counts at its slow rate; how it ranges is not written, so only a range that was fixed has a row.
    coarsest: 5e-6,
    rows: volts([
      [0.2, 0.015, 0.004],
      [2, 0.015, 0.003],
      [20, 0.015, 0.004],
      [200, 0.015, 0.003],
      [1000, 0.015, 0.003],
      // Above 500 V its last range has more, volt by volt.
    ]).map((each) => (each.range === 1000 ? { ...each, to: 500 } : each)),
  },
];

/**
 * `isFixed`: the range is the one that we have set. Else the meter ranges by itself, or somebody at its panel has chosen:
 * the reading is then rated by the range it names and by those it may be on, and the larger one holds.
 */
export function ratedReading(
  reading: Reading,
  present: Present,
  { model, isFixed }: { readonly model: string; readonly isFixed: boolean },
): Reading {
  const { range, resolution } = present;
  if (range === undefined || resolution === undefined) return reading;
  const as = { models: [model], digitPart: resolution / Number(range) };
  const { range: _named, ...unranged } = reading;
  const flags = reading.flags.filter((flag) => flag !== 'auto');
  const byRange = rated({ ...unranged, flags, range }, scpiAccuracy, as);
  const byValue = isFixed ? byRange : rated({ ...unranged, flags: [...flags, 'auto'] }, scpiAccuracy, as);
  if (byRange.u95 === undefined || byValue.u95 === undefined) return reading;
  const isRecalled = [byRange, byValue].some(({ uncertaintySource }) => uncertaintySource === 'recalled');
  const uncertaintySource = isRecalled ? 'recalled' : 'specification';
  return { ...reading, u95: Math.max(byRange.u95, byValue.u95), uncertaintySource };
}
