/**
 * Finds frames in which the high nibble of every byte counts its place: images of a liquid-crystal display, as the
 * FS9721, the DTM0660 and Brymen send them. A frame is taken only when all its bytes came in order and none twice, so a
 * lost or an added byte costs that frame and nothing else; a silence of 100 ms in the middle does so too.
 */
import { hostLatenessMs, silenceMs } from './line-frame-finder.ts';
import type { FoundFrame, FrameFinder } from './meter-format.ts';

export interface IndexedFrameShape {
  readonly frameBytes: number;
  /** High nibble of the first byte. */
  readonly firstIndex: 0 | 1;
  /** Milliseconds a frame takes on the line. */
  readonly frameMs: number;
}

export class IndexedFrameFinder implements FrameFinder {
  readonly #shape: IndexedFrameShape;
  #piece: number[] = [];
  #received = 0;
  #startedAt: number | undefined;
  #lastAt: number | undefined;
  #discarded = 0;

  constructor(shape: IndexedFrameShape) {
    this.#shape = shape;
  }

  get discardedBytes(): number {
    return this.#discarded + this.#piece.length;
  }

  push(chunk: Uint8Array, at?: number): FoundFrame[] {
    const found: FoundFrame[] = [];
    if (at !== undefined && this.#lastAt !== undefined && at - this.#lastAt >= silenceMs) this.#discard();
    if (chunk.length > 0) this.#lastAt = at;
    for (const byte of chunk) {
      this.#received += 1;
      const place = (byte >> 4) - this.#shape.firstIndex;
      if (place !== this.#piece.length) this.#discard();
      if (place !== this.#piece.length) {
        this.#discarded += 1;
        continue;
      }
      if (place === 0) this.#startedAt = at;
      this.#piece.push(byte);
      if (this.#piece.length === this.#shape.frameBytes) found.push(...this.#frame(at));
    }
    return found;
  }

  #discard(): void {
    this.#discarded += this.#piece.length;
    this.#piece = [];
  }

  #frame(at: number | undefined): FoundFrame[] {
    const startedAt = this.#startedAt;
    const timed = at !== undefined && startedAt !== undefined;
    if (timed && at - startedAt > this.#shape.frameMs + hostLatenessMs) {
      this.#discard();
      return [];
    }
    const bytes = Uint8Array.from(this.#piece);
    this.#piece = [];
    const place = { bytes, from: this.#received - bytes.length, to: this.#received };
    return [timed ? { ...place, startedAt, at } : place];
  }
}
