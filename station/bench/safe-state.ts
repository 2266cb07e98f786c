/**
 * The safe state belongs to the station. Guarantees: every output that was ever opened is on the list until it is closed
 * properly; `makeSafe` waits at most {@link existingLimitMs} for the bench that runs, or as long as the frames themselves
 * take, then ends it and sends the frames over fresh handles; where the system holds a frame back (`worstWriteMs`) only a
 * bench that lives is waited for so long; it waits for no script, no driver, no journal and no screen; what could not be
 * made safe is told.
 */
import type { OutputLook, SafeOutcome, SafeTarget } from '../../drivers/bench/bench-api.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { within } from '../../foundation/clock/within.ts';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import type { BenchHost } from './bench-host.ts';

/** How long a bench that may be dead is waited for, unless the frames themselves take longer. */
const existingLimitMs = 300;
/** What a living bench needs beside the gaps between the frames. */
const answerMs = 100;
/** For a fresh process to start, open and send. */
const freshLimitMs = 5_000;
/** For the bench to ask every instrument, each over a handle of its own if need be. */
const lookLimitMs = 8_000;
/** A fresh handle may be refused for a moment while the system takes the old one away. */
const retryPauseMs = 100;
const mostTries = 5;

export interface SafeResult {
  readonly target: SafeTarget;
  /** Over which handle the frames were sent, which says nothing of what came of it; `failed` means a person must switch it off by hand. */
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
  readonly #rounds = new Set<Round>();

  constructor(parts: SafeStateParts) {
    this.#parts = parts;
  }

  /** At the opening of an instrument that can energise, and at the start of the station for what the store says is on. */
  register(target: SafeTarget): void {
    this.#targets.set(target.key, target);
  }

  get targets(): readonly SafeTarget[] {
    return [...this.#targets.values()];
  }

  /** Resolves when no round is under way. */
  async quiet(): Promise<void> {
    while (this.#rounds.size > 0) await Promise.all([...this.#rounds].map(({ done }) => done));
  }

  /**
   * Last registered first; of the targets that are named, or of all. Never rejects. What a round that runs is making safe
   * already is left to that round.
   */
  makeSafe(reason: string, only?: ReadonlySet<string>): Promise<readonly SafeResult[]> {
    const wanted = [...this.#targets.values()].reverse().filter(({ key }) => only?.has(key) ?? true);
    const running = [...this.#rounds];
    const covering = running.find(({ keys }) => wanted.every(({ key }) => keys.has(key)));
    if (covering !== undefined) return covering.done;
    const left = wanted.filter(({ key }) => !running.some(({ keys }) => keys.has(key)));
    const own = this.#begin(left, reason);
    if (left.length === wanted.length) return own;
    return Promise.all([own, ...running.map(({ done }) => done)]).then((rounds) => rounds.flat());
  }

  /** What the instruments say after their frames were sent; `unknown`, with why, where they do not. Never rejects. */
  async look(targets: readonly SafeTarget[]): Promise<readonly OutputLook[]> {
    if (targets.length === 0) return [];
    try {
      const bench = await this.#within(lookLimitMs, this.#parts.host.client());
      const { looks } = await bench.call('bench/look', { targets }, lookLimitMs);
      return looks;
    } catch (error) {
      const failure = failureOf(error);
      return targets.map(({ key, address }) => ({ key, address, seen: 'unknown', failure }));
    }
  }

  #begin(targets: readonly SafeTarget[], reason: string): Promise<readonly SafeResult[]> {
    const done = this.#round(targets, reason).finally(() => this.#rounds.delete(round));
    const round: Round = { keys: new Set(targets.map(({ key }) => key)), done };
    this.#rounds.add(round);
    return done;
  }

  async #round(targets: readonly SafeTarget[], reason: string): Promise<readonly SafeResult[]> {
    const startedAt = this.#parts.clock.now();
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

  /** The targets that are not known to be safe after their limit; a bench that proves to be dead ends the waiting for all. */
  async #overPresentBench(targets: readonly SafeTarget[], note: Note): Promise<readonly SafeTarget[]> {
    const held = targets.filter(isHeldBack);
    const prompt = targets.filter((target) => !isHeldBack(target));
    let died: () => void = () => undefined;
    const dead = new Promise<void>((resolve) => {
      died = resolve;
    });
    const groups = [held, prompt].filter((some) => some.length > 0);
    const left = await Promise.all(groups.map((some) => this.#ask(some, { note, dead, died })));
    return targets.filter((target) => left.some((some) => some.includes(target)));
  }

  async #ask(targets: readonly SafeTarget[], { note, dead, died }: Asking): Promise<readonly SafeTarget[]> {
    const limitMs = presentLimitMs(targets);
    const isHeld = targets.some(isHeldBack);
    let givenUp = false;
    const bench = this.#parts.host.client().then((client) => {
      // A bench that has come too late is the fresh one: two who send to it would take each other's handles.
      if (givenUp) throw new CodedError('bench/no-answer', { afterMs: limitMs });
      return client;
    });
    if (isHeld)
      this.#within(
        existingLimitMs,
        bench.then((client) => client.call('bench/ping', {})),
      ).catch(died);
    const sent = bench.then((client) => client.call('bench/safe', { targets }, limitMs));
    sent.catch(() => undefined);
    try {
      const gone = dead.then(() => Promise.reject(new CodedError('bench/no-answer', { afterMs: existingLimitMs })));
      const { outcomes } = await this.#within(limitMs, Promise.race([sent, gone]));
      return noteOutcomes(targets, outcomes, note);
    } catch {
      givenUp = true;
      died();
      return targets;
    }
  }

