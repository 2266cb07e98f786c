/**
 * What a verdict alone would hide: a measurement that was repeated until it was good, numbers of the procedure's own
 * inside a judged value, and a guard band that somebody has only remembered. Pure; whoever reads the record is told, and the verdict stays what it is.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { QuantityRecord } from './quantity-record.ts';
import type { MeasureAttempt, MeasureRecord } from './record.ts';

/** Whether one of the attempts was judged to be beyond a limit. */
export function hasFailed(attempts: readonly MeasureAttempt[]): boolean {
  return attempts.some(({ verdict }) => verdict === 'FAIL' || verdict === 'CONDITIONAL_FAIL');
}

/** What in a judged number was never measured, and an uncertainty that nobody has looked up. */
export function originOf(quantity: QuantityRecord | null): Pick<MeasureAttempt, 'constants' | 'counted' | 'recalled'> {
  const { constants, counted, recalled } = quantity ?? {};
  return {
    ...(constants === undefined ? {} : { constants }),
    ...(counted === undefined ? {} : { counted }),
    ...(recalled === undefined ? {} : { recalled }),
  };
}

/** `run/passed-after-failing`, `run/constant-added`, `run/counted-by-procedure`, `run/guard-recalled`; they stand among the notes of the run. */
export function remarksOn(measures: readonly MeasureRecord[]): Failure[] {
  const remarks = measures.flatMap(({ key, verdict, attempts }) => {
    const remarks: Failure[] = [];
    if (verdict === 'PASS' && hasFailed(attempts))
      remarks.push({ code: 'run/passed-after-failing', params: { key, attempts: attempts.length } });
    const last = attempts.at(-1);
    for (const { value, unit } of last?.constants ?? [])
      remarks.push({ code: 'run/constant-added', params: { key, value, unit } });
    if (last?.counted) remarks.push({ code: 'run/counted-by-procedure', params: { key } });
    return remarks;
  });
  return [...remarks, ...guardRemark(measures)];
}

/** All that rest on a remembered table at once: it is mostly one meter's. */
function guardRemark(measures: readonly MeasureRecord[]): Failure[] {
  const keys = measures.filter(({ rule, recalled }) => rule === 'guarded' && recalled).map(({ key }) => key);
  return keys.length === 0 ? [] : [{ code: 'run/guard-recalled', params: { key: keys.join(', ') } }];
}
