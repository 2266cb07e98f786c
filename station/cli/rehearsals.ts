/** Rehearsing a procedure on virtual time, as the command asks for it. */
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { Entry } from '../record/entry.ts';
import type { RunRecord } from '../record/record.ts';
import type { FaultOutcome } from '../rehearsal/fault-case.ts';

export interface RehearsalRequest {
  /** Id from the library, or the path of a procedure file. */
  readonly procedure: string;
  readonly scenario: string;
  readonly seed: number;
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface Rehearsed {
  readonly record: RunRecord;
  readonly declared: DeclaredProcedure;
}

export interface Rehearsals {
  rehearse(request: RehearsalRequest, onEntry: (entry: Entry) => void): Promise<Rehearsed>;
  /** Each outcome as it comes, with how many there will be. */
  rehearseFaults(
    request: RehearsalRequest,
    onOutcome: (outcome: FaultOutcome, done: number, of: number) => void,
  ): Promise<DeclaredProcedure>;
}
