/**
 * One instrument failing in one way from one point of a procedure on, rehearsed to the end. Guarantees that the fault is
 * on exactly from that point, and that a PASS which nothing measured is recognised as what it is.
 */
import type { FaultName } from '../../drivers/contract/fault.ts';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import { type RehearsalOptions, RehearsalStage } from '../compose/rehearsal.ts';
import type { Entry } from '../record/entry.ts';
import { fold } from '../record/fold.ts';
import type { RunRecord, StepRecord } from '../record/record.ts';

/** How long a fault that passes lasts, clock milliseconds. */
const passingFaultMs = 60_000;

export interface FaultCase {
  /** Role of the instrument. */
  readonly instrument: string;
  readonly fault: FaultName;
  /** Name of the step, established state or soak in which it begins: at its start, or in the middle of a soak. */
  readonly step: string;
  readonly kind: StepRecord['kind'];
  /** Samples of the soak before the fault begins; 0 elsewhere. */
  readonly afterSamples: number;
  /** For ever, or for {@link passingFaultMs}. */
  readonly lasting: boolean;
}

export interface FaultOutcome extends FaultCase {
  readonly verdict: RunRecord['verdict'];
  /** What says most about why it is not a PASS. */
  readonly reason: Failure | null;
  /** Clock milliseconds of the whole run. */
  readonly simulatedMs: number;
  /** Whether the fault was ever on: a run may end before it comes so far. */
  readonly happened: boolean;
  /** Passed although something that had to be measured was not, or was "measured" by a dead instrument. Must never be. */
  readonly passedByAbsence: boolean;
  /** Failed the unit although only an instrument was broken and no wrong number was shown. Must never be. */
  readonly blamedTheUnit: boolean;
}

/** Faults under which an instrument says nothing; one that answers late may still be heard, after all. */
const dumb: readonly FaultName[] = ['silence', 'unplug'];
/** An answer on its way when the fault began may still arrive, clock milliseconds. */
const onItsWayMs = 2_000;

/** Rehearses one case. `options` without `onEntry`, which is used here. */
export async function rehearseFault(options: RehearsalOptions, faultCase: FaultCase): Promise<FaultOutcome> {
  let sinceMs: number | undefined;
  let untilMs = Number.POSITIVE_INFINITY;
  let heardWhileDumb = false;
  let samples = 0;
  const { instrument, fault, lasting } = faultCase;
  const stage = new RehearsalStage({
    ...options,
    onEntry(entry, { clock }) {
      if (entry.kind === 'sample' && entry.soak === faultCase.step) samples += 1;
      if (sinceMs === undefined && begins(faultCase, entry, samples)) {
        sinceMs = clock.now();
        stage.setFault(instrument, fault, true);
        if (!lasting) {
          untilMs = sinceMs + passingFaultMs;
          clock.after(passingFaultMs, () => stage.setFault(instrument, fault, false));
        }
      } else if (entry.kind === 'reading' && entry.role === instrument && sinceMs !== undefined) {
        const now = clock.now();
        if (dumb.includes(fault) && now > sinceMs + onItsWayMs && now < untilMs) heardWhileDumb = true;
      }
    },
  });
  const failure = await stage.clock.run(stage.execute()).then(
    () => null,
    (error: unknown) => failureOf(error),
  );
  const record = fold(stage.store.entries('rehearsal'));
  const { verdict } = record;
  const passed = verdict === 'PASS';
  return {
    ...faultCase,
    verdict,
    reason: failure ?? mostTelling(record),
    simulatedMs: stage.clock.now(),
    happened: sinceMs !== undefined,
    passedByAbsence: passed && (heardWhileDumb || somethingMissing(record)),
    // Only drift shows numbers that are wrong and sound.
    blamedTheUnit: verdict === 'FAIL' && fault !== 'drift',
  };
}

function begins(faultCase: FaultCase, entry: Entry, samples: number): boolean {
  const { step, kind, afterSamples } = faultCase;
  if (kind === 'soak') return entry.kind === 'sample' && entry.soak === step && samples >= afterSamples;
  if (kind === 'step') return entry.kind === 'step.start' && entry.name === step;
  return entry.kind === 'establish' && entry.name === step;
}

/** Whether a required measure has no value that passed. */
function somethingMissing({ measures }: RunRecord): boolean {
  return measures.some(({ optional, verdict, value, attempts }) => {
    if (optional && attempts.length === 0) return false;
    return verdict !== 'INFO' && (verdict !== 'PASS' || value === null);
  });
}

/** A measure that nobody took is only the consequence of something else. */
function mostTelling({ reasons }: RunRecord): Failure | null {
  return reasons.find(({ code }) => code !== 'measure/unset') ?? reasons[0] ?? null;
}
