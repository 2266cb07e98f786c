/**
 * A computer that slept while the run went on. Guarantees: the time nobody was there is on record as a gap and in no
 * soak; a soak hears how long it was and decides by its own policy. The monotonic clock of Linux stands still meanwhile,
 * so the length comes from whoever noticed it, or from the wall clock.
 */
import type { Cancel } from '../../foundation/clock/clock.ts';
import type { RunContext } from './run-context.ts';

/** As in {@link InterruptionRecord}: the computer stood still. */
const cause = 'late-clock';
/** A computer that was to sleep and goes on for so long does not sleep, clock milliseconds. */
const wideAwakeMs = 20_000;

interface Sleep {
  readonly wall: number;
  readonly resume: () => number;
  readonly cancel: Cancel;
}

export class Asleep {
  readonly #context: RunContext;
  readonly #stoodStill: (ms: number) => void;
  #sleep: Sleep | undefined;

  /** `stoodStill` tells the soaks. */
  constructor(context: RunContext, stoodStill: (ms: number) => void) {
    this.#context = context;
    this.#stoodStill = stoodStill;
  }

  /** The computer is about to sleep: no soak time passes from now on. */
  begins(): void {
    const { clock, time, journal } = this.#context;
    // A paced simulation stands still together with its computer; there is no gap in it.
    if (clock.kind === 'scaled' || this.#sleep !== undefined) return;
    const cancel = clock.after(wideAwakeMs, () => this.ends());
    this.#sleep = { wall: clock.wall(), resume: time.suspend(), cancel };
    void journal.append({ kind: 'suspension', cause });
  }

  /** It is awake again; `asleepMs` where somebody knows. Without a beginning and a length there was no sleep. */
  ends(asleepMs?: number): void {
    const { clock, journal } = this.#context;
    if (clock.kind === 'scaled') return;
    const sleep = this.#sleep;
    this.#sleep = undefined;
    if (sleep === undefined && asleepMs === undefined) return;
    sleep?.cancel();
    if (sleep === undefined) void journal.append({ kind: 'suspension', cause });
    const ms = sleep?.resume() ?? 0;
    const length = Math.round(asleepMs ?? Math.max(ms, clock.wall() - (sleep?.wall ?? clock.wall())));
    void journal.append({ kind: 'continuation', cause, ms, asleepMs: length });
    this.#stoodStill(length);
  }
}
