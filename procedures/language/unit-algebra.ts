/**
 * What comes out when quantities are combined: volts by amperes are ohms, a difference of temperatures is in kelvins.
 * The same two tables serve the compiler and the evaluation. What is not in them is refused in both places.
 */
import type { Unit } from '../../foundation/measurement/unit.ts';

interface Outcome {
  readonly unit: Unit;
  /** The product of the two numbers is multiplied by this: ampere seconds become ampere hours. */
  readonly factor: number;
}

const products = {
  'V*A': { unit: 'W', factor: 1 },
  'A*V': { unit: 'W', factor: 1 },
  'Ohm*A': { unit: 'V', factor: 1 },
  'A*Ohm': { unit: 'V', factor: 1 },
  'A*s': { unit: 'A.h', factor: 1 / 3600 },
  's*A': { unit: 'A.h', factor: 1 / 3600 },
  'W*s': { unit: 'W.h', factor: 1 / 3600 },
  's*W': { unit: 'W.h', factor: 1 / 3600 },
  'V*A.h': { unit: 'W.h', factor: 1 },
  'A.h*V': { unit: 'W.h', factor: 1 },
} as const satisfies Record<string, Outcome>;

const quotients = {
  'V/A': { unit: 'Ohm', factor: 1 },
  'V/Ohm': { unit: 'A', factor: 1 },
  'W/V': { unit: 'A', factor: 1 },
  'W/A': { unit: 'V', factor: 1 },
  'W.h/V': { unit: 'A.h', factor: 1 },
  'W.h/A.h': { unit: 'V', factor: 1 },
  'A.h/A': { unit: 's', factor: 3600 },
  'W.h/W': { unit: 's', factor: 3600 },
  'A.h/s': { unit: 'A', factor: 3600 },
  'W.h/s': { unit: 'W', factor: 3600 },
  '1/s': { unit: 'Hz', factor: 1 },
} as const satisfies Record<string, Outcome>;

type Products = typeof products;
type Quotients = typeof quotients;

/** Unit of a − b for two values in `U`. */
export type Difference<U extends Unit> = U extends 'Cel' | '[degF]' ? 'K' : U extends '{dBm}' ? 'dB' : U;

/** Unit of a × b; `never` where it is not known. A count scales anything. */
export type Product<A extends Unit, B extends Unit> = A extends '1'
  ? B
  : B extends '1'
    ? A
    : `${A}*${B}` extends keyof Products
      ? Products[`${A}*${B}`]['unit']
      : never;

/** Unit of a ÷ b; `never` where it is not known. Two values of one unit give a plain number. */
export type Quotient<A extends Unit, B extends Unit> = [A, B] extends [B, A]
  ? '1'
  : B extends '1'
    ? A
    : `${A}/${B}` extends keyof Quotients
      ? Quotients[`${A}/${B}`]['unit']
      : never;

/** Units with a zero that means nothing: they can be compared and subtracted, not scaled or multiplied. */
export type IntervalUnit = 'Cel' | '[degF]' | '{dBm}';

const differences: Partial<Record<Unit, Outcome>> = {
  Cel: { unit: 'K', factor: 1 },
  '[degF]': { unit: 'K', factor: 5 / 9 },
  '{dBm}': { unit: 'dB', factor: 1 },
};

/** {@link Difference} at run time, with the factor of the step (a degree Fahrenheit is 5/9 K). */
export function differenceOutcome(unit: Unit): Outcome {
  return differences[unit] ?? { unit, factor: 1 };
}

/** {@link Product} at run time; undefined where the table has no answer. */
export function productOutcome(a: Unit, b: Unit): Outcome | undefined {
  if (isIntervalUnit(a) || isIntervalUnit(b)) return undefined;
  if (a === '1') return { unit: b, factor: 1 };
  if (b === '1') return { unit: a, factor: 1 };
  return (products as Record<string, Outcome>)[`${a}*${b}`];
}

/** {@link Quotient} at run time; undefined where the table has no answer. */
export function quotientOutcome(a: Unit, b: Unit): Outcome | undefined {
  if (isIntervalUnit(a) || isIntervalUnit(b)) return undefined;
  if (a === b) return { unit: '1', factor: 1 };
  if (b === '1') return { unit: a, factor: 1 };
  return (quotients as Record<string, Outcome>)[`${a}/${b}`];
}

/** Whether the unit's zero is only a convention ({@link IntervalUnit}). */
export function isIntervalUnit(unit: Unit): boolean {
  return unit === 'Cel' || unit === '[degF]' || unit === '{dBm}';
}
