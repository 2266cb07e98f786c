/**
 * Run time. Total time is what the clock says since the run began, without the time no station was there; active time is
 * total time without suspensions. Soaks count active time only.
 */
import type { Clock } from '../../foundation/clock/clock.ts';

export class RunTime {
  readonly #clock: Clock;
  readonly #base: number;
  readonly #activeBase: number;
  readonly #startedAt: number;
  #suspendedMs = 0;
  #suspendedSince: number | undefined;
  readonly #listeners = new Set<(suspended: boolean) => void>();

  /** `totalMs` and `activeMs`: what had passed before this process took the run over. */
  constructor(clock: Clock, totalMs = 0, activeMs = totalMs) {
    this.#clock = clock;
    this.#base = totalMs;
    this.#activeBase = activeMs;
    this.#startedAt = clock.now();
  }

  /** Milliseconds since the run began. */
  total(): number {
    return this.#base + this.#clock.now() - this.#startedAt;
  }

  /** The part of {@link total} in which the run was not suspended. */
  active(): number {
    const now = this.#clock.now();
    const open = this.#suspendedSince === undefined ? 0 : now - this.#suspendedSince;
    return this.#activeBase + (now - this.#startedAt) - this.#suspendedMs - open;
  }

  get suspended(): boolean {
    return this.#suspendedSince !== undefined;
  }

  /** Stops the active time; returns what lets it go on and tells how long it stood. Suspensions may overlap. */
  suspend(): () => number {
    const since = this.#clock.now();
    this.#holders += 1;
    if (this.#holders === 1) {
      this.#suspendedSince = since;
      for (const listener of [...this.#listeners]) listener(true);
    }
    let ended = false;
    return () => {
      if (ended) return 0;
      ended = true;
      this.#holders -= 1;
      if (this.#holders === 0) {
        this.#suspendedMs += this.#clock.now() - (this.#suspendedSince ?? since);
        this.#suspendedSince = undefined;
        for (const listener of [...this.#listeners]) listener(false);
      }
      return this.#clock.now() - since;
    };
  }

  #holders = 0;

  /** Takes `ms` out of the active time: a stretch in which nobody was really there. */
  forget(ms: number): void {
    this.#suspendedMs += ms;
  }

  onChange(listener: (suspended: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the active time reaches `activeMs`, however often it stands still; rejects when aborted. */
  async untilActive(activeMs: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (this.suspended) await this.#resumed(signal);
      else {
        const left = activeMs - this.active();
        // Sums of many periods may miss a due time by rounding; a thousandth of a millisecond is no wait.
        if (left <= 0.001) return;
        await this.#clock.sleep(left, signal);
      }
    }
  }

  #resumed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        stop();
        reject(signal.reason as Error);
      };
      const stop = this.onChange((suspended) => {
        if (suspended) return;
        stop();
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
