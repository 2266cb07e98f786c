/** Runs whose bench is being opened. Guarantees: a station that closes waits for them, and begins no other. */
import { CodedError } from '../../foundation/failure.ts';

export class Launches {
  readonly #going = new Set<Promise<void>>();
  #closing = false;

  /** `station/closing`: what the station cannot see to its end it does not begin. */
  async begin(run: string, launch: () => Promise<void>): Promise<void> {
    if (this.#closing) throw new CodedError('station/closing', { run });
    const going = launch();
    this.#going.add(going);
    try {
      await going;
    } finally {
      this.#going.delete(going);
    }
  }

  /** Resolves when every launch has come to something. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled(this.#going);
  }
}
