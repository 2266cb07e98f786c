/** Rehearsing a procedure on virtual time, as the command asks for it. */
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { Entry } from '../record/entry.ts';
import type { RunRecord } from '../record/record.ts';
import type { RunVerdict } from '../record/verdict.ts';

export interface RehearsalRequest {
  /** Id from the library, or the path of a procedure file. */
  readonly procedure: string;
  readonly scenario: string;
  readonly seed: number;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** How one run ended in which one instrument failed in one way from one step on. */
export interface FaultOutcome {
  readonly instrument: string;
  readonly fault: string;
  /** Name of the step, established state or soak in which it began. */
  readonly step: string;
  readonly verdict: RunVerdict;
  /** First reason why it is not a PASS. */
  readonly reason: Failure | null;
  /** It passed although something that had to be measured was not: the one outcome that must never be. */
  readonly passedByAbsence: boolean;
}

export interface Rehearsed {
  readonly record: RunRecord;
  readonly declared: DeclaredProcedure;
}

export interface Rehearsals {
  rehearse(request: RehearsalRequest, onEntry: (entry: Entry) => void): Promise<Rehearsed>;
  rehearseFaults(request: RehearsalRequest, onOutcome: (outcome: FaultOutcome) => void): Promise<DeclaredProcedure>;
}
