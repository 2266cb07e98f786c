/**
 * For answers of text without a checksum and without a fixed shape: what has lost a byte is shorter than what has not, and
 * may still look like a number. Guarantees that an answer counts only when it is as long as the longest of the last eight
 * of its kind, and never before five of them have come, or as many as whoever compares them with each other needs.
 */

const remembered = 8;
const usuallyNeeded = 5;

export class WholeLengths {
  readonly #needed: number;
  #kind: string | undefined;
  #lengths: number[] = [];

  constructor(needed: number = usuallyNeeded) {
    this.#needed = needed;
  }

  /** Whether this answer, which has just come, is as long as those before it. `kind`: what it is an answer about. */
  take(kind: string, length: number): boolean {
    if (kind !== this.#kind) this.#lengths = [];
    this.#kind = kind;
    this.#lengths = [...this.#lengths, length].slice(-remembered);
    return this.#lengths.length >= this.#needed && length === Math.max(...this.#lengths);
  }
}
