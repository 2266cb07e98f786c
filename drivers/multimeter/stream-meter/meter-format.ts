/**
 * What one family of free-running multimeters says on its wire, as the rest of `stream-meter/` needs it: how frames are
 * found, what one means, how fast they come. Pure: nothing here does I/O or waits.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';

/** A frame with its place in the received stream; `to` is one past its last byte. */
export interface FoundFrame {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** Arrival of the first and of the last byte, where times are known. */
  readonly startedAt?: number;
  readonly at?: number;
}

/** Cuts a stream into frames by their borders alone; what a frame says is somebody else's business. */
export interface FrameFinder {
  push(chunk: Uint8Array, at?: number): FoundFrame[];
  /** Bytes that became part of no frame so far. */
  readonly discardedBytes: number;
}

/** How fast a meter talks. */
export interface MeterPace {
  /** Milliseconds between two frames of this kind: a number is the result of what happened since the frame before. */
  periodOf(reading: Pick<Reading, 'quantity' | 'flags' | 'resolution'>): number;
  /** Milliseconds without a byte after which the meter, its data key or its cable counts as off. */
  readonly silentAfterMs: number;
}

export interface MeterFormat extends MeterPace {
  /** Bytes of what one reading is made of: a frame, or all its copies. */
  readonly frameBytes: number;
  finder(): FrameFinder;
  /** What a whole frame shows; `undefined` when these bytes are no frame of this meter. */
  readingOf(frame: Uint8Array): Reading | undefined;
  /**
   * What a frame of this meter says it is set to, where that has no place in a reading: `inductance`. `undefined` for a frame
   * with a reading, and for bytes that are none.
   */
  unreadMode?(frame: Uint8Array): string | undefined;
  /**
   * What becomes, in a recording without times, of a function or range that is seen once and then gives way to the old
   * one again: on meters that send stray frames while they range it is dropped.
   */
  readonly loneHeader: 'shown' | 'dropped';
}

/** Tells one function, range and coupling from another; a change of it is published only when it was seen twice. */
export function headerOf({ quantity, unit, range, resolution, flags }: Reading): string {
  const peak = flags.includes('peak-max') || flags.includes('peak-min');
  const kinds = (['ac', 'dc', 'diode', 'continuity'] as const).map((flag) => flags.includes(flag));
  return [quantity, unit, range, resolution, ...kinds, peak].join();
}
