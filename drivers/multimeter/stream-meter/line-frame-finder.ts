/**
 * Finds frames that end with CR LF in a stream of bytes without a checksum. A frame is taken only when it is *whole on
 * both sides*: it begins right after a CR LF, after a silence, or at the start of the stream, and its last byte is the
 * LF of the next CR LF. Lost bytes can only make a piece shorter, so a piece of exactly the right length between two
 * such borders is what the meter sent; a window slid over the stream, which is how wrong frames are made, never happens.
 *
 * Where times are known, two more things hold: a piece that a silence of 100 ms interrupts is thrown away, and the
 * bytes of one frame arrive within the time they take on the line and {@link hostLatenessMs}: a host sees them later
 * and in parts (16 ms latency timer of FTDI adapters, slow bridges). Two frames that a busy host hands over at once are
 * still told apart by their CR LF.
 */
import type { FoundFrame, FrameFinder } from './meter-format.ts';
import { withoutParity } from './parity.ts';

/** Silence that ends a burst; every one of these meters is silent for longer between two frames. */
export const silenceMs = 100;
/** By how much a host may see the last byte of a frame later than the line would bring it. */
export const hostLatenessMs = 52;

const cr = 0x0d;
const lf = 0x0a;

export interface LineFrameShape {
  readonly frameBytes: number;
  /** Seven bits with odd parity, which some adapters hand over as bit 7. */
  readonly sevenBits: boolean;
  /** Milliseconds a frame takes on the line. */
  readonly frameMs: number;
}

export class LineFrameFinder implements FrameFinder {
  readonly #shape: LineFrameShape;
  #piece: number[] = [];
  /** Whether the piece began at a border. */
  #clean = true;
  #previous = 0;
  #received = 0;
  #startedAt: number | undefined;
  #lastAt: number | undefined;
  #discarded = 0;

  constructor(shape: LineFrameShape) {
    this.#shape = shape;
  }

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
      const masked = this.#shape.sevenBits ? byte & 0x7f : byte;
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
      } else if (this.#piece.length >= this.#shape.frameBytes) {
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
    const { frameBytes, sevenBits, frameMs } = this.#shape;
    if (!this.#clean || this.#piece.length !== frameBytes) return undefined;
    const startedAt = this.#startedAt;
    const timed = at !== undefined && startedAt !== undefined;
    if (timed && at - startedAt > frameMs + hostLatenessMs) return undefined;
    const piece = Uint8Array.from(this.#piece);
    const bytes = sevenBits ? withoutParity(piece) : piece;
    if (bytes === undefined) return undefined;
    const place = { bytes, from: this.#received - frameBytes, to: this.#received };
    return timed ? { ...place, startedAt, at } : place;
  }
}
