/**
 * Soaks: loops whose every sample is journaled. Guarantees: only active time counts (suspensions and gaps do not); a
 * sample that cannot be taken is a recorded hole, tolerated while the stretch without samples is short enough; after an
 * interruption the declared gap policy decides; a tick that comes far too late (a frozen or sleeping machine) is a gap.
 */
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { SampleValues, ScriptToHost, SoakSummary, SoakTick, Token } from '../../procedures/language/script-api.ts';
import { never } from './bodies.ts';
import type { PastSoak } from './history.ts';
import type { InstrumentCalls } from './instrument-calls.ts';
import type { Numbers } from './numbers.ts';
import { isLoss } from './run-bench.ts';
import { plainFailure, type RunContext } from './run-context.ts';
import { continuedSoak, decisionOn, demandShort, freshSoak, type RunningSoak, type SoakPlan } from './running-soak.ts';
import { summaryOf } from './soak-summary.ts';
import { referringSample, verifiedSample } from './verified-sample.ts';

/** A tick later than this many periods is a gap. */
const latePeriods = 3;

export class Soaks {
  readonly #context: RunContext;
  readonly #numbers: Numbers;
  readonly #calls: InstrumentCalls;
  readonly #running = new Map<Token, RunningSoak>();

  constructor(context: RunContext, numbers: Numbers, calls: InstrumentCalls) {
    this.#context = context;
    this.#numbers = numbers;
    this.#calls = calls;
  }

  async begin(
    plan: SoakPlan,
  ): Promise<
    | { readonly skip: true; readonly summary: SoakSummary }
    | { readonly skip: false; readonly token: Token; readonly last: SampleValues | null }
  > {
    const past = this.#context.history.soak(plan.name);
    if (past?.end !== undefined) {
      this.#numbers.nameSoak(plan.name, past.start.token);
      return { skip: true, summary: summaryOf(past, this.#context.history.interruptions) };
    }
    const decision = past === undefined ? undefined : decisionOn(plan, this.#context.gapMs);
    if (decision !== undefined)
      await this.#context.journal.append({
        kind: 'resume',
        gapMs: this.#context.gapMs ?? null,
        soak: plan.name,
        policy: decision,
      });
    if (past !== undefined && decision === 'extend') return this.#goOn(plan, past);
    if (past !== undefined && decision === 'fail') return this.#failGap(plan, past);
    return this.#start(plan);
  }

  /** Waits for the next sample's time. */
  async next(token: Token): Promise<SoakTick> {
    const soak = this.#get(token);
    const { time, over, bodies } = this.#context;
    const { plan } = soak;
    const dueMs = soak.index * plan.everyMs;
    if (soak.stopped === null && dueMs <= plan.forMs) {
      await time.untilActive(soak.activeZero + dueMs, over);
      await this.#noticeLateness(soak, dueMs);
      this.#noticeSleep(soak);
      const activeMs = micros(time.active() - soak.activeZero);
      const totalMs = micros(time.total() - soak.totalZero);
      soak.open = { index: soak.index, activeMs, totalMs };
      bodies.open('soak', plan.name, plan.timeoutMs, token);
      return { take: true, index: soak.index, elapsedMs: totalMs, activeMs };
    }
    return { take: false, summary: await this.#end(token, soak) };
  }

  /** Journals one; with `next` it waits for the next sample's time as well. */
  async sample(input: ScriptToHost['soak/sample']['in']): Promise<ScriptToHost['soak/sample']['out']> {
    const { token, index, values, next } = input;
    const soak = this.#get(token);
    this.#context.bodies.finish(token);
    const { activeMs, totalMs } = this.#takeOpen(soak, index);
    const kept = verifiedSample(values, this.#numbers);
    const { i: entry } = await this.#context.journal.append({
      kind: 'sample',
      soak: soak.plan.name,
      token,
      index,
      activeMs,
      totalMs,
      values: kept,
    });
    this.#numbers.soakGrew(soak.plan.name);
    soak.samples += 1;
    soak.index = index + 1;
    soak.goodUntilMs = activeMs;
    if (next !== true) return { entry };
    // A run that is ending answers its main line no more.
    return this.#context.over.aborted ? never() : { entry, next: await this.next(token) };
  }

  /** A sample that failed: a hole while that is tolerated; a lost instrument otherwise suspends the run. */
  async fail(token: Token, index: number, failure: Failure): Promise<Record<string, never>> {
    const soak = this.#get(token);
    const { bodies, journal, over, time, bench } = this.#context;
    bodies.finish(token);
    const { activeMs } = this.#takeOpen(soak, index);
    const plain = plainFailure(failure);
    const nowMs = time.active() - soak.activeZero;
    const withinHole = nowMs - soak.goodUntilMs <= soak.plan.holeMs;
    const lostRole = isLoss(plain.code) ? roleOf(plain, bench.instruments) : undefined;
    if (soak.plan.holeMs > 0 && withinHole) {
      await journal.append({ kind: 'hole', soak: soak.plan.name, token, index, activeMs, failure: plain });
      soak.holes += 1;
      soak.index = Math.max(index + 1, Math.ceil((time.active() - soak.activeZero) / soak.plan.everyMs));
      return {};
    }
    if (soak.plan.holeMs === 0 && lostRole !== undefined) {
      await this.#calls.waitForReturn(lostRole, over, plain.code);
      return {};
    }
    this.#running.delete(token);
    await this.#writeEnd(token, soak, plain.code);
    throw soak.plan.holeMs > 0
      ? new CodedError('soak/hole-too-long', { name: soak.plan.name, holeMs: soak.plan.holeMs, why: plain.code })
      : new CodedError(plain.code, plain.params);
  }

  /** The computer slept so long. */
  stoodStill(ms: number): void {
    for (const soak of this.#running.values()) soak.stoodStillMs += ms;
  }

  stop(token: Token, reason: string): Record<string, never> {
    this.#get(token).stopped = reason;
    return {};
  }

  #get(token: Token): RunningSoak {
    const soak = this.#running.get(token);
    if (soak === undefined) throw new CodedError('step/not-open', { token });
    return soak;
  }

  #takeOpen(soak: RunningSoak, index: number): { readonly activeMs: number; readonly totalMs: number } {
    const { open } = soak;
    soak.open = undefined;
    if (open === undefined || open.index !== index) throw new CodedError('soak/wrong-index', { index });
    return open;
  }

