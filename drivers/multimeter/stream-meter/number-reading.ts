/** A number with its function, range and state as a reading: what all these meters have in common once a frame is understood. */
import { decimal, type Reading, type ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import { rangeName } from './range-name.ts';

export interface ShownReading {
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Without sign and point. */
  readonly digits: number;
  /** Power of ten of the last digit, in the base unit. */
  readonly exponent: number;
  readonly negative: boolean;
  readonly status: 'ok' | 'overrange' | 'underrange';
  readonly flags: readonly ReadingFlag[];
  /** Full scale in digits, for the name of the range; absent where it has none, or nobody knows it. */
  readonly counts?: number | undefined;
}

/** Quantities whose ranges have names. */
const ranged: readonly Quantity[] = ['voltage', 'current', 'resistance', 'capacitance', 'frequency'];
/** The figure of the UT61's manual for a buzzer that is sure to sound; no source gives one for each of the others. */
const shortBelowOhms = 10;

/** A reading without value unless `ok`; `short` is added to a continuity of less than ten ohms. */
export function numberReading(shown: ShownReading): Reading {
  const { quantity, unit, digits, exponent, negative, status, counts } = shown;
  const value = digits === 0 ? 0 : decimal(negative ? -digits : digits, exponent);
  const isShort = shown.flags.includes('continuity') && status === 'ok' && Math.abs(value) < shortBelowOhms;
  const symbol = unit === 'Ohm' ? 'Ω' : unit;
  return {
    value: status === 'ok' ? value : null,
    unit,
    quantity,
    status,
    resolution: decimal(1, exponent),
    flags: isShort ? [...shown.flags, 'short'] : shown.flags,
    ...(counts === undefined || !ranged.includes(quantity) ? {} : { range: rangeName(counts, exponent, symbol) }),
    ...(status === 'overrange' ? { overloadSign: negative ? (-1 as const) : (1 as const) } : {}),
  };
}
