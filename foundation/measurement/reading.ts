/**
 * A reading: one number from one instrument, or the honest absence of it. Overload is a status, never a large number,
 * and a value exists only while the status is `ok`.
 */
import { type Quantity, type Unit, unitFits } from './unit.ts';

/**
 * `overrange`: above what the range shows (OL); `underrange`: below what can be shown (UL); `invalid`: the instrument
 * says there is nothing to show, or a number nobody can trust; `stale`: too old to stand for now.
 */
export type ReadingStatus = 'ok' | 'overrange' | 'underrange' | 'invalid' | 'stale';

export type ReadingFlag =
  | 'dc'
  | 'ac'
  | 'auto'
  | 'hold'
  | 'rel'
  | 'max'
  | 'min'
  | 'avg'
  | 'peak-max'
  | 'peak-min'
  | 'diode'
  | 'continuity'
  | 'short'
  | 'low-battery';

export interface Reading {
  /** In the base unit; null unless `status` is `ok`. */
  readonly value: number | null;
  readonly unit: Unit;
  readonly quantity: Quantity;
  readonly status: ReadingStatus;
  /** Weight of the last digit shown, in the base unit: 1.500 V has 0.001. */
  readonly resolution?: number;
  readonly flags: readonly ReadingFlag[];
  /** Expanded uncertainty (k = 2, about 95 %) in the base unit, from the maker's accuracy table. */
  readonly u95?: number;
  /** `recalled`: of a maker's table that was written down from memory and never held against the document. */
  readonly uncertaintySource?: 'specification' | 'recalled' | 'certificate' | 'stated';
  /** The range the instrument was on, as it names it. */
  readonly range?: string;
  /** Sign of an overload where the instrument tells it. */
  readonly overloadSign?: 1 | -1;
  /** Clock milliseconds at which the last byte of it arrived. */
  readonly at?: number;
  /** Milliseconds from asking to having; absent on instruments that talk by themselves. */
  readonly latencyMs?: number;
  /** Bytes of the instrument's received stream it was made of: first, and one past the last. */
  readonly span?: { readonly from: number; readonly to: number };
}

/** Whether the reading keeps its own rules: finite value exactly when `ok`, and a unit that fits the quantity. */
export function isSoundReading(reading: Reading): boolean {
  const hasValue = typeof reading.value === 'number' && Number.isFinite(reading.value);
  if (reading.status === 'ok' ? !hasValue : reading.value !== null) return false;
  return unitFits(reading.quantity, reading.unit);
}

/** `digits` × 10^`exponent` without the error of multiplying: 3303 and -3 give exactly 3.303. */
export function decimal(digits: number, exponent: number): number {
  return Number(`${digits}e${exponent}`);
}

/** Expanded uncertainty (k = 2) of a maker's limit ± (percent of reading + counts), taken as a rectangular distribution. */
export function u95OfSpecification(value: number, percent: number, counts: number, resolution: number): number {
  const halfWidth = (Math.abs(value) * percent) / 100 + counts * resolution;
  return (2 * halfWidth) / Math.sqrt(3);
}
