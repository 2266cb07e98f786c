/**
 * Frames of one length out of any byte stream, for recordings: looks for the next place where a whole sound frame
 * begins, and counts everything else as discarded. Without time there is no second frame to ask for, so one counts by
 * itself.
 */
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { StreamDecoder } from '../contract/driver.ts';

/** Where a reading came from and when. */
export type FrameMoment = Pick<Reading, 'at' | 'span'>;

export interface FixedFrame<Frame> {
  readonly bytes: number;
  /** Undefined when these bytes, as many as a frame has, are none. */
  parse(bytes: Uint8Array): Frame | undefined;
  readings(frame: Frame, when: FrameMoment): readonly Reading[];
}

export class FixedFrameDecoder<Frame> implements StreamDecoder {
  readonly #shape: FixedFrame<Frame>;
  #pending = new Uint8Array(0);
  #passed = 0;
  discardedBytes = 0;

  constructor(shape: FixedFrame<Frame>) {
    this.#shape = shape;
  }

  push(chunk: Uint8Array, at?: number): Reading[] {
    const joined = new Uint8Array(this.#pending.length + chunk.length);
    joined.set(this.#pending);
    joined.set(chunk, this.#pending.length);
    const { bytes, parse, readings } = this.#shape;
    const found: Reading[] = [];
    let place = 0;
    while (joined.length - place >= bytes) {
      const frame = parse(joined.subarray(place, place + bytes));
      if (frame === undefined) {
        this.discardedBytes += 1;
        place += 1;
        continue;
      }
      const span = { from: this.#passed + place, to: this.#passed + place + bytes };
      found.push(...readings(frame, at === undefined ? { span } : { at, span }));
      place += bytes;
    }
    this.#pending = joined.slice(place);
    this.#passed += place;
    return found;
  }

  end(): Reading[] {
    this.discardedBytes += this.#pending.length;
    this.#passed += this.#pending.length;
    this.#pending = new Uint8Array(0);
    return [];
  }
}