  /** For as long as the system may hold the handle of a bench that was ended, and a few times in any case. */
  async #overFreshBench(targets: readonly SafeTarget[], note: Note): Promise<void> {
    const { host, clock } = this.#parts;
    const heldMs = Math.max(0, ...targets.map(({ worstWriteMs = 0 }) => worstWriteMs));
    const until = clock.now() + heldMs;
    const limitMs = freshLimitMs + heldMs;
    let left = targets;
    let fresh = true;
    for (let attempt = 0; left.length > 0 && (attempt < mostTries || clock.now() < until); attempt += 1) {
      if (attempt > 0) await clock.sleep(retryPauseMs);
      try {
        const bench = await this.#within(freshLimitMs, fresh ? host.replace('bench/made-safe') : host.client());
        fresh = false;
        const { outcomes } = await bench.call('bench/safe', { targets: left }, limitMs);
        left = noteOutcomes(left, outcomes, note);
      } catch (error) {
        // The fresh one is no better: another.
        fresh = true;
        for (const target of left) note(target, 'failed', failureOf(error));
      }
    }
  }

  #within<T>(ms: number, work: Promise<T>): Promise<T> {
    return within(this.#parts.clock, ms, work, () => new CodedError('bench/no-answer', { afterMs: ms }));
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

interface Round {
  readonly keys: ReadonlySet<string>;
  readonly done: Promise<readonly SafeResult[]>;
}

interface Asking {
  readonly note: Note;
  /** Resolves when the bench is known to be dead, which {@link died} says. */
  readonly dead: Promise<void>;
  readonly died: () => void;
}

/** Its frames may have to wait for the system. */
function isHeldBack({ worstWriteMs = 0 }: SafeTarget): boolean {
  return worstWriteMs > 0;
}

/** Instruments with slow ears need hundreds of milliseconds for a few frames; ending their bench helps nobody. */
function presentLimitMs(targets: readonly SafeTarget[]): number {
  const framesMs = targets.map(({ frames, handBack = [], gapMs, worstWriteMs = 0 }) => {
    const gaps = frames.length - 1 + (handBack.length > 0 ? handBack.length + 1 : 0);
    return worstWriteMs + Math.max(0, gaps) * gapMs;
  });
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
