/**
 * Whether somebody has set the computer's clock. The wall clock is held against the monotonic one; a computer that slept
 * has moved both apart by itself, and its waking is no setting of the clock.
 */
import type { Clock } from '../../foundation/clock/clock.ts';

/** As in the journal: what moves less is the ordinary correction of a clock. */
const stepMs = 2_000;
/** A step is shown so long, milliseconds. */
const rememberedMs = 15 * 60_000;

export class WallWatch {
  readonly #clock: Clock;
  #ahead: number;
  #steppedAt: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#ahead = clock.wall() - clock.now();
  }

  state(): 'ok' | 'stepped' {
    const now = this.#clock.now();
    const ahead = this.#clock.wall() - now;
    if (Math.abs(ahead - this.#ahead) > stepMs) this.#steppedAt = now;
    this.#ahead = ahead;
    return this.#steppedAt !== undefined && now - this.#steppedAt < rememberedMs ? 'stepped' : 'ok';
  }

  /** The computer slept: both clocks are as far apart as they are. */
  woke(): void {
    this.#ahead = this.#clock.wall() - this.#clock.now();
  }
}
