/**
 * Judging. Guarantees: only a present, finite, sound quantity in the declared unit can pass; a guarded decision without an
 * uncertainty fails; a run passes only when every required measurement passed. Pure: the same record gives the same
 * verdict on any later version.
 */
import type { DeclaredMeasure, Limits } from '../../foundation/measurement/declaration.ts';
import type { QuantityRecord } from './quantity-record.ts';

/**
 * The four-way statement of ILAC-G8:09/2019, 4.2.3 (`PASS`, `CONDITIONAL_PASS`, `CONDITIONAL_FAIL`, `FAIL`), and
 * `INCONCLUSIVE` (the procedure could not decide, with a reason), `UNSET` (declared, never measured), `INFO` (not judged).
 */
export type MeasureVerdict =
  | 'PASS'
  | 'CONDITIONAL_PASS'
  | 'CONDITIONAL_FAIL'
  | 'FAIL'
  | 'INCONCLUSIVE'
  | 'UNSET'
  | 'INFO';

export type RunVerdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE' | 'STOPPED' | 'INTERRUPTED';

export interface Judgement {
  readonly verdict: MeasureVerdict;
  /** Good, but beyond a warning limit. */
  readonly warning: boolean;
  /** Code of why it is not simply good: `limit/over`, `reading/overrange`, `reading/unit` …. */
  readonly reason?: string;
}

/** Judges a quantity against its declaration. */
export function judge(declared: DeclaredMeasure, quantity: QuantityRecord | null): Judgement {
  const unsound = unsoundness(declared, quantity);
  // For information: what is wrong with it is said, and nobody is blamed for it.
  if (declared.infoOnly)
    return { verdict: 'INFO', warning: false, ...(unsound === undefined ? {} : { reason: unsound }) };
  if (unsound !== undefined) return { verdict: 'FAIL', warning: false, reason: unsound };
  const value = quantity?.value as number;
  const guard = guardBand(declared, quantity);
  if (guard === undefined) return { verdict: 'FAIL', warning: false, reason: 'reading/no-uncertainty' };
  const margin = marginTo(declared.limits, value);
  if (declared.limits.lo === undefined && declared.limits.hi === undefined)
    return { verdict: 'FAIL', warning: false, reason: 'limit/none' };
  const side = declared.limits.hi !== undefined && value > middle(declared.limits) ? 'over' : 'under';
  if (margin < 0) {
    const reason = `limit/${side}`;
    return { verdict: margin <= -guard ? 'FAIL' : 'CONDITIONAL_FAIL', warning: false, reason };
  }
  if (margin < guard) return { verdict: 'CONDITIONAL_PASS', warning: false, reason: 'limit/within-guard-band' };
  const warning = isWarning(declared.limits, value);
  return warning ? { verdict: 'PASS', warning, reason: 'limit/warning' } : { verdict: 'PASS', warning };
}

/** Why a quantity cannot be judged at all, or nothing. */
function unsoundness(declared: DeclaredMeasure, quantity: QuantityRecord | null): string | undefined {
  if (quantity === null) return 'reading/missing';
  if (quantity.status !== 'ok') return `reading/${quantity.status}`;
  if (typeof quantity.value !== 'number' || !Number.isFinite(quantity.value)) return 'reading/not-finite';
  if (quantity.unit !== declared.unit) return 'reading/unit';
  if (quantity.u95 !== undefined && !(Number.isFinite(quantity.u95) && quantity.u95 >= 0)) return 'reading/uncertainty';
  if (!quantity.verified) return 'reading/no-provenance';
  return undefined;
}

function guardBand(declared: DeclaredMeasure, quantity: QuantityRecord | null): number | undefined {
  if (declared.rule === 'simple') return 0;
  if (declared.rule === 'guarded') return quantity?.u95;
  return declared.rule.guard;
}

/** Distance to the nearest limit: negative outside. Infinite without limits. */
function marginTo(limits: Limits, value: number): number {
  const below = limits.lo === undefined ? Number.POSITIVE_INFINITY : value - limits.lo;
  const above = limits.hi === undefined ? Number.POSITIVE_INFINITY : limits.hi - value;
  return Math.min(below, above);
}

function middle(limits: Limits): number {
  if (limits.lo === undefined) return Number.NEGATIVE_INFINITY;
  if (limits.hi === undefined) return Number.POSITIVE_INFINITY;
  return (limits.lo + limits.hi) / 2;
}

function isWarning(limits: Limits, value: number): boolean {
  return (
    (limits.warnLo !== undefined && value < limits.warnLo) || (limits.warnHi !== undefined && value > limits.warnHi)
  );
}

/** What the verdict of a run is made of. */
export interface RunEvidence {
  readonly stopped: boolean;
  readonly faults: number;
  /** The procedure or the engine said that it could not decide (lost instrument, script error, not ready …). */
  readonly undecided: boolean;
  /** The script came to its end by itself. */
  readonly completed: boolean;
  readonly measures: readonly { readonly declared: DeclaredMeasure; readonly verdict: MeasureVerdict }[];
}

/**
 * The verdict of a run that has ended. Anything judged bad fails it; then anything undecided leaves it undecided; a
 * required measurement that nobody took fails a run that came to its end and leaves any other undecided.
 */
export function runVerdict(evidence: RunEvidence): RunVerdict {
  if (evidence.stopped) return 'STOPPED';
  const verdicts = evidence.measures.map((measure) => measure.verdict);
  if (evidence.faults > 0 || verdicts.includes('FAIL')) return 'FAIL';
  const undecidedMeasure = verdicts.some((verdict) => /^(CONDITIONAL|INCONCLUSIVE)/.test(verdict));
  if (evidence.undecided || undecidedMeasure || !evidence.completed) return 'INCONCLUSIVE';
  const missing = evidence.measures.some(({ declared, verdict }) => verdict === 'UNSET' && !declared.optional);
  // Information and what the unit may lack prove nothing: a run in which nothing was judged good has not passed.
  return missing || !verdicts.includes('PASS') ? 'FAIL' : 'PASS';
}
