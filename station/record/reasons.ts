/** Why a run is not a PASS, worst first: what was found bad, then what could not be decided, then what nobody measured. */
import type { Failure } from '../../foundation/failure.ts';
import type { MeasureRecord } from './record.ts';

const worst: readonly MeasureRecord['verdict'][] = [
  'FAIL',
  'CONDITIONAL_FAIL',
  'INCONCLUSIVE',
  'CONDITIONAL_PASS',
  'UNSET',
];

/** `measure/fail`, `measure/conditional-pass` … with the key and why; faults and undecided findings as they were said. */
export function reasonsOf(
  measures: readonly MeasureRecord[],
  faults: readonly Failure[],
  undecided: readonly Failure[],
): Failure[] {
  const bad = measures
    .filter(({ verdict, optional }) => worst.includes(verdict) && !(verdict === 'UNSET' && optional))
    .sort((a, b) => worst.indexOf(a.verdict) - worst.indexOf(b.verdict));
  const reason = ({ key, verdict, reason: why }: MeasureRecord): Failure => ({
    code: `measure/${verdict.toLowerCase().replace('_', '-')}`,
    params: { key, why: why ?? null },
  });
  // Why nobody could measure says more than that nobody did.
  const unset = bad.filter(({ verdict }) => verdict === 'UNSET');
  const judged = bad.filter(({ verdict }) => verdict !== 'UNSET');
  return [...faults, ...judged.map(reason), ...undecided, ...unset.map(reason)];
}
