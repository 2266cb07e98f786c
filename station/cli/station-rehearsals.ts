/**
 * Rehearsals for the command. With faults: one run per instrument, fault and stage of the procedure, in which that fault
 * begins with that stage and stays.
 */
import { type FaultName, faultNames } from '../../drivers/contract/fault.ts';
import { bundleByName } from '../compose/library.ts';
import { rehearse } from '../compose/rehearsal.ts';
import type { Entry } from '../record/entry.ts';
import type { RunRecord } from '../record/record.ts';
import type { ProcedureBundle } from '../runs/script/bundle.ts';
import { verifyRun } from '../verification/verify.ts';
import type { FaultOutcome, RehearsalRequest, Rehearsals } from './rehearsals.ts';

export const stationRehearsals: Rehearsals = {
  async rehearse(request, onEntry) {
    const bundle = await bundleByName(request.procedure);
    const { record } = await rehearse({ ...optionsOf(request, bundle), onEntry });
    return { record, declared: bundle.declared };
  },
  async rehearseFaults(request, onOutcome) {
    const bundle = await bundleByName(request.procedure);
    const { record } = await rehearse(optionsOf(request, bundle));
    for (const { role } of record.bench)
      for (const fault of faultNames)
        for (const { name } of record.steps) onOutcome(await oneFault(request, bundle, { role, fault, step: name }));
    return bundle.declared;
  },
};

function optionsOf({ scenario, seed, answers }: RehearsalRequest, bundle: ProcedureBundle) {
  return { bundle, scenario, seed, answers };
}

async function oneFault(
  request: RehearsalRequest,
  bundle: ProcedureBundle,
  { role, fault, step }: { readonly role: string; readonly fault: FaultName; readonly step: string },
): Promise<FaultOutcome> {
  let begun = false;
  const { record, entries } = await rehearse({
    ...optionsOf(request, bundle),
    onEntry(entry, stage) {
      if (begun || nameOfStage(entry) !== step) return;
      begun = true;
      stage.setFault(role, fault, true);
    },
  });
  return {
    instrument: role,
    fault,
    step,
    verdict: record.verdict,
    reason: record.reasons[0] ?? null,
    passedByAbsence: record.verdict === 'PASS' && !everythingWasMeasured(record, entries),
  };
}

function nameOfStage(entry: Entry): string | undefined {
  if (entry.kind === 'step.start' || entry.kind === 'establish' || entry.kind === 'soak.start') return entry.name;
  return undefined;
}

/** Looked at apart from the engine: every required value is there and follows from readings that were good. */
function everythingWasMeasured(record: RunRecord, entries: readonly Entry[]): boolean {
  const required = record.measures.filter((measure) => !measure.optional);
  const present = required.every(({ value }) => value !== null && Number.isFinite(value));
  return present && required.length > 0 && verifyRun(record.run, (from = 0) => entries.slice(from)).ok;
}
