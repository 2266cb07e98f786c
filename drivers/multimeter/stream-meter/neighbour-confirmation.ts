/**
 * Which frames of a meter without a checksum may be shown and measured with. Guarantees that one frame in three whose
 * digits or flags were changed on the wire is never published, unless what it says lies within the tolerance of a frame
 * beside it or between the two frames beside it: then nobody could tell, and nothing is wrong by more than that.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { DecodedReading } from './stream-decoder.ts';

/** Two frames agree within ten digits or 0.1 %, whichever is more. */
const agreeWithin = { digits: 10, part: 0.001 } as const;

interface Seen {
  readonly decoded: DecodedReading;
  published: boolean;
}

/**
 * A frame is confirmed by agreeing with the frame before or behind it, or by being the middle one of three in a row, as
 * a number on its way from one value to another is. In steady state that costs nothing, after a change one period.
 */
export class NeighbourConfirmation {
  #before: Seen | undefined;
  #held: Seen | undefined;

  /** What may be published now that this frame has come, in the order of the frames. */
  take(decoded: DecodedReading): DecodedReading[] {
    const before = this.#before?.decoded.reading;
    const held = this.#held?.decoded.reading;
    const { reading } = decoded;
    const agree = held !== undefined && alike(held, reading);
    const all = before !== undefined && held !== undefined ? [before, held, reading] : [];
    const out: DecodedReading[] = [];
    if (this.#held !== undefined && !this.#held.published && (agree || isMiddle(held, all))) {
      this.#held.published = true;
      out.push(this.#held.decoded);
    }
    const published = agree || isMiddle(reading, all);
    if (published) out.push(decoded);
    this.#before = this.#held;
    this.#held = { decoded, published };
    return out;
  }
}

/** Everything of a reading but its number. */
function look({ status, unit, quantity, resolution, range, flags, overloadSign }: Reading): string {
  return JSON.stringify([status, unit, quantity, resolution, range, flags, overloadSign]);
}

function alike(one: Reading, other: Reading): boolean {
  if (look(one) !== look(other)) return false;
  if (one.value === null || other.value === null) return one.value === other.value;
  const largest = Math.max(Math.abs(one.value), Math.abs(other.value));
  const tolerance = Math.max(agreeWithin.digits * (one.resolution ?? 0), agreeWithin.part * largest);
  // The last part is for decimals that binary numbers cannot hold.
  return Math.abs(one.value - other.value) <= tolerance * (1 + 1e-9);
}

function isMiddle(reading: Reading | undefined, three: readonly Reading[]): boolean {
  if (reading === undefined || three.length < 3) return false;
  const same = look(reading);
  const values = three.flatMap((each) => (each.value === null || look(each) !== same ? [] : [each.value]));
  return values.length === three.length && values.sort((a, b) => a - b)[1] === reading.value;
}
