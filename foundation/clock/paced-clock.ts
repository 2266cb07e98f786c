/**
 * Simulated time at a pace: `speed` simulated milliseconds in a real one, but never faster than the station can compute.
 * Guarantees: timers fire in order and exactly at their time, as on virtual time; while anything is being computed or
 * held, time stands still, so a busy computer makes a simulation slower and never wrong. One thread only.
 */
import { type Cancel, type Clock, sleepOn } from './clock.ts';
import { nextMacrotask, VirtualClock } from './virtual-clock.ts';

/** Falling behind by more than this is forgotten instead of being caught up with a sprint. */
const forgivenMs = 50;

export class PacedClock implements Clock {
  readonly kind = 'scaled';
  readonly speed: number;
  readonly #inner = new VirtualClock();
  #anchorReal = performance.now();
  #anchorSimulated = 0;
  #wake: (() => void) | undefined;
  #stopped = false;

  constructor(speed: number) {
    this.speed = speed;
    void this.#run();
  }

  now(): number {
    if (this.#wake !== undefined) this.#inner.moveTo(this.#byPace());
    return this.#inner.now();
  }

  wall(): number {
    return Date.now();
  }

  after(ms: number, action: () => void): Cancel {
    this.now();
    const cancel = this.#inner.after(ms, action);
    this.#wake?.();
    return cancel;
  }

  deadline(ms: number, action: () => void): Cancel {
    return this.after(ms, action);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal);
  }

  /** Time stands still until `work` has settled. */
  hold<T>(work: Promise<T>): Promise<T> {
    this.#wake?.();
    return this.#inner.hold(work);
  }

  /** No timer fires any more. */
  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  #byPace(): number {
    return this.#anchorSimulated + (performance.now() - this.#anchorReal) * this.speed;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await nextMacrotask();
      await this.#inner.released();
      const dueMs = this.#inner.nextDueMs();
      const aheadMs = dueMs === undefined ? Number.POSITIVE_INFINITY : (dueMs - this.#byPace()) / this.speed;
      if (aheadMs > 1) await this.#wait(aheadMs);
      else {
        this.#inner.fireNext();
        if (aheadMs < -forgivenMs) this.#anchor();
      }
    }
  }

  #anchor(): void {
    this.#anchorReal = performance.now();
    this.#anchorSimulated = this.#inner.now();
  }

  /** Until the pace allows the next timer, or something new is set or held. */
  #wait(realMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(realMs) ? setTimeout(() => this.#wake?.(), realMs) : undefined;
      this.#wake = () => {
        this.#inner.moveTo(this.#byPace());
        this.#wake = undefined;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
