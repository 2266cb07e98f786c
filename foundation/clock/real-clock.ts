/** Real time, and real time sped up. The origin is shared between processes through the machine's monotonic clock. */
import { type Cancel, type Clock, sleepOn } from './clock.ts';

/** Node refuses longer timers (they fire at once); longer waits are made of several. */
const longestTimerMs = 2_000_000_000;
/** A scaled deadline leaves this much real time for computing (see {@link Clock.deadline}). */
const leastRealDeadlineMs = 4_000;

export interface RealClockOptions {
  /** Clock milliseconds per real millisecond. Anything but 1 is for simulated benches only. */
  readonly speed?: number;
  /** `process.hrtime.bigint()` at clock time 0; give two processes the same one and their clocks agree. */
  readonly originNs?: bigint;
  /** Clock time at the origin, for a run that goes on after a restart. */
  readonly startMs?: number;
}

/** A clock on `process.hrtime` and `setTimeout`. */
export class RealClock implements Clock {
  readonly kind: 'real' | 'scaled';
  readonly speed: number;
  readonly originNs: bigint;
  readonly #startMs: number;

  constructor(options: RealClockOptions = {}) {
    this.speed = options.speed ?? 1;
    this.kind = this.speed === 1 ? 'real' : 'scaled';
    this.originNs = options.originNs ?? process.hrtime.bigint();
    this.#startMs = options.startMs ?? 0;
  }

  now(): number {
    return this.#startMs + (Number(process.hrtime.bigint() - this.originNs) / 1e6) * this.speed;
  }

  wall(): number {
    return Date.now();
  }

  after(ms: number, action: () => void): Cancel {
    return realTimer(ms / this.speed, action);
  }

  deadline(ms: number, action: () => void): Cancel {
    const realMs = ms / this.speed;
    return realTimer(this.kind === 'scaled' ? Math.max(realMs, leastRealDeadlineMs) : realMs, action);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal);
  }
}

function realTimer(realMs: number, action: () => void): Cancel {
  let left = realMs;
  let timer: ReturnType<typeof setTimeout>;
  const arm = () => {
    const part = Math.min(left, longestTimerMs);
    left -= part;
    timer = setTimeout(() => (left > 0 ? arm() : action()), part);
  };
  arm();
  return () => clearTimeout(timer);
}
