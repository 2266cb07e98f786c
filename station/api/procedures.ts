/** The library as authors and inspectors look at it: declarations, checks, rehearsals, versions. Pure types. */
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredMeasure, Texts } from '../../foundation/measurement/declaration.ts';

export interface ProcedureDetails {
  readonly id: string;
  readonly version: string;
  readonly title: Texts;
  readonly hash: string;
  readonly needs: Readonly<Record<string, string>>;
  readonly measures: readonly DeclaredMeasure[];
  readonly prompts: readonly { readonly key: string; readonly kind: string; readonly text: Texts }[];
  /** Names of steps in their order, as far as the declaration tells them, with titles. */
  readonly stages: readonly { readonly name: string; readonly title: Texts }[];
  /** Sentences of the procedure's own codes. */
  readonly findings: Readonly<Record<string, Texts>>;
  /** What its author wrote. */
  readonly source: string;
  /** Scenarios of the simulated unit with the verdict this procedure should end in. */
  readonly scenarios: readonly {
    readonly name: string;
    readonly describes: string;
    readonly expected: string | null;
  }[];
}

export interface ProcedureVersion {
  readonly hash: string;
  readonly version: string;
  /** When a run first used it; null for the library's own that no run has used. */
  readonly firstWall: string | null;
  readonly runs: number;
  readonly current: boolean;
}

/** One thing that differs between two versions; `before` or `after` is null where it was added or taken away. */
export interface VersionDifference {
  /** `measure KEY limits.hi`, `need ROLE`, `prompt KEY text`, `code`. */
  readonly where: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface CheckFinding {
  /** Seen from the procedure's own folder: a procedure may have files beside it, its texts for example. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `types`, or the rule of the procedure language that is broken. */
  readonly failure: Failure;
}

/** One faulty run of a rehearsal. */
export interface FaultOutcome {
  readonly role: string;
  readonly fault: string;
  readonly step: string;
  readonly lasting: 'for-ever' | 'minute';
  readonly verdict: string;
  /** What says most about why it is no PASS. */
  readonly reason: Failure | null;
  /** It passed although readings were missing: a mistake of the procedure. */
  readonly passedByAbsence: boolean;
  /** It blamed the unit for a broken instrument. */
  readonly blamedUnit: boolean;
}

/** Tells how far `procedure/rehearse` is. */
export interface RehearsalProgress {
  readonly job: string;
  readonly done: number;
  readonly total: number;
}

export interface RehearsalReport {
  readonly verdict: string;
  readonly reasons: readonly Failure[];
  /** Virtual time it took, and real time, milliseconds. */
  readonly virtualMs: number;
  readonly realMs: number;
  readonly measures: readonly {
    readonly key: string;
    readonly value: number | null;
    readonly unit: string;
    readonly resolution?: number;
    readonly verdict: string;
  }[];
  readonly outcomes: readonly FaultOutcome[];
}
