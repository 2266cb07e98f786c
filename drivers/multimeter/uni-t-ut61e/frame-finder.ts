/**
 * Finds the frames in a stream of bytes without a checksum. A frame is taken only when it is *whole on both sides*:
 * it begins right after a CR LF, after a silence, or at the start of the stream, and its fourteenth byte is the LF of
 * the next CR LF. Lost bytes can only make a piece shorter, so a piece of exactly 14 bytes between two such borders is
 * what the meter sent; a window slid over the stream, which is how wrong frames are made, never happens here.
 *
 * Where times are known, two more things hold: a piece that a silence of 100 ms interrupts is thrown away, and the
 * bytes of one frame arrive within {@link longestFrameMs}. On the wire a frame takes 7.3 ms of every 500, but a host
 * sees it later and in parts (16 ms latency timer of FTDI adapters, slow bridges), hence the wider figure; two frames
 * that a busy host hands over at once are still told apart by their CR LF.
 */
import { type Es51922Frame, frameBytes, parseFrame } from './frame.ts';
import { withoutParity } from './parity.ts';

/** Silence that ends a burst; the meter is silent for 490 ms and more between two frames. */
const silenceMs = 100;
/** First to last byte of a frame, as a host may see it. */
const longestFrameMs = 60;

const cr = 0x0d;
const lf = 0x0a;

/** A frame with its place in the received stream; `to` is one past its last byte. */
export interface FoundFrame {
  readonly frame: Es51922Frame;
  readonly from: number;
  readonly to: number;
  /** Arrival of the first and of the last byte, where times are known. */
  readonly startedAt?: number;
  readonly at?: number;
}

export class FrameFinder {
  #piece: number[] = [];
  /** Whether the piece began at a border. */
  #clean = true;
  #previous = 0;
  #received = 0;
  #startedAt: number | undefined;
  #lastAt: number | undefined;
  #discarded = 0;

  /** Bytes that became part of no frame so far. */
  get discardedBytes(): number {
    return this.#discarded + this.#piece.length;
  }

  push(chunk: Uint8Array, at?: number): FoundFrame[] {
    const found: FoundFrame[] = [];
    if (at !== undefined && this.#lastAt !== undefined && at - this.#lastAt >= silenceMs) this.#border();
    if (chunk.length > 0) this.#lastAt = at;
    for (const byte of chunk) {
      if (this.#piece.length === 0) this.#startedAt = at;
      this.#piece.push(byte);
      this.#received += 1;
      const masked = byte & 0x7f;
      const ends = masked === lf && this.#previous === cr;
      this.#previous = masked;
      if (ends) {
        const frame = this.#frame(at);
        if (frame === undefined) this.#border();
        else {
          found.push(frame);
          this.#piece = [];
          this.#clean = true;
        }
      } else if (this.#piece.length >= frameBytes) {
        this.#border();
        this.#clean = false;
      }
    }
    return found;
  }

  /** Throws the piece away; what comes next begins at a border. */
  #border(): void {
    this.#discarded += this.#piece.length;
    this.#piece = [];
    this.#clean = true;
    this.#previous = this.#previous === cr ? cr : 0;
  }

  #frame(at: number | undefined): FoundFrame | undefined {
    if (!this.#clean || this.#piece.length !== frameBytes) return undefined;
    const startedAt = this.#startedAt;
    const timed = at !== undefined && startedAt !== undefined;
    if (timed && at - startedAt > longestFrameMs) return undefined;
    const bytes = withoutParity(Uint8Array.from(this.#piece));
    const frame = bytes === undefined ? undefined : parseFrame(bytes);
    if (frame === undefined) return undefined;
    const place = { frame, from: this.#received - frameBytes, to: this.#received };
    return timed ? { ...place, startedAt, at } : place;
  }
}
