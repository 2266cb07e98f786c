/** What the parts of one run share. */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { Journal } from '../journal/journal.ts';
import type { Bodies } from './bodies.ts';
import type { History } from './history.ts';
import type { RunBench } from './run-bench.ts';
import type { RunTime } from './run-time.ts';

export interface RunContext {
  readonly clock: Clock;
  readonly time: RunTime;
  readonly journal: Journal;
  readonly bodies: Bodies;
  readonly bench: RunBench;
  readonly history: History;
  readonly procedure: DeclaredProcedure;
  /** Aborted when the main line is over, with why. */
  readonly over: AbortSignal;
  /** Length of the gap before this process took over; null when the wall clock cannot tell, undefined without a gap. */
  readonly gapMs: number | null | undefined;
}

/** Limits that hold where a procedure names none, clock milliseconds. */
export const defaults = {
  stepTimeoutMs: 120_000,
  undoTimeoutMs: 20_000,
  callDeadlineMs: 15_000,
  /** How long a run waits for an instrument that was unplugged before the step fails. */
  backWithinMs: 600_000,
} as const;

/** A failure as the script and the journal may keep it. */
export function plainFailure(failure: Failure): Failure {
  return { code: failure.code, params: failure.params };
}