  async #start(plan: SoakPlan): Promise<{ readonly skip: false; readonly token: Token; readonly last: null }> {
    const { journal, time } = this.#context;
    const token = this.#context.bodies.nextToken();
    const { name, forMs, everyMs, onGap, holeMs } = plan;
    await journal.append({ kind: 'soak.start', name, token, forMs, everyMs, onGap, holeMs });
    this.#numbers.nameSoak(name, token);
    this.#running.set(token, freshSoak(plan, time));
    return { skip: false, token, last: null };
  }

  #goOn(
    plan: SoakPlan,
    past: PastSoak,
  ): { readonly skip: false; readonly token: Token; readonly last: SampleValues | null } {
    const { time, history, gapMs } = this.#context;
    const { token } = past.start;
    this.#numbers.nameSoak(plan.name, token);
    const last = past.last === undefined ? null : referringSample(past.last);
    const gap = { ms: gapMs ?? 0, interruptions: history.interruptions + 1 };
    this.#running.set(token, continuedSoak(plan, past, time, gap));
    return { skip: false, token, last };
  }

  async #failGap(plan: SoakPlan, past: PastSoak): Promise<never> {
    const { gapMs, journal } = this.#context;
    const { name, token } = past.start;
    const activeMs = past.last?.activeMs ?? 0;
    const totalMs = past.last?.totalMs ?? 0;
    const { samples, holes } = past;
    await journal.append({ kind: 'soak.end', name, token, reason: 'soak/gap', samples, holes, activeMs, totalMs });
    throw new CodedError('soak/gap', { name: plan.name, gapMs: gapMs ?? null });
  }

  /** By the monotonic clock: whoever wakes much too late was not there, and the time in between does not count. */
  async #noticeLateness(soak: RunningSoak, dueMs: number): Promise<void> {
    const { clock, journal, time } = this.#context;
    const lateMs = time.active() - soak.activeZero - dueMs;
    // A scaled clock runs away from a busy computer; there a gap must also be long in real time.
    if (lateMs <= latePeriods * soak.plan.everyMs || lateMs / clock.speed < 1_000) return;
    time.forget(lateMs);
    soak.interruptions += 1;
    await journal.append({ kind: 'suspension', cause: 'late-clock' });
    await journal.append({ kind: 'continuation', cause: 'late-clock', ms: lateMs });
    demandShort(soak.plan, lateMs);
  }

  /** What the run has on record already; the soak decides at its next tick. */
  #noticeSleep(soak: RunningSoak): void {
    const { stoodStillMs } = soak;
    if (stoodStillMs === 0) return;
    soak.stoodStillMs = 0;
    soak.interruptions += 1;
    demandShort(soak.plan, stoodStillMs);
  }

  async #end(token: Token, soak: RunningSoak): Promise<SoakSummary> {
    this.#running.delete(token);
    return this.#writeEnd(token, soak, soak.stopped);
  }

  async #writeEnd(token: Token, soak: RunningSoak, reason: string | null): Promise<SoakSummary> {
    const { time, journal } = this.#context;
    const { samples, holes, interruptions, plan } = soak;
    const activeMs = micros(time.active() - soak.activeZero);
    const totalMs = micros(time.total() - soak.totalZero);
    const { name } = plan;
    await journal.append({ kind: 'soak.end', name, token, reason, samples, holes, activeMs, totalMs });
    return { name, samples, holes, interruptions, elapsedMs: totalMs, activeMs, stopped: reason };
  }
}

/** Milliseconds without the dust of adding many of them: whole microseconds. */
function micros(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

function roleOf(failure: Failure, instruments: readonly { readonly role: string }[]): string | undefined {
  const role = failure.params.role;
  return instruments.find((instrument) => instrument.role === role)?.role;
}
