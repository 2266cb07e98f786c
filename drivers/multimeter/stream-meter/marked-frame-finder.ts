/**
 * Finds frames that begin with a marker, tell or have a length, and carry a checksum. A frame is taken only when its sum
 * is right and, where more bytes are there already, the next frame begins right behind it: with a byte lost, a frame ends
 * in the middle of the next one, and one in 256 of short sums is right by chance. A silence of 100 ms in the middle of a
 * frame costs that frame and nothing else.
 */
import { hostLatenessMs, silenceMs } from './line-frame-finder.ts';
import type { FoundFrame, FrameFinder } from './meter-format.ts';

export interface MarkedFrameShape {
  readonly marker: readonly number[];
  /** Bytes of the frame that begins with these, at least marker and length; `undefined` when none has such a length. */
  lengthOf(head: Uint8Array): number | undefined;
  /** Bytes that are needed to tell the length. */
  readonly headBytes: number;
  isSound(frame: Uint8Array): boolean;
  /** Milliseconds the longest frame takes on the line. */
  readonly frameMs: number;
}

export class MarkedFrameFinder implements FrameFinder {
  readonly #shape: MarkedFrameShape;
  #piece: number[] = [];
  /** Arrival of each byte of the piece, where times are known. */
  #times: (number | undefined)[] = [];
  #received = 0;
  #lastAt: number | undefined;
  #discarded = 0;

  constructor(shape: MarkedFrameShape) {
    this.#shape = shape;
  }

  get discardedBytes(): number {
    return this.#discarded + this.#piece.length;
  }

  push(chunk: Uint8Array, at?: number): FoundFrame[] {
    if (at !== undefined && this.#lastAt !== undefined && at - this.#lastAt >= silenceMs)
      this.#drop(this.#piece.length);
    if (chunk.length > 0) this.#lastAt = at;
    for (const byte of chunk) {
      this.#piece.push(byte);
      this.#times.push(at);
    }
    this.#received += chunk.length;
    const found: FoundFrame[] = [];
    for (let length = this.#next(); length !== undefined; length = this.#next()) {
      const frame = this.#take(length);
      if (frame !== undefined) found.push(frame);
    }
    return found;
  }

  /** Bytes of the whole sound frame the piece begins with now; `undefined` while more are needed. */
  #next(): number | undefined {
    const { marker, headBytes } = this.#shape;
    while (this.#piece.length > 0) {
      const begins = marker.every((byte, place) => (this.#piece[place] ?? byte) === byte);
      const head =
        begins && this.#piece.length >= headBytes ? Uint8Array.from(this.#piece.slice(0, headBytes)) : undefined;
      const length = head === undefined ? undefined : this.#shape.lengthOf(head);
      if (begins && head === undefined) return undefined;
      if (length !== undefined && this.#piece.length < length) return undefined;
      if (length !== undefined && this.#isSound(length)) return length;
      this.#drop(1);
    }
    return undefined;
  }

  #isSound(length: number): boolean {
    const behind = this.#piece[length];
    if (behind !== undefined && behind !== this.#shape.marker[0]) return false;
    return this.#shape.isSound(Uint8Array.from(this.#piece.slice(0, length)));
  }

  #take(length: number): FoundFrame | undefined {
    const bytes = Uint8Array.from(this.#piece.slice(0, length));
    const from = this.#received - this.#piece.length;
    const startedAt = this.#times[0];
    const at = this.#times[length - 1];
    const timed = startedAt !== undefined && at !== undefined;
    if (timed && at - startedAt > this.#shape.frameMs + hostLatenessMs) {
      this.#drop(length);
      return undefined;
    }
    this.#piece.splice(0, length);
    this.#times.splice(0, length);
    const place = { bytes, from, to: from + length };
    return timed ? { ...place, startedAt, at } : place;
  }

  #drop(count: number): void {
    this.#discarded += count;
    this.#piece.splice(0, count);
    this.#times.splice(0, count);
  }
}
