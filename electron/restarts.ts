/** How often and how soon a child is started again: at most {@link mostRestarts} times in a row, with growing pauses. */

export const mostRestarts = 5;
/** A child that lived this long counts as well, and the count begins anew. */
export const healthyMs = 60_000;
const firstPauseMs = 250;

export class Restarts {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Milliseconds to wait before the next try, or undefined when it is to be given up. */
  next(livedMs: number): number | undefined {
    if (livedMs >= healthyMs) this.#count = 0;
    if (this.#count >= mostRestarts) return undefined;
    this.#count += 1;
    return firstPauseMs * 2 ** (this.#count - 1);
  }

  /** A person asked to try again. */
  reset(): void {
    this.#count = 0;
  }
}
