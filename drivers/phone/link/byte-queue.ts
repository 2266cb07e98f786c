/**
 * Bytes that have arrived and are not read yet. Guarantees that they come out in order, that every waiting reader is
 * answered when the stream ends or fails, and that a reader asks for exactly as many bytes as it needs.
 */
export class ByteQueue implements AsyncIterable<Uint8Array> {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #ended = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  push(chunk: Uint8Array): void {
    if (this.#ended || chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    this.#wake?.();
  }

  /** No more bytes; with an error, reading past what is there throws it. */
  end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#wake?.();
  }

  /** Bytes that could be read without waiting. */
  get length(): number {
    return this.#length;
  }

  /** Exactly `count` bytes; `undefined` when the stream ends before (what was left is thrown away). One reader at a time. */
  async read(count: number): Promise<Uint8Array | undefined> {
    while (this.#length < count) {
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended) return undefined;
      await this.#more();
    }
    return this.#take(count);
  }

  /** The next bytes, however many; `undefined` at the end. */
  async next(): Promise<Uint8Array | undefined> {
    while (this.#length === 0) {
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended) return undefined;
      await this.#more();
    }
    const chunk = this.#chunks.shift() as Uint8Array;
    this.#length -= chunk.length;
    return chunk;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await this.next();
      if (chunk === undefined) return;
      yield chunk;
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        resolve();
      };
    });
  }

  #take(count: number): Uint8Array {
    const first = this.#chunks[0];
    this.#length -= count;
    if (first === undefined || first.length > count) {
      if (first !== undefined) this.#chunks[0] = first.subarray(count);
      return first?.subarray(0, count) ?? new Uint8Array(0);
    }
    const out = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const chunk = this.#chunks[0] as Uint8Array;
      const part = chunk.subarray(0, count - filled);
      out.set(part, filled);
      filled += part.length;
      if (part.length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(part.length);
    }
    return out;
  }
}
