/** A list of 64-bit numbers that grows without being copied each time. */
export class GrowingNumbers {
  #room: Float64Array;
  #length: number;

  constructor(numbers: Float64Array = new Float64Array(0)) {
    this.#room = numbers;
    this.#length = numbers.length;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#room.length) {
      const larger = new Float64Array(Math.max(64, this.#room.length * 2));
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.#length] = value;
    this.#length += 1;
  }

  /** A window on the numbers `from` to before `to`; valid until the next {@link push}. */
  slice(from = 0, to = this.#length): Float64Array {
    return this.#room.subarray(Math.max(0, from), Math.min(this.#length, to));
  }
}
