/**
 * One soak that is going on: what it has taken so far, and how it goes on behind a gap. Guarantees: a gap is never soak
 * time; only one that the declared policy passes over leaves the soak alive.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { GapPolicy, ScriptToHost } from '../../procedures/language/script-api.ts';
import type { PastSoak } from './history.ts';
import type { RunTime } from './run-time.ts';

/** As the script asks for it. */
export type SoakPlan = ScriptToHost['soak/begin']['in'];

export interface RunningSoak {
  readonly plan: SoakPlan;
  /** Run time, active and total, at the soak's zero. */
  readonly activeZero: number;
  readonly totalZero: number;
  index: number;
  samples: number;
  holes: number;
  interruptions: number;
  /** Active soak time of the last good sample. */
  goodUntilMs: number;
  stopped: string | null;
  /** The computer slept so long since the last tick. */
  stoodStillMs: number;
  open: { readonly index: number; readonly activeMs: number; readonly totalMs: number } | undefined;
}

type Zeros = Pick<RunTime, 'active' | 'total'>;

/** Nothing of it is taken yet. */
export function freshSoak(plan: SoakPlan, time: Zeros): RunningSoak {
  return {
    plan,
    activeZero: time.active(),
    totalZero: time.total(),
    index: 0,
    samples: 0,
    holes: 0,
    interruptions: 0,
    goodUntilMs: 0,
    stopped: null,
    stoodStillMs: 0,
    open: undefined,
  };
}

/** After a gap that may be passed over: the samples so far count, the gap does not. `interruptions`: with this one. */
export function continuedSoak(
  plan: SoakPlan,
  past: PastSoak,
  time: Zeros,
  gap: { readonly ms: number; readonly interruptions: number },
): RunningSoak {
  const activeMs = past.last?.activeMs ?? 0;
  // The next sample is due one period after the last one, wherever between the two the station went away.
  const due = past.last === undefined ? 0 : (past.nextIndex - 1) * plan.everyMs;
  const passed = past.last === undefined ? 0 : Math.max(activeMs, due);
  return {
    ...freshSoak(plan, time),
    activeZero: time.active() - passed,
    totalZero: time.total() - (past.last?.totalMs ?? 0) - gap.ms,
    index: past.nextIndex,
    samples: past.samples,
    holes: past.holes,
    interruptions: gap.interruptions,
    // From the last sample, not from the last hole: crashes do not make a long hole shorter.
    goodUntilMs: activeMs,
  };
}

/** What becomes of a soak behind a gap; one whose length nobody knows is never passed over. */
export function decisionOn({ onGap }: SoakPlan, gapMs: number | null | undefined): GapPolicy['policy'] {
  if (onGap.policy === 'fail' || gapMs === null || gapMs === undefined) return 'fail';
  return gapMs < onGap.shorterThanMs ? onGap.policy : 'fail';
}

/** `soak/gap` when the declared policy does not pass over a gap of that length. */
export function demandShort(plan: SoakPlan, gapMs: number): void {
  if (decisionOn(plan, gapMs) === 'fail') throw new CodedError('soak/gap', { name: plan.name, gapMs });
}
