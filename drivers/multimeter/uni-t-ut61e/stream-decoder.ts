/**
 * The UT61E's stream of bytes → readings, with the whole integrity rule: borders and times (`frame-finder.ts`), bytes
 * and digits (`frame.ts`), one quantity and a defined exponent (`meaning.ts`), a changed header seen twice
 * (`header-confirmation.ts`). Losing bytes at random makes readings fewer, never wrong.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { StreamDecoder } from '../../contract/driver.ts';
import { frameBytes } from './frame.ts';
import { type FoundFrame, FrameFinder } from './frame-finder.ts';
import { HeaderConfirmation } from './header-confirmation.ts';
import { headerOf, meaningOf } from './meaning.ts';

/** A reading and the arrival of its first byte, where times are known. */
export interface DecodedReading {
  readonly reading: Reading;
  readonly startedAt?: number;
}

export class Ut61eDecoder implements StreamDecoder {
  readonly #finder = new FrameFinder();
  readonly #confirmation = new HeaderConfirmation<DecodedReading>();
  #meaningless = 0;
  #frames = 0;

  get discardedBytes(): number {
    return this.#finder.discardedBytes + (this.#meaningless + this.#confirmation.dropped) * frameBytes;
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

  #publish(found: FoundFrame): DecodedReading[] {
    const reading = meaningOf(found.frame);
    if (reading === undefined) {
      this.#meaningless += 1;
      return [];
    }
    this.#frames += 1;
    const header = headerOf(found.frame);
    const span = { from: found.from, to: found.to };
    const { at, startedAt } = found;
    if (at === undefined || startedAt === undefined) {
      return this.#confirmation.recorded(header, { reading: { ...reading, span } });
    }
    return this.#confirmation.live(header, { reading: { ...reading, at, span }, startedAt });
  }
}
