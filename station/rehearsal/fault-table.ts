/**
 * The fault table of a procedure: every instrument failing in every way at every step, for a minute and for ever, each a
 * whole rehearsal on virtual time. Guarantees the same table for the same bundle, scenario and seed.
 */
import { faultNames } from '../../drivers/contract/fault.ts';
import { CodedError } from '../../foundation/failure.ts';
import { type RehearsalOptions, rehearse } from '../compose/rehearsal.ts';
import type { RunRecord } from '../record/record.ts';
import { type FaultCase, type FaultOutcome, rehearseFault } from './fault-case.ts';

export interface FaultTableOptions {
  readonly rehearsal: Omit<RehearsalOptions, 'onEntry'>;
  /** Which cases to rehearse; all of them by default. */
  only?(faultCase: FaultCase, index: number): boolean;
  /** Each outcome as it comes, with how many cases there are in all. */
  onOutcome?(outcome: FaultOutcome, done: number, of: number): void;
}

/** All cases of a procedure, in the order of its stages as a run without faults goes through them. */
export function faultCases(undisturbed: RunRecord): FaultCase[] {
  const roles = undisturbed.bench.map(({ role }) => role);
  const cases: FaultCase[] = [];
  for (const { name: step, kind, samples = 0 } of undisturbed.steps)
    for (const instrument of roles)
      for (const fault of faultNames)
        for (const lasting of [false, true])
          cases.push({ instrument, fault, step, kind, afterSamples: Math.floor(samples / 2), lasting });
  return cases;
}

/** Rehearses the table. Throws `rehearsal/not-a-pass` when the procedure does not even pass without faults. */
export async function faultTable(options: FaultTableOptions): Promise<FaultOutcome[]> {
  const { record } = await rehearse(options.rehearsal);
  if (record.verdict !== 'PASS') throw new CodedError('rehearsal/not-a-pass', { verdict: record.verdict });
  const cases = faultCases(record).filter((faultCase, index) => options.only?.(faultCase, index) ?? true);
  const outcomes: FaultOutcome[] = [];
  for (const faultCase of cases) {
    const outcome = await rehearseFault(options.rehearsal, faultCase);
    outcomes.push(outcome);
    options.onOutcome?.(outcome, outcomes.length, cases.length);
  }
  return outcomes;
}
