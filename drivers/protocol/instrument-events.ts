/** What an open instrument tells its listeners: readings as they come, and once that the instrument is gone. */
import type { Failure } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';

export class InstrumentEvents {
  readonly #reading = new Set<(reading: Reading, channel: string) => void>();
  readonly #lost = new Set<(reason: Failure) => void>();
  #reason: Failure | undefined;

  /** Why the instrument is gone; `undefined` while it is there. */
  get reason(): Failure | undefined {
    return this.#reason;
  }

  onReading(listener: (reading: Reading, channel: string) => void): () => void {
    this.#reading.add(listener);
    return () => this.#reading.delete(listener);
  }

  /** At once when the instrument is gone already. */
  onLost(listener: (reason: Failure) => void): () => void {
    if (this.#reason !== undefined) {
      listener(this.#reason);
      return () => undefined;
    }
    this.#lost.add(listener);
    return () => this.#lost.delete(listener);
  }

  publish(reading: Reading, channel: string): void {
    for (const listener of [...this.#reading]) listener(reading, channel);
  }

  /** Only the first reason counts. */
  lost(reason: Failure): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of [...this.#lost]) listener(reason);
    this.#lost.clear();
    this.#reading.clear();
  }
}
