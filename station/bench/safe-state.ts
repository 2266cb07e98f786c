/**
 * The safe state belongs to the station. Guarantees: every output that was ever opened is on the list until it is closed
 * properly; `makeSafe` waits at most {@link existingLimitMs} for the bench that runs, or as long as the frames themselves
 * take, then ends it and sends the frames over fresh handles; it waits for no script, no driver, no journal and no screen; what could not be made safe is told.
 */
import type { SafeOutcome, SafeTarget } from '../../drivers/bench/bench-api.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import type { BenchHost } from './bench-host.ts';

/** How long a bench that may be dead is waited for, unless the frames themselves take longer. */
export const existingLimitMs = 300;
/** What a living bench needs beside the gaps between the frames. */
const answerMs = 100;
/** For a fresh process to start, open and send. */
const freshLimitMs = 5_000;
/** A fresh handle may be refused for a moment while the system takes the old one away. */
const retryPauseMs = 100;
const mostTries = 5;

export interface SafeResult {
  readonly target: SafeTarget;
  /** Over which handle the frames went; `failed` means a person must switch it off by hand. */
  readonly outcome: 'existing' | 'fresh' | 'failed';
  readonly failure?: Failure;
  /** Clock milliseconds from asking to this result. */
  readonly afterMs: number;
}

export interface SafeStateParts {
  readonly host: BenchHost;
  readonly clock: Clock;
  /** Told of every round; it is not waited for and what it throws is its own affair. */
  onResult?(results: readonly SafeResult[], reason: string): unknown;
}

export class SafeState {
  readonly #parts: SafeStateParts;
  readonly #targets = new Map<string, SafeTarget>();
  #running: Promise<readonly SafeResult[]> | undefined;

  constructor(parts: SafeStateParts) {
    this.#parts = parts;
  }

  /** At the opening of an instrument that can energise, and at the start of the station for what the store says is on. */
  register(target: SafeTarget): void {
    this.#targets.set(target.key, target);
  }

  /** Only after the output is known to be off or its instrument was closed properly. */
  unregister(key: string): void {
    this.#targets.delete(key);
  }

  get targets(): readonly SafeTarget[] {
    return [...this.#targets.values()];
  }

  /** Resolves when no round is under way. */
  async quiet(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Last registered first. Never rejects; a call while one runs joins it. */
  makeSafe(reason: string): Promise<readonly SafeResult[]> {
    this.#running ??= this.#round(reason).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #round(reason: string): Promise<readonly SafeResult[]> {
    const startedAt = this.#parts.clock.now();
    const targets = [...this.#targets.values()].reverse();
    const results = new Map<string, SafeResult>();
    const note = (target: SafeTarget, outcome: SafeResult['outcome'], failure?: Failure) => {
      const afterMs = this.#parts.clock.now() - startedAt;
      results.set(target.key, { target, outcome, afterMs, ...(failure === undefined ? {} : { failure }) });
    };
    if (targets.length > 0) {
      const left = await this.#overPresentBench(targets, note);
      if (left.length > 0) await this.#overFreshBench(left, note);
    }
    const all = targets.flatMap((target) => results.get(target.key) ?? []);
    this.#report(all, reason);
    return all;
  }

  /** The targets that are not known to be safe after the limit. */
  async #overPresentBench(targets: readonly SafeTarget[], note: Note): Promise<readonly SafeTarget[]> {
    const limitMs = presentLimitMs(targets);
    let givenUp = false;
    try {
      const send = this.#parts.host.client().then((bench) => {
        // A bench that has come too late is the fresh one: two who send to it would take each other's handles.
        if (givenUp) throw new CodedError('bench/no-answer', { afterMs: limitMs });
        return bench.call('bench/safe', { targets }, limitMs);
      });
      const { outcomes } = await this.#within(limitMs, send);
      return noteOutcomes(targets, outcomes, note);
    } catch {
      givenUp = true;
      return targets;
    }
  }

  async #overFreshBench(targets: readonly SafeTarget[], note: Note): Promise<void> {
    let left = targets;
    let fresh = true;
    for (let attempt = 0; attempt < mostTries && left.length > 0; attempt += 1) {
      if (attempt > 0) await this.#parts.clock.sleep(retryPauseMs);
      try {
        const { host } = this.#parts;
        const bench = await this.#within(freshLimitMs, fresh ? host.replace('bench/made-safe') : host.client());
        fresh = false;
        const { outcomes } = await bench.call('bench/safe', { targets: left }, freshLimitMs);
        left = noteOutcomes(left, outcomes, note);
      } catch (error) {
        // The fresh one is no better: another.
        fresh = true;
        for (const target of left) note(target, 'failed', failureOf(error));
      }
    }
  }

  #within<T>(ms: number, work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#parts.clock.deadline(ms, () => reject(new CodedError('bench/no-answer', { afterMs: ms })));
      work.then(resolve, reject).finally(cancel);
    });
  }

  #report(results: readonly SafeResult[], reason: string): void {
    try {
      const told = this.#parts.onResult?.(results, reason);
      if (told instanceof Promise) told.catch(() => undefined);
    } catch {
      // A journal that cannot be written must not keep an output from being reported as safe to its caller.
    }
  }
}

type Note = (target: SafeTarget, outcome: SafeResult['outcome'], failure?: Failure) => void;

/** Instruments with slow ears need hundreds of milliseconds for a few frames; ending their bench helps nobody. */
function presentLimitMs(targets: readonly SafeTarget[]): number {
  const framesMs = targets.map(({ frames, gapMs }) => Math.max(0, frames.length - 1) * gapMs);
  return Math.max(existingLimitMs, Math.max(...framesMs) + answerMs);
}

function noteOutcomes(targets: readonly SafeTarget[], outcomes: readonly SafeOutcome[], note: Note) {
  return targets.filter((target) => {
    const outcome = outcomes.find(({ key }) => key === target.key);
    if (outcome === undefined) return true;
    note(target, outcome.failure === undefined ? outcome.over : 'failed', outcome.failure);
    return outcome.failure !== undefined;
  });
}
