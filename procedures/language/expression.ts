/**
 * Where a number came from, as a tree over journaled numbers that anyone can compute again. Guarantees that the script
 * and the station compute bit for bit the same: only the four operations and the square root, which IEEE 754 defines.
 *
 * Uncertainty is combined in quadrature. That assumes independent inputs, which two readings of one meter on one range
 * are only partly; a shared gain error then cancels in a difference, so the assumption errs on the careful side there.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { ReadingStatus } from '../../foundation/measurement/reading.ts';
import type { Unit } from '../../foundation/measurement/unit.ts';
import type { Provenance } from './script-api.ts';
import { differenceOutcome, isIntervalUnit, productOutcome, quotientOutcome } from './unit-algebra.ts';

/** What can be asked of one field of a soak, computed from the journaled samples. `slope` is per hour. */
export type SoakFunction =
  | 'min'
  | 'max'
  | 'mean'
  | 'median'
  | 'sum'
  | 'count'
  | 'first'
  | 'last'
  | 'slope'
  | 'time-above'
  | 'max-step';

/** A number that stands in the journal: a reading, an answer, or an aggregate over a soak's samples. */
export type Leaf =
  | { readonly ref: Provenance }
  | { readonly soak: string; readonly field: string; readonly fn: SoakFunction; readonly arg?: number };

export type Operation = 'minus' | 'plus' | 'times' | 'per' | 'percent-of' | 'scale' | 'abs' | 'max' | 'min';

export type Expression =
  | Leaf
  | { readonly constant: number; readonly unit: Unit }
  /** `by` belongs to `scale` alone. */
  | { readonly op: Operation; readonly of: readonly Expression[]; readonly by?: number };

/** A number without its history. `value` is null unless `status` is `ok`; `u95` absent means unknown, not zero. */
export interface Value {
  readonly value: number | null;
  readonly unit: Unit;
  readonly status: ReadingStatus;
  readonly u95?: number;
  readonly resolution?: number;
  /** `u95` rests on a maker's table out of somebody's memory; only the station, which has the whole reading, knows. */
  readonly recalled?: true;
}

/**
 * Computes the expression again from the journal. `lookup` gives the value of a leaf, or undefined where the journal
 * has none, which makes the result `invalid`. Throws `script/units-do-not-fit` as the script would have.
 */
export function evaluate(expression: Expression, lookup: (leaf: Leaf) => Value | undefined): Value {
  if ('op' in expression) {
    const operands = expression.of.map((operand) => evaluate(operand, lookup));
    return applyOperation(expression.op, operands, expression.by);
  }
  if ('constant' in expression) return constantValue(expression.constant, expression.unit);
  return lookup(expression) ?? { value: null, unit: '1', status: 'invalid' };
}

/** A number that is exact by definition. */
export function constantValue(value: number, unit: Unit): Value {
  return Number.isFinite(value) ? { value, unit, status: 'ok', u95: 0 } : { value: null, unit, status: 'invalid' };
}

/** One operation; what is not `ok` stays that way and has no value, and no result is ever infinite or not a number. */
export function applyOperation(op: Operation, operands: readonly Value[], by = 1): Value {
  const result = outcomeOfValues(op, operands, by);
  if (result.u95 === undefined) return result;
  return operands.some(({ recalled }) => recalled) ? { ...result, recalled: true } : result;
}

function outcomeOfValues(op: Operation, operands: readonly Value[], by: number): Value {
  const first = operands[0];
  const second = operands[1];
  if (first === undefined) throw new CodedError('script/no-operands', { operation: op });
  const { unit, factor } = outcomeOf(op, operands);
  const status = worstStatus(operands);
  const a = first.value;
  if (status !== 'ok' || a === null) return { value: null, unit, status: status === 'ok' ? 'invalid' : status };
  if (op === 'abs') return finite(Math.abs(a), unit, first.u95, first.resolution);
  if (op === 'scale') {
    // Nothing is left of what was measured, and whatever is added to it afterwards would look measured.
    if (by === 0) throw new CodedError('script/scale-by-zero', { unit });
    const scaled = (n: number | undefined) => (n === undefined ? undefined : n * Math.abs(by));
    return finite(a * by, unit, scaled(first.u95), scaled(first.resolution));
  }
  if (op === 'max' || op === 'min') return extreme(op, operands, unit);
  const b = second?.value ?? null;
  if (second === undefined || b === null) throw new CodedError('script/no-operands', { operation: op });
  if (op === 'plus' || op === 'minus') {
    // Only a difference can change the unit (Cel to K), and then both operands are in the same one.
    const value = op === 'plus' ? a + b : (a - b) * factor;
    const scale = op === 'plus' ? 1 : factor;
    const u95 = quadrature(first.u95, 1, second.u95, 1);
    return finite(value, unit, u95 === undefined ? undefined : u95 * scale, coarser(first, second, scale));
  }
  if (op === 'times') return finite(a * b * factor, unit, quadrature(first.u95, b * factor, second.u95, a * factor));
  const ratio = (a / b) * factor;
  return finite(ratio, unit, quadrature(first.u95, factor / b, second.u95, ratio / b));
}

