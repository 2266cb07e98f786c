/** The outcomes of a rehearsal with faults as a table reads best: mistakes of the procedure on top. Pure. */
import type { FaultOutcome, RehearsalReport } from '../../../station/api/procedures.ts';

export function isBad({ passedByAbsence, blamedUnit }: FaultOutcome): boolean {
  return passedByAbsence || blamedUnit;
}

/** Bad ones first, each part in the order in which it was rehearsed. */
export function faultRows(outcomes: readonly FaultOutcome[], onlyBad: boolean): readonly FaultOutcome[] {
  const bad = outcomes.filter(isBad);
  return onlyBad ? bad : [...bad, ...outcomes.filter((outcome) => !isBad(outcome))];
}

export interface FaultCounts {
  readonly n: number;
  readonly passed: number;
  readonly blamed: number;
}

export function faultCounts({ outcomes }: Pick<RehearsalReport, 'outcomes'>): FaultCounts {
  return {
    n: outcomes.length,
    passed: outcomes.filter(({ passedByAbsence }) => passedByAbsence).length,
    blamed: outcomes.filter(({ blamedUnit }) => blamedUnit).length,
  };
}

/** Words for the names of faults; see the faults of the drivers. */
export const faultWords = {
  silence: 'faultSilence',
  garbage: 'faultGarbage',
  'byte-loss': 'faultByteLoss',
  drift: 'faultDrift',
  overload: 'faultOverload',
  'late-answer': 'faultLate',
  unplug: 'faultUnplug',
} as const;
