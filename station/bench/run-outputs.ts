/**
 * What one run may have switched on. Guarantees: an output is on the station's list before it may be on, and off the list
 * only after its instrument has said that it is off; no call that began before outputs were made safe switches one on
 * behind that; what a run has only read is left to the person, but in an Emergency.
 */
import type { OpenedInstrument, SafeTarget } from '../../drivers/bench/bench-api.ts';
import { SwitchedOn, switching } from '../../foundation/capability/energising.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { OutputSeen, SafeCause, SafeOutcome } from '../runs/run-bench.ts';
import type { BenchHost } from './bench-host.ts';
import { SafeState } from './safe-state.ts';

/** Remembers, beyond the life of this process, what may be switched on. */
export interface EnergisedList {
  /** Resolves when it is remembered; only then may the output be switched on. */
  mark(target: SafeTarget, run: string): Promise<void>;
  /** Never throws and is not waited for. */
  clear(target: SafeTarget): void;
  /** Whether it is remembered, also from an earlier life of the run. */
  isMarked(target: SafeTarget): boolean;
}

export interface RunOutputsParts {
  readonly run: string;
  readonly host: BenchHost;
  readonly clock: Clock;
  readonly energised: EnergisedList;
  /** What the record calls the instrument of that key. */
  roleOf(key: string): string;
}

export class RunOutputs {
  readonly #parts: RunOutputsParts;
  readonly #safe: SafeState;
  /** By key: what this run has switched on or set, and over which opening. */
  readonly #switched = new Map<string, { readonly on: SwitchedOn; over: OpenedInstrument }>();
  /** By key: what was sent its frames and has not been seen to be off. */
  readonly #unseen = new Map<string, SafeTarget>();
  #looking: Promise<readonly OutputSeen[]> | undefined;
  /** How often outputs were made safe; a call that began before that must not switch on behind it. */
  #timesSafe = 0;
  #isOver = false;

  constructor(parts: RunOutputsParts, instruments: readonly OpenedInstrument[]) {
    this.#parts = parts;
    const { host, clock, energised } = parts;
    this.#safe = new SafeState({ host, clock });
    for (const opened of instruments) {
      const on = new SwitchedOn();
      if (opened.safe !== undefined) {
        this.#safe.register(opened.safe);
        // What an earlier life of the run could not make safe is still the run's.
        if (energised.isMarked(opened.safe)) on.wasLeftOn();
      }
      this.#switched.set(opened.key, { on, over: opened });
    }
  }

  /** Resolves when no round of safe frames is under way. */
  quiet(): ReturnType<SafeState['quiet']> {
    return this.#safe.quiet();
  }

  /** Sends a call to its instrument. `instrument/made-safe` where outputs were made safe before it could switch one on. */
  async through(
    { role, opened }: { readonly role: string; readonly opened: OpenedInstrument },
    verb: string,
    args: unknown,
    send: () => Promise<unknown>,
  ): Promise<unknown> {
    const { energised, run } = this.#parts;
    const { safe } = opened;
    const switched = this.#switchedAt(opened);
    // On the list before it may be on, off the list only after it said that it is off.
    if (safe !== undefined && switching(verb, args)?.on === true) {
      const before = this.#timesSafe;
      switched.begins(verb, args);
      await energised.mark(safe, run);
      if (this.#isOver || this.#timesSafe !== before) throw new CodedError('instrument/made-safe', { role });
    }
    const value = await send();
    switched.confirmed(verb, args);
    if (safe !== undefined && switching(verb, args)?.on === false && !switched.isAny) energised.clear(safe);
    return value;
  }

  async makeSafe(cause: SafeCause): Promise<readonly SafeOutcome[]> {
    this.#timesSafe += 1;
    // A run whose store is in trouble still has its undo to do.
    if (cause !== 'store') this.#isOver = true;
    const results = await this.#safe.makeSafe(cause, cause === 'emergency' ? undefined : this.#switchedKeys());
    return results.map(({ target, outcome, failure }) => {
      const on = this.#switched.get(target.key)?.on;
      // After an Emergency nobody knows that what was only read is off; without the list it is in the record all the same.
      if (on?.isAny !== true) this.#parts.energised.mark(target, this.#parts.run).catch(() => undefined);
      if (outcome !== 'failed') {
        on?.allOff();
        this.#unseen.set(target.key, target);
      }
      return { key: this.#parts.roleOf(target.key), outcome: failure === undefined ? outcome : failure.code };
    });
  }

  look(): Promise<readonly OutputSeen[]> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<readonly OutputSeen[]> {
    const targets = [...this.#unseen.values()];
    const looks = await this.#safe.look(targets);
    return targets.map((target): OutputSeen => {
      const { seen = 'unknown', failure } = looks.find(({ key }) => key === target.key) ?? {};
      this.#unseen.delete(target.key);
      if (seen === 'off' && !this.#switched.get(target.key)?.on.isAny) this.#parts.energised.clear(target);
      return { key: this.#parts.roleOf(target.key), seen, ...(failure && { failure }) };
    });
  }

  /** It is called otherwise once another one with its name was seen; what is on the list goes along. */
  async calledNow(target: SafeTarget): Promise<void> {
    const { energised, run } = this.#parts;
    const before = this.#safe.targets.find(({ key }) => key === target.key);
    this.#safe.register(target);
    if (before === undefined || energised.isMarked(target) || !energised.isMarked(before)) return;
    await energised.mark(target, run);
    energised.clear(before);
  }

  /** What is only read is the person's own. */
  #switchedKeys(): ReadonlySet<string> {
    return new Set([...this.#switched].flatMap(([key, { on }]) => (on.isAny ? [key] : [])));
  }

  #switchedAt(opened: OpenedInstrument): SwitchedOn {
    const switched = this.#switched.get(opened.key) ?? { on: new SwitchedOn(), over: opened };
    this.#switched.set(opened.key, switched);
    if (switched.over !== opened) switched.on.reopened();
    switched.over = opened;
    return switched.on;
  }
}
