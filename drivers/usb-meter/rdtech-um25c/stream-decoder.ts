/**
 * Dumps out of any byte stream, for recordings: looks for a model word with a whole sound dump behind it, and counts
 * everything else as discarded. Without time there is no second dump to ask for, so a dump counts by itself.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { StreamDecoder } from '../../contract/driver.ts';
import { frameBytes, modelOf, parseFrame } from './frame.ts';
import { channelsOf, readingsOf } from './meaning.ts';

export class UmStreamDecoder implements StreamDecoder {
  #pending = new Uint8Array(0);
  #passed = 0;
  discardedBytes = 0;

  push(chunk: Uint8Array, at?: number): Reading[] {
    const joined = new Uint8Array(this.#pending.length + chunk.length);
    joined.set(this.#pending);
    joined.set(chunk, this.#pending.length);
    this.#pending = joined;
    const readings: Reading[] = [];
    while (this.#pending.length >= frameBytes) {
      const frame = parseFrame(this.#pending.subarray(0, frameBytes));
      if (frame === undefined) {
        this.#skip();
        continue;
      }
      const span = { from: this.#passed, to: this.#passed + frameBytes };
      const when = at === undefined ? { span } : { at, span };
      readings.push(...channelsOf(readingsOf(frame, when)).map(([, reading]) => reading));
      this.#drop(frameBytes);
    }
    return readings;
  }

  end(): Reading[] {
    this.discardedBytes += this.#pending.length;
    this.#drop(this.#pending.length);
    return [];
  }

  /** To the next place where a dump could begin. */
  #skip(): void {
    let skipped = 1;
    while (skipped < this.#pending.length - 1 && modelOf(this.#pending.subarray(skipped)) === undefined) skipped += 1;
    this.discardedBytes += skipped;
    this.#drop(skipped);
  }

  #drop(count: number): void {
    this.#pending = this.#pending.slice(count);
    this.#passed += count;
  }
}
