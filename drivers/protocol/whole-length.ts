/**
 * For answers of text without a checksum and without a fixed shape: what has lost a byte is shorter than what has not, and
 * may still look like a number. Guarantees that an answer counts only when it is as long as the longest of the last eight
 * of its kind, and never before five of them have come.
 */

const remembered = 8;
const needed = 5;

export class WholeLengths {
  #kind: string | undefined;
  #lengths: number[] = [];

  /** Whether this answer, which has just come, is as long as those before it. `kind`: what it is an answer about. */
  take(kind: string, length: number): boolean {
    if (kind !== this.#kind) this.#lengths = [];
    this.#kind = kind;
    this.#lengths = [...this.#lengths, length].slice(-remembered);
    return this.#lengths.length >= needed && length === Math.max(...this.#lengths);
  }
}
