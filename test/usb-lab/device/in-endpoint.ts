/**
 * The device's side of an IN endpoint. Guarantees: a read without data stays pending until there is some or it is taken
 * back, as on a real bus; what nobody has read yet is kept; a read gets bytes of one transfer only, and the end of a
 * transfer ends the read (as if it always ended with a packet that is not full).
 */

export type InResult = Uint8Array | 'stall';

interface PendingRead {
  readonly length: number;
  done(result: InResult): void;
}

const empty = new Uint8Array(0);

export class InEndpoint {
  readonly #transfers: Uint8Array[] = [];
  readonly #reads: PendingRead[] = [];
  #isHalted = false;

  /** Bytes that wait for a read. */
  get waiting(): number {
    return this.#transfers.reduce((sum, { length }) => sum + length, 0);
  }

  /** One transfer of the device; an empty one is a packet without bytes. */
  offer(bytes: Uint8Array): void {
    this.#transfers.push(bytes.slice());
    this.#serve();
  }

  /** Calls back once, unless what it returns was called before. */
  read(length: number, done: (result: InResult) => void): () => void {
    const read: PendingRead = { length, done };
    this.#reads.push(read);
    this.#serve();
    return () => {
      const nth = this.#reads.indexOf(read);
      if (nth >= 0) this.#reads.splice(nth, 1);
    };
  }

  /** Every read stalls until the host clears it. */
  halt(): void {
    this.#isHalted = true;
    this.#serve();
  }

  clearHalt(): void {
    this.#isHalted = false;
  }

  /** What nobody has read is thrown away. */
  clear(): void {
    this.#transfers.length = 0;
  }

  /** The cable is out: nothing is kept for the next host. */
  reset(): void {
    this.clear();
    this.#reads.length = 0;
    this.#isHalted = false;
  }

  #serve(): void {
    while (this.#reads.length > 0) {
      const transfer = this.#transfers[0];
      if (!this.#isHalted && transfer === undefined) return;
      const read = this.#reads.shift();
      if (read === undefined) return;
      read.done(this.#isHalted ? 'stall' : this.#taken(transfer ?? empty, read.length));
    }
  }

  #taken(transfer: Uint8Array, length: number): Uint8Array {
    if (transfer.length > length) this.#transfers[0] = transfer.subarray(length);
    else this.#transfers.shift();
    return transfer.subarray(0, length);
  }
}
