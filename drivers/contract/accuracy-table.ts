/**
 * What a maker promises for the readings of a model, as data. A driver has a table only where the maker publishes one; its
 * README names the document. All tables are for one year after calibration, at 23 °C ± 5 °C (25 °C ± 5 °C where so named).
 */
import type { Quantity } from '../../foundation/measurement/unit.ts';

/**
 * ± (percent of the reading + counts of its last digit + percent of the range + a constant). A row is found by the last
 * digit of a display, or by the range where the instrument names it or ranges by known rules; without either it is for
 * the whole of the instrument. There are no rows for AC: makers give them by frequency, and no reading tells that.
 */
export interface AccuracyRow {
  readonly quantity: Quantity;
  /** The reading must be flagged so; absent where the quantity has no coupling. */
  readonly coupling?: 'dc';
  /** The output of a supply, by its number; absent where all are alike. */
  readonly output?: number;
  /** Weight of the last digit on this range, in the base unit. */
  readonly digit?: number;
  /** Full scale of this range, in the base unit. */
  readonly range?: number;
  /** Least and highest magnitude the maker promises it for, in the base unit, both included. */
  readonly from?: number;
  readonly to?: number;
  readonly percent: number;
  readonly counts?: number;
  readonly percentOfRange?: number;
  /** In the base unit. */
  readonly plus?: number;
  /** Nobody has held this row against the maker's document; readings and records say so (decision 23). */
  readonly recalled?: true;
}

export interface AccuracyTable {
  /** As they name themselves; the table is for no other. */
  readonly models: readonly string[];
  /** The maker's document. */
  readonly source: string;
  /** All of its rows are {@link AccuracyRow.recalled}. */
  readonly recalled?: true;
  readonly rows: readonly AccuracyRow[];
  /** Parts of a range below which the instrument goes down and above which it goes up when it ranges by itself. */
  readonly ranging?: { readonly downBelow: number; readonly upAbove: number };
  /** Weight of the last digit, as a part of the range, up to which the table holds: a faster measurement is noisier. */
  readonly coarsest?: number;
}
