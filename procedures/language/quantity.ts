/**
 * Numbers with a unit, an uncertainty and a history, and the arithmetic that keeps all three. A wrong unit is a compile
 * error and also refused at run time; a value that is not there stays not there.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { Unit } from '../../foundation/measurement/unit.ts';
import { applyOperation, type Expression, type Operation, type Value } from './expression.ts';
import type { Provenance } from './script-api.ts';
import type { Difference, IntervalUnit, Product, Quotient } from './unit-algebra.ts';

/** A computed number. `value` is null unless `status` is `ok`. `u95`: expanded uncertainty, k = 2, in the unit. */
export interface Quantity<U extends Unit = Unit> extends Value {
  readonly unit: U;
  /** How the station can compute it again from the journal. */
  readonly expression: Expression;
}

/**
 * A reading as a procedure sees it: its unit is known to the compiler, and it knows its journal entry. The rest of the
 * reading (times, range, bytes) stays in the journal; less to carry makes long soaks cheap.
 */
export interface Measured<U extends Unit = Unit>
  extends Pick<Reading, 'value' | 'status' | 'u95' | 'resolution' | 'flags'> {
  readonly unit: U;
  readonly ref: Provenance;
}

/** Anything that can be computed with or judged. A number without a history is neither. */
export type Amount<U extends Unit = Unit> = Quantity<U> | Measured<U>;

/** Makes a combination whose unit is unknown uncallable. */
type Known<Result, Operand> = [Result] extends [never] ? never : Operand;

/** Reads out of any amount what is judged and sent; throws `script/no-provenance` for a hand-made object. */
export function quantityOf<U extends Unit>(amount: Amount<U>): Quantity<U> {
  if ('expression' in amount) return amount;
  const { value, unit, status, u95, resolution, ref } = amount;
  if (ref === undefined) throw new CodedError('script/no-provenance', { unit: String(unit) });
  // Written out, because spreading is slow in the sandbox and a long soak does this thousands of times.
  const expression = { ref };
  if (u95 === undefined) {
    return resolution === undefined
      ? { value, unit, status, expression }
      : { value, unit, status, resolution, expression };
  }
  return resolution === undefined
    ? { value, unit, status, u95, expression }
    : { value, unit, status, u95, resolution, expression };
}

function combine<U extends Unit>(op: Operation, amounts: readonly Amount[], by?: number): Quantity<U> {
  const operands: Quantity[] = [];
  const of: Expression[] = [];
  for (let index = 0; index < amounts.length; index += 1) {
    const operand = quantityOf(amounts[index] as Amount);
    operands.push(operand);
    of.push(operand.expression);
  }
  const value = applyOperation(op, operands, by);
  return { ...value, unit: value.unit as U, expression: by === undefined ? { op, of } : { op, of, by } };
}

/**
 * Arithmetic over amounts. Uncertainties combine in quadrature as if all inputs were independent; an unknown one makes
 * the result's unknown, and a guarded limit then fails. Division by zero gives an `invalid` quantity, never infinity.
 */
export const q = {
  /** a − b. Of two temperatures it is in kelvins, of two signal levels in decibels. */
  minus: <U extends Unit>(a: Amount<U>, b: Amount<NoInfer<U>>): Quantity<Difference<U>> => combine('minus', [a, b]),
  /** a + b; to a temperature only a difference can be added. */
  plus: <U extends Unit>(a: Amount<U>, b: Amount<Difference<NoInfer<U>>>): Quantity<U> => combine('plus', [a, b]),
  /** a × b, for units whose product is known (V × A = W, A × s = A.h …). */
  times: <A extends Unit, B extends Unit>(
    a: Amount<A>,
    b: Amount<B> & Known<Product<A, B>, unknown>,
  ): Quantity<Product<A, B>> => combine('times', [a, b]),
  /** a ÷ b, for units whose quotient is known (V ÷ A = Ohm, same units = a plain number …). */
  per: <A extends Unit, B extends Unit>(
    a: Amount<A>,
    b: Amount<B> & Known<Quotient<A, B>, unknown>,
  ): Quantity<Quotient<A, B>> => combine('per', [a, b]),
  /** 100 × a ÷ b. */
  percentOf: <U extends Exclude<Unit, IntervalUnit>>(a: Amount<U>, b: Amount<NoInfer<U>>): Quantity<'%'> =>
    combine('percent-of', [a, b]),
  /** `by` × a; `by` is taken as exact; `script/scale-by-zero` where it is 0. */
  scale: <U extends Exclude<Unit, IntervalUnit>>(a: Amount<U>, by: number): Quantity<U> => combine('scale', [a], by),
  abs: <U extends Exclude<Unit, IntervalUnit>>(a: Amount<U>): Quantity<U> => combine('abs', [a]),
  max: <U extends Unit>(a: Amount<U>, ...others: readonly Amount<NoInfer<U>>[]): Quantity<U> =>
    combine('max', [a, ...others]),
  min: <U extends Unit>(a: Amount<U>, ...others: readonly Amount<NoInfer<U>>[]): Quantity<U> =>
    combine('min', [a, ...others]),
  /** A number that is exact by definition or taken from a specification; `script/not-a-number` unless it is finite. */
  constant: <U extends Unit>(value: number, unit: U): Quantity<U> => {
    if (!Number.isFinite(value)) throw new CodedError('script/not-a-number', { unit });
    return { value, unit, status: 'ok', u95: 0, expression: { constant: value, unit } };
  },
  /** A number of things the procedure itself has counted. */
  count: (n: number): Quantity<'1'> => q.constant(n, '1'),
} as const;
