/**
 * A free-running meter's stream of bytes → readings, by its format: borders and times (the finder), bytes and digits and
 * one quantity (`readingOf`), a changed header seen twice (`header-confirmation.ts`). Losing bytes at random makes
 * readings fewer, never wrong.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { StreamDecoder } from '../../contract/driver.ts';
import type { UnreadMode } from '../unread-mode.ts';
import { HeaderConfirmation } from './header-confirmation.ts';
import { type FoundFrame, type FrameFinder, headerOf, type MeterFormat } from './meter-format.ts';

/** A reading and the arrival of its first byte, where times are known. */
export interface DecodedReading {
  readonly reading: Reading;
  readonly startedAt?: number;
}

/** Hears of frames of functions that are not read; `startedAt` where times are known. */
type UnreadListener = (mode: UnreadMode, startedAt: number | undefined) => void;

export class MeterStreamDecoder implements StreamDecoder {
  readonly #format: MeterFormat;
  readonly #onUnread: UnreadListener;
  readonly #finder: FrameFinder;
  readonly #confirmation = new HeaderConfirmation<DecodedReading>();
  #meaninglessBytes = 0;
  #frames = 0;

  constructor(format: MeterFormat, onUnread: UnreadListener = () => undefined) {
    this.#format = format;
    this.#onUnread = onUnread;
    this.#finder = format.finder();
  }

  get discardedBytes(): number {
    const unpublished = this.#confirmation.dropped * this.#format.frameBytes;
    return this.#finder.discardedBytes + this.#meaninglessBytes + unpublished;
  }

  /** Frames of this meter so far, published or not: the sign that it is this meter. */
  get frames(): number {
    return this.#frames;
  }

  push(chunk: Uint8Array, at?: number): Reading[] {
    return this.decode(chunk, at).map((decoded) => decoded.reading);
  }

  /** As {@link push}, with the arrival of each frame's first byte. */
  decode(chunk: Uint8Array, at?: number): DecodedReading[] {
    return this.#finder.push(chunk, at).flatMap((found) => this.#publish(found));
  }

  end(): Reading[] {
    return this.#confirmation.end().map((decoded) => decoded.reading);
  }

  #publish({ bytes, from, to, at, startedAt }: FoundFrame): DecodedReading[] {
    const reading = this.#format.readingOf(bytes);
    if (reading === undefined) {
      this.#meaninglessBytes += to - from;
      const unread = this.#format.unreadMode?.(bytes);
      if (unread === undefined) return [];
      this.#frames += 1;
      this.#onUnread({ unread }, startedAt);
      return [];
    }
    this.#frames += 1;
    const span = { from, to };
    const header = headerOf(reading);
    if (at !== undefined && startedAt !== undefined) {
      return this.#confirmation.live(header, { reading: { ...reading, at, span }, startedAt });
    }
    const recorded = { reading: { ...reading, span } };
    return this.#format.loneHeader === 'shown' ? [recorded] : this.#confirmation.recorded(header, recorded);
  }
}