function outcomeOf(op: Operation, operands: readonly Value[]): { readonly unit: Unit; readonly factor: number } {
  const a = operands[0]?.unit ?? '1';
  const b = operands[1]?.unit ?? a;
  const sameUnit = allIn(a, operands);
  if (op === 'minus' && sameUnit) return differenceOutcome(a);
  if (op === 'plus' && b === differenceOutcome(a).unit && a !== '[degF]') return { unit: a, factor: 1 };
  if ((op === 'max' || op === 'min' || op === 'abs') && sameUnit) return { unit: a, factor: 1 };
  if (op === 'scale' && !isIntervalUnit(a)) return { unit: a, factor: 1 };
  if (op === 'percent-of' && sameUnit && !isIntervalUnit(a)) return { unit: '%', factor: 100 };
  const outcome = op === 'times' ? productOutcome(a, b) : op === 'per' ? quotientOutcome(a, b) : undefined;
  if (outcome === undefined) throw new CodedError('script/units-do-not-fit', { operation: op, left: a, right: b });
  return outcome;
}

// These two run in the sandbox for every number of every sample, and a plain loop is several times faster there.
function allIn(unit: Unit, operands: readonly Value[]): boolean {
  for (let index = 0; index < operands.length; index += 1) if (operands[index]?.unit !== unit) return false;
  return true;
}

const severity: readonly ReadingStatus[] = ['ok', 'underrange', 'overrange', 'stale', 'invalid'];

function worstStatus(operands: readonly Value[]): ReadingStatus {
  let worst = 0;
  for (let index = 0; index < operands.length; index += 1) {
    const status = (operands[index] as Value).status;
    if (status !== 'ok') worst = Math.max(worst, severity.indexOf(status));
  }
  return severity[worst] ?? 'invalid';
}

/** The uncertainty of whichever may really be the extreme: the largest of all, because any of them may be it. */
function extreme(op: 'max' | 'min', operands: readonly Value[], unit: Unit): Value {
  const values = operands.map((operand) => operand.value ?? Number.NaN);
  const value = op === 'max' ? Math.max(...values) : Math.min(...values);
  let u95: number | undefined = 0;
  for (const operand of operands) {
    u95 = u95 === undefined || operand.u95 === undefined ? undefined : Math.max(u95, operand.u95);
  }
  return finite(value, unit, u95, operands[values.indexOf(value)]?.resolution);
}

/** √((ca·ua)² + (cb·ub)²); unknown when either is unknown. `Math.hypot` may differ between engines, this may not. */
function quadrature(ua: number | undefined, ca: number, ub: number | undefined, cb: number): number | undefined {
  if (ua === undefined || ub === undefined) return undefined;
  const a = ua * ca;
  const b = ub * cb;
  return Math.sqrt(a * a + b * b);
}

function coarser(a: Value, b: Value, factor: number): number | undefined {
  if (a.resolution === undefined && b.resolution === undefined) return undefined;
  return Math.max(a.resolution ?? 0, b.resolution ?? 0) * factor;
}

/** Significant digits that are kept: more than any instrument has, fewer than the dust of binary fractions. */
const significantDigits = 12;

function finite(value: number, unit: Unit, u95?: number, resolution?: number): Value {
  if (!Number.isFinite(value)) return { value: null, unit, status: 'invalid' };
  // Written out, because spreading is slow in the sandbox and a long soak does this thousands of times.
  if (u95 === undefined || !Number.isFinite(u95)) {
    return resolution === undefined
      ? { value: rounded(value), unit, status: 'ok' }
      : { value: rounded(value), unit, status: 'ok', resolution: rounded(resolution) };
  }
  return resolution === undefined
    ? { value: rounded(value), unit, status: 'ok', u95: rounded(u95) }
    : { value: rounded(value), unit, status: 'ok', u95: rounded(u95), resolution: rounded(resolution) };
}

/** 4.121 V − 4.002 V is 0.119 V and not 0.11900000000000066 V. */
function rounded(value: number): number {
  // The same for whole numbers, without the digits of each; a negative nought becomes a plain one here as well.
  if (Number.isInteger(value) && Math.abs(value) < 10 ** significantDigits) return value + 0;
  return Number(value.toPrecision(significantDigits));
}
