/** Readings out of a recording of frames with a checksum. Every byte is counted: told of, or discarded. */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { StreamDecoder } from '../../contract/driver.ts';
import type { FrameFinder } from '../stream-meter/meter-format.ts';

export class FoundFrameDecoder implements StreamDecoder {
  readonly #finder: FrameFinder;
  readonly #readingOf: (frame: Uint8Array) => Reading | undefined;
  #meaningless = 0;

  constructor(finder: FrameFinder, readingOf: (frame: Uint8Array) => Reading | undefined) {
    this.#finder = finder;
    this.#readingOf = readingOf;
  }

  get discardedBytes(): number {
    return this.#finder.discardedBytes + this.#meaningless;
  }

  push(chunk: Uint8Array, at?: number): Reading[] {
    return this.#finder.push(chunk, at).flatMap(({ bytes, from, to }) => {
      const reading = this.#readingOf(bytes);
      if (reading === undefined) this.#meaningless += bytes.length;
      if (reading === undefined) return [];
      return [at === undefined ? { ...reading, span: { from, to } } : { ...reading, at, span: { from, to } }];
    });
  }

  end(): Reading[] {
    return [];
  }
}
