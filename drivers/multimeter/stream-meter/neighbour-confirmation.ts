/**
 * Which frames of a meter without a checksum may be shown and measured with. Guarantees that one frame in three whose
 * digits or flags were changed on the wire is never published, unless what it says lies within the tolerance of a frame
 * beside it or, while the number moves from frame to frame, between frames near it: then nobody could tell.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { DecodedReading } from './stream-decoder.ts';

/** Two frames agree within ten digits or 0.1 %, whichever is more. */
const agreeWithin = { digits: 10, part: 0.001 } as const;

interface Seen {
  readonly decoded: DecodedReading;
  published: boolean;
}

/** Frames that are compared. */
const remembered = 5;
const ramp = 4;

/**
 * A frame is confirmed by agreeing with the frame before or behind it. A number that moves by more than that is confirmed as
 * one of the inner two of four in a row that all go up or all go down; one that jumps about without any two frames agreeing, as
 * one with two of the last five on either side. In steady state that costs nothing, after a change one period.
 */
export class NeighbourConfirmation {
  #last: readonly Seen[] = [];

  /** What may be published now that this frame has come, in the order of the frames. */
  take(decoded: DecodedReading): DecodedReading[] {
    const seen: Seen = { decoded, published: false };
    const last = [...this.#last, seen].slice(-remembered);
    this.#last = last;
    return this.#confirmed(last).flatMap((each) => {
      // What a later frame has overtaken stays untold.
      if (each === undefined || last.slice(last.indexOf(each)).some(({ published }) => published)) return [];
      each.published = true;
      return [each.decoded];
    });
  }

  #confirmed(last: readonly Seen[]): readonly (Seen | undefined)[] {
    const [held, seen] = last.slice(-2);
    if (held === undefined || seen === undefined) return [];
    if (alike(held.decoded.reading, seen.decoded.reading)) return [held, seen];
    const readings = last.map((each) => each.decoded.reading);
    if (isOnItsWay(readings.slice(-ramp))) return last.slice(1 - ramp, -1);
    return isAmongRestless(readings) ? [seen] : [];
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

/** The numbers, where all frames are alike in everything else and no two in a row agree. */
function movingNumbers(readings: readonly Reading[]): readonly number[] {
  const [first] = readings;
  const isMoving = readings.every((each, place) => {
    const before = readings[place - 1];
    return first !== undefined && look(each) === look(first) && (before === undefined || !alike(before, each));
  });
  return isMoving ? readings.flatMap(({ value }) => (value === null ? [] : [value])) : [];
}

function isOnItsWay(readings: readonly Reading[]): boolean {
  const numbers = movingNumbers(readings);
  const steps = numbers.slice(1).map((number, place) => Math.sign(number - (numbers[place] ?? Number.NaN)));
  return steps.length === ramp - 1 && new Set(steps).size === 1;
}

/** Whether the newest number lies among the others. */
function isAmongRestless(readings: readonly Reading[]): boolean {
  const numbers = movingNumbers(readings);
  const newest = numbers.at(-1);
  if (newest === undefined || numbers.length < remembered) return false;
  const others = numbers.slice(0, -1);
  const half = others.length >> 1;
  return (
    others.filter((each) => each <= newest).length >= half && others.filter((each) => each >= newest).length >= half
  );
}
