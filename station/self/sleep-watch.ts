/**
 * Notices that the computer slept, also when nobody said so: the time since the computer was started goes on while it
 * sleeps (CLOCK_BOOTTIME of Linux, which `/proc/uptime` tells), the monotonic clock does not. Setting the wall clock
 * moves neither.
 */
import { readFileSync } from 'node:fs';
import type { Cancel, Clock } from '../../foundation/clock/clock.ts';

/** Milliseconds since the computer was started, its sleep included; undefined where the system does not tell. */
export type Uptime = () => number | undefined;

export const uptimeOfLinux: Uptime = () => {
  try {
    const [seconds] = readFileSync('/proc/uptime', 'utf8').split(' ');
    const ms = Number(seconds) * 1000;
    return Number.isFinite(ms) ? ms : undefined;
  } catch {
    return undefined;
  }
};

const everyMs = 1_000;
/** Less than this is no sleep. */
const leastMs = 1_500;

export class SleepWatch {
  readonly #clock: Clock;
  readonly #uptime: Uptime;
  readonly #onSlept: (ms: number) => void;
  #ahead: number | undefined;
  #cancel: Cancel = () => undefined;

  /** `clock`: a real one. */
  constructor(clock: Clock, uptime: Uptime, onSlept: (ms: number) => void) {
    this.#clock = clock;
    this.#uptime = uptime;
    this.#onSlept = onSlept;
    this.#ahead = this.#measure();
    if (this.#ahead !== undefined) this.#wait();
  }

  /** Looks now instead of within a second. */
  check(): void {
    const before = this.#ahead;
    const ahead = this.#measure();
    if (ahead === undefined || before === undefined) return;
    this.#ahead = ahead;
    if (ahead - before >= leastMs) this.#onSlept(ahead - before);
  }

  close(): void {
    this.#cancel();
  }

  #measure(): number | undefined {
    const up = this.#uptime();
    return up === undefined ? undefined : up - this.#clock.now();
  }

  #wait(): void {
    this.#cancel = this.#clock.after(everyMs, () => {
      this.check();
      this.#wait();
    });
  }
}
