/** What every HID device tells: reports, held for the first listener, and once that it is gone. */
import type { Failure } from '../../../foundation/failure.ts';

/** More reports than this are not held for a listener that never comes. */
const mostHeld = 256;

export class ReportEvents {
  readonly #listeners = new Set<(report: Uint8Array) => void>();
  readonly #gone = new Set<(reason: Failure) => void>();
  #held: Uint8Array[] = [];
  #reason: Failure | undefined;

  get isGone(): boolean {
    return this.#reason !== undefined;
  }

  report(report: Uint8Array): void {
    if (this.#listeners.size === 0 && this.#held.length < mostHeld) this.#held.push(report);
    for (const listener of [...this.#listeners]) listener(report);
  }

  gone(reason: Failure): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of [...this.#gone]) listener(reason);
    this.#gone.clear();
  }

  onReport(listener: (report: Uint8Array) => void): () => void {
    const held = this.#held;
    this.#held = [];
    this.#listeners.add(listener);
    for (const report of held) listener(report);
    return () => this.#listeners.delete(listener);
  }

  onGone(listener: (reason: Failure) => void): () => void {
    if (this.#reason !== undefined) listener(this.#reason);
    else this.#gone.add(listener);
    return () => this.#gone.delete(listener);
  }
}
