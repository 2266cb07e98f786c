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
  /**
   * For frames without a checksum: the bytes that each of them begins and ends with. A frame then counts only if the one
   * before it ends where it begins and the one behind it begins where it ends, or nothing is there: where bytes were lost,
   * what looks like a frame by chance has no such neighbours.
   */
  readonly edges?: { readonly first: number; readonly last: number };
  /** Also for those: what hardly ever changes from one frame to the next. Changed, it counts when a second one says so. */
  settings?(frame: Frame): string;
}

export class FixedFrameDecoder<Frame> implements StreamDecoder {
  readonly #shape: FixedFrame<Frame>;
  #pending = new Uint8Array(0);
  #passed = 0;
  /** The byte before {@link #pending}. */
  #before: number | undefined;
  /** Settings of the last frame, and of the last one that counted. */
  #seen: string | undefined;
  #counted: string | undefined;
  discardedBytes = 0;

  constructor(shape: FixedFrame<Frame>) {
    this.#shape = shape;
  }

  push(chunk: Uint8Array, at?: number): Reading[] {
    const joined = new Uint8Array(this.#pending.length + chunk.length);
    joined.set(this.#pending);
    joined.set(chunk, this.#pending.length);
    const { readings, place } = this.#take(joined, false, at);
    this.#drop(joined, place);
    return readings;
  }

  end(): Reading[] {
    const { readings, place } = this.#take(this.#pending, true);
    this.discardedBytes += this.#pending.length - place;
    this.#drop(this.#pending, this.#pending.length);
    return readings;
  }

  /** Every frame that is certain by now, and the place behind which bytes have to wait for more. */
  #take(bytes: Uint8Array, isLast: boolean, at?: number): { readonly readings: Reading[]; readonly place: number } {
    const shape = this.#shape;
    const readings: Reading[] = [];
    let place = 0;
    while (bytes.length - place >= shape.bytes) {
      const behind = place + shape.bytes;
      const frame = shape.parse(bytes.subarray(place, behind));
      if (frame !== undefined && shape.edges !== undefined && behind === bytes.length && !isLast) break;
      const before = place === 0 ? this.#before : bytes[place - 1];
      if (frame === undefined || !this.#mayStandBetween(before, bytes[behind])) {
        this.discardedBytes += 1;
        place += 1;
        continue;
      }
      if (!this.#hasKnownSettings(frame)) {
        this.discardedBytes += shape.bytes;
        place = behind;
        continue;
      }
      const span = { from: this.#passed + place, to: this.#passed + behind };
      readings.push(...shape.readings(frame, at === undefined ? { span } : { at, span }));
      place = behind;
    }
    return { readings, place };
  }

  #mayStandBetween(before: number | undefined, behind: number | undefined): boolean {
    const { edges } = this.#shape;
    if (edges === undefined) return true;
    return (before ?? edges.last) === edges.last && (behind ?? edges.first) === edges.first;
  }

  #hasKnownSettings(frame: Frame): boolean {
    const settings = this.#shape.settings?.(frame);
    const isKnown = this.#seen === undefined || settings === this.#seen || settings === this.#counted;
    this.#seen = settings;
    if (isKnown) this.#counted = settings;
    return isKnown;
  }

  #drop(bytes: Uint8Array, count: number): void {
    if (count > 0) this.#before = bytes[count - 1];
    this.#pending = bytes.slice(count);
    this.#passed += count;
  }
}
