/**
 * Declarations of measures: title, unit and limits, all known before a run begins. A builder never changes; each word
 * gives a new one. Guarantees that limits are finite and in order (`script/bad-limit`).
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Unit } from '../../foundation/measurement/unit.ts';
import type { Texts } from './texts.ts';

/** One declared measure as it is journaled, shown and compared between versions. Limits are inclusive, in `unit`. */
export interface MeasureDeclaration {
  readonly title: Texts;
  readonly unit: Unit;
  readonly low?: number;
  readonly high?: number;
  /** Beyond these the value still passes and is shown as marginal. */
  readonly warnBelow?: number;
  readonly warnAbove?: number;
  /**
   * `true`: judged with the value's own uncertainty taken into account; without a known uncertainty it fails. A number
   * is a guard band agreed beforehand, in `unit`.
   */
  readonly guarded: boolean | number;
  /** A required measure that was never set fails the run. */
  readonly required: boolean;
  /** False for `infoOnly`: recorded, never judged. */
  readonly judged: boolean;
  /** The procedure may count the things itself; see {@link MeasureBuilder.counted}. */
  readonly counted?: true;
}

/** A measure being declared. `U` is what the compiler compares with the unit of the measured amount. */
export class MeasureBuilder<U extends Unit = Unit> {
  readonly unit: U;
  readonly declaration: MeasureDeclaration;

  constructor(unit: U, declaration: MeasureDeclaration) {
    this.unit = unit;
    this.declaration = declaration;
  }

  /** Passes from `low` to `high`, both included. */
  between(low: number, high: number): MeasureBuilder<U> {
    if (!(low < high)) throw new CodedError('script/bad-limit', { title: this.declaration.title.en, low, high });
    return this.#with({ low: this.#finite(low), high: this.#finite(high) });
  }
  atLeast(low: number): MeasureBuilder<U> {
    return this.#with({ low: this.#finite(low) });
  }
  atMost(high: number): MeasureBuilder<U> {
    return this.#with({ high: this.#finite(high) });
  }
  warnAbove(value: number): MeasureBuilder<U> {
    return this.#with({ warnAbove: this.#finite(value) });
  }
  warnBelow(value: number): MeasureBuilder<U> {
    return this.#with({ warnBelow: this.#finite(value) });
  }
  /** Four-way verdict (ILAC-G8) with the expanded uncertainty as guard band, or with `band`, in the measure's unit. */
  guarded(band?: number): MeasureBuilder<U> {
    if (band !== undefined && !(this.#finite(band) > 0))
      throw new CodedError('script/bad-limit', { title: this.declaration.title.en, band });
    return this.#with({ guarded: band ?? true });
  }
  /** Recorded and never judged; it may be missing. */
  infoOnly(): MeasureBuilder<U> {
    return this.#with({ judged: false, required: false });
  }
  /**
   * The number is a count (`q.count`) that the procedure makes itself, of a list that no instrument counts. Without
   * this word a number with no reading behind it is not a measurement; with it the record says who counted.
   */
  counted(): MeasureBuilder<U> {
    if (this.unit !== '1') throw new CodedError('script/bad-limit', { title: this.declaration.title.en });
    return this.#with({ counted: true });
  }
  /** May be left unset; when it is set it is judged. */
  optional(): MeasureBuilder<U> {
    return this.#with({ required: false });
  }

  #with(change: Partial<MeasureDeclaration>): MeasureBuilder<U> {
    return new MeasureBuilder(this.unit, { ...this.declaration, ...change });
  }

  #finite(value: number): number {
    if (!Number.isFinite(value)) throw new CodedError('script/bad-limit', { title: this.declaration.title.en });
    return value;
  }
}

const of =
  <U extends Unit>(unit: U) =>
  (title: Texts): MeasureBuilder<U> =>
    new MeasureBuilder(unit, { title, unit, guarded: false, required: true, judged: true });

/** Begins the declaration of a measure in the unit of its name. */
export const limit = {
  volts: of('V'),
  amps: of('A'),
  ohms: of('Ohm'),
  watts: of('W'),
  wattHours: of('W.h'),
  ampereHours: of('A.h'),
  farads: of('F'),
  hertz: of('Hz'),
  seconds: of('s'),
  celsius: of('Cel'),
  /** Differences of temperature. */
  kelvin: of('K'),
  percent: of('%'),
  count: of('1'),
  dBm: of('{dBm}'),
  decibels: of('dB'),
} as const;

/** Whether a judged measure has at least one limit to be judged against. */
export function hasLimit(declaration: MeasureDeclaration): boolean {
  return declaration.low !== undefined || declaration.high !== undefined;
}
