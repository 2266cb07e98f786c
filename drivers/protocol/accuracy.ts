/**
 * The uncertainty that a maker's accuracy table gives a reading. Pure. Guarantees: only a present value of an `ok` reading
 * gets one; where range or model is not certain it is the largest of all it may be, and none where one of those has no row;
 * it is never less than the display can show. How a limit becomes U95: docs/decisions/0018-a-makers-limit-is-a-rectangle.md.
 */
import { type Reading, type ReadingFlag, u95OfSpecification } from '../../foundation/measurement/reading.ts';
import type { AccuracyRow, AccuracyTable } from '../contract/accuracy-table.ts';

export interface RatedAs {
  /** The models it may be: one where the instrument tells its own, all that look alike on the wire where it does not. */
  readonly models: readonly string[];
  /** Of a supply. */
  readonly output?: number;
  /** Weight of the last digit as a part of the range, where the instrument tells both. */
  readonly digitPart?: number;
}

/**
 * What makes the display something else than the present value (a relative one hides what was subtracted), or another
 * measurement, or voids every promise.
 */
const unrated: readonly ReadingFlag[] = [
  ...(['hold', 'rel', 'max', 'min', 'avg', 'peak-max', 'peak-min'] as const),
  ...(['ac', 'diode', 'continuity', 'low-battery'] as const),
];
/** The number may be a little beside the one by which the instrument has chosen its range. */
const rangingSlack = 0.02;
/** Weights of digits come out of decimal text; they are equal but for the last bits. */
const sameWithin = 1e-9;

/** The reading with `u95` where the tables promise something for it, else as it is. */
export function rated(reading: Reading, tables: readonly AccuracyTable[], as: RatedAs): Reading {
  const promise = promiseFor(reading, tables, as);
  return promise === undefined ? reading : { ...reading, ...promise };
}

type Promised = Required<Pick<Reading, 'u95' | 'uncertaintySource'>>;

/** One row out of somebody's memory among those that it may be is enough: then memory has had a say. */
function promiseFor(reading: Reading, tables: readonly AccuracyTable[], as: RatedAs): Promised | undefined {
  const { value, status, flags } = reading;
  if (status !== 'ok' || value === null || as.models.length === 0) return undefined;
  if (flags.some((flag) => unrated.includes(flag))) return undefined;
  let u95 = 0;
  let isRecalled = false;
  for (const model of as.models) {
    const table = tables.find(({ models }) => models.includes(model));
    const rows = table === undefined ? [] : fittingRows({ ...reading, value }, table, as);
    if (rows.length === 0) return undefined;
    for (const row of rows) {
      u95 = Math.max(u95, u95OfRow({ ...reading, value }, row));
      if (row.recalled || table?.recalled) isRecalled = true;
    }
  }
  return { u95, uncertaintySource: isRecalled ? 'recalled' : 'specification' };
}

type Measured = Reading & { readonly value: number };

function u95OfRow({ value, resolution = 0 }: Measured, row: AccuracyRow): number {
  const { percent, counts = 0, percentOfRange = 0, range = 0, plus = 0 } = row;
  const constant = counts * resolution + (percentOfRange * range) / 100 + plus;
  // A display that rounds is half a digit off at any time.
  return Math.max(u95OfSpecification(value, percent, 1, constant), u95OfSpecification(0, 0, 0.5, resolution));
}

function fittingRows(reading: Measured, table: AccuracyTable, { output, digitPart }: RatedAs): AccuracyRow[] {
  const { coarsest } = table;
  if (coarsest !== undefined && !(digitPart !== undefined && digitPart <= coarsest * (1 + sameWithin))) return [];
  const magnitude = Math.abs(reading.value);
  const alike = table.rows.filter(
    (row) =>
      row.quantity === reading.quantity &&
      (row.coupling === undefined || reading.flags.includes(row.coupling)) &&
      (row.output === undefined || row.output === output),
  );
  const lowest = Math.min(...alike.map(({ range }) => range ?? Number.POSITIVE_INFINITY));
  const onRange = alike.filter((row) => isOnRange(reading, row, table, lowest));
  // A range that it may be on, at a magnitude nothing is promised for: then nothing is.
  return onRange.every(({ from = 0, to = Number.POSITIVE_INFINITY }) => magnitude >= from && magnitude <= to)
    ? onRange
    : [];
}

function isOnRange(reading: Measured, row: AccuracyRow, { ranging }: AccuracyTable, lowest: number): boolean {
  const { digit, range } = row;
  if (digit !== undefined) return reading.resolution !== undefined && isSame(digit, reading.resolution);
  if (range === undefined) return true;
  if (reading.range !== undefined) return isSame(range, Number(reading.range));
  if (ranging === undefined || !reading.flags.includes('auto')) return false;
  const magnitude = Math.abs(reading.value);
  const isHighEnough = range === lowest || magnitude >= ranging.downBelow * range * (1 - rangingSlack);
  return isHighEnough && magnitude <= ranging.upAbove * range * (1 + rangingSlack);
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= sameWithin * Math.abs(one);
}
