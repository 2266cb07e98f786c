/**
 * The two things every transport tells: chunks and the one close. Guarantees that the first reason wins, that it is
 * reported exactly once to each listener, and that a listener that comes after the close hears of it at once.
 */
import { CodedError, type Failure } from '../../foundation/failure.ts';

/** Listener bookkeeping of a transport. */
export class PipeEvents {
  readonly #data = new Set<(chunk: Uint8Array, at: number) => void>();
  readonly #close = new Set<(reason: Failure) => void>();
  #reason: Failure | undefined;

  /** Why it is closed; undefined while it is open. */
  get reason(): Failure | undefined {
    return this.#reason;
  }

  /** What a call on a closed pipe fails with. */
  get closedError(): CodedError | undefined {
    return this.#reason === undefined ? undefined : new CodedError(this.#reason.code, this.#reason.params);
  }

  data(chunk: Uint8Array, at: number): void {
    if (this.#reason !== undefined) return;
    for (const listener of [...this.#data]) listener(chunk, at);
  }

  /** Whether this was the close that counts. */
  close(reason: Failure): boolean {
    if (this.#reason !== undefined) return false;
    this.#reason = reason;
    for (const listener of [...this.#close]) listener(reason);
    this.#close.clear();
    this.#data.clear();
    return true;
  }

  onData(listener: (chunk: Uint8Array, at: number) => void): () => void {
    this.#data.add(listener);
    return () => this.#data.delete(listener);
  }

  onClose(listener: (reason: Failure) => void): () => void {
    if (this.#reason !== undefined) {
      listener(this.#reason);
      return () => undefined;
    }
    this.#close.add(listener);
    return () => this.#close.delete(listener);
  }
}
