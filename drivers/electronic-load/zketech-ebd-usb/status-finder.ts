/** Status frames out of a stream: whatever stands between FA and F8 with the right length and check is one, nothing else. */
import { type EbdStatus, parseStatus, statusBytes } from './frame.ts';

const begin = 0xfa;

/** A status, and where its bytes lie in the stream. */
export interface FoundStatus {
  readonly status: EbdStatus;
  readonly from: number;
  readonly to: number;
}

export class StatusFinder {
  #pending: number[] = [];
  #passed = 0;
  discardedBytes = 0;

  push(chunk: Uint8Array): FoundStatus[] {
    const found: FoundStatus[] = [];
    for (const byte of chunk) {
      // FA never occurs inside, so another one is always a beginning; the check byte alone may look like one.
      const isCheckByte = this.#pending.length === statusBytes - 2;
      if (byte === begin && !isCheckByte) this.#drop();
      this.#pending.push(byte);
      this.#passed += 1;
      if (this.#pending[0] !== begin) this.#drop();
      if (this.#pending.length < statusBytes) continue;
      const status = parseStatus(Uint8Array.from(this.#pending));
      if (status === undefined) this.#again();
      else {
        found.push({ status, from: this.#passed - statusBytes, to: this.#passed });
        this.#pending = [];
      }
    }
    return found;
  }

  #drop(): void {
    this.discardedBytes += this.#pending.length;
    this.#pending = [];
  }

  /** What was taken for a check byte may have been a beginning. */
  #again(): void {
    const next = this.#pending.indexOf(begin, 1);
    const kept = next === -1 ? [] : this.#pending.slice(next);
    this.discardedBytes += this.#pending.length - kept.length;
    this.#pending = kept;
  }
}
