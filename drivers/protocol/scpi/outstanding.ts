/**
 * Answers that were asked for and have not come. Each may still come for a while; after that it counts as one that never
 * will. They come in the order of the questions, so what comes is the oldest.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';

/** Clock milliseconds. An instrument that integrates over 200 cycles, or a bridge that was busy, is heard long before. */
const mayComeForMs = 60_000;

export class Outstanding {
  readonly #clock: Clock;
  readonly #askedAt: number[] = [];
  #came = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  asked(): void {
    this.#askedAt.push(this.#clock.now());
  }

  /** One that nobody has asked for, such as what a bad line doubles, does not count. */
  arrived(): void {
    if (this.#askedAt.shift() !== undefined) this.#came += 1;
  }

  /** How many may still come. */
  get count(): number {
    const oldest = this.#clock.now() - mayComeForMs;
    while ((this.#askedAt[0] ?? Number.POSITIVE_INFINITY) < oldest) this.#askedAt.shift();
    return this.#askedAt.length;
  }

  /** How many have come, ever. */
  get came(): number {
    return this.#came;
  }
}
