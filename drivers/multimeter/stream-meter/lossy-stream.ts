/**
 * For tests: a long stream of a meter's frames with 3 % of its bytes lost, and what of it is published. Every published
 * reading must be the frame that was sent at the very place it says it came from.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import type { MeterFormat } from './meter-format.ts';
import { MeterStreamDecoder } from './stream-decoder.ts';

const lossPart = 0.03;

export interface LossyStream {
  readonly format: MeterFormat;
  /** What the meter may show, frame by frame, without copies. */
  readonly states: readonly Uint8Array[];
  /** How often each frame is sent. */
  readonly copies: 1 | 2;
  /** Whether the decoder is told when bytes came. */
  readonly timed: boolean;
  readonly seed: number;
  readonly count: number;
}

/** How many readings were published, and those that were never sent so. */
export function throughLoss(stream: LossyStream): { readonly published: number; readonly wrong: readonly string[] } {
  const { format, states, copies, timed, seed, count } = stream;
  const random = seededRandom(seed);
  const decoder = new MeterStreamDecoder(format);
  const sentUpTo: { readonly end: number; readonly key: string }[] = [];
  const wrong: string[] = [];
  let published = 0;
  let received = 0;
  let shown = states[0] ?? new Uint8Array();
  let at = 0;
  const take = (readings: readonly Reading[]) => {
    published += readings.length;
    for (const reading of readings) {
      const sent = sentUpTo.find(({ end }) => end >= (reading.span?.to ?? 0));
      if (sent?.key !== keyOf(reading)) wrong.push(`${keyOf(reading)} instead of ${sent?.key}`);
    }
    if (sentUpTo.length > 64) sentUpTo.splice(0, 32);
  };
  for (let sent = 0; sent < count; sent++) {
    if (random.next() < 0.2) shown = states[random.integer(0, states.length - 1)] ?? shown;
    const reading = format.readingOf(shown);
    if (reading === undefined) throw new Error(`no frame of this meter: ${Buffer.from(shown).toString('hex')}`);
    for (let copy = 0; copy < copies; copy++) {
      const left = shown.filter(() => random.next() >= lossPart);
      received += left.length;
      sentUpTo.push({ end: received, key: keyOf(reading) });
      const cut = random.integer(0, left.length);
      if (timed) take(decoder.push(left.subarray(0, cut), at + copy * 46));
      take(timed ? decoder.push(left.subarray(cut), at + copy * 46 + random.integer(0, 16)) : decoder.push(left));
    }
    at += 500;
  }
  take(decoder.end());
  return { published, wrong };
}

function keyOf({ value, unit, status, flags, range, overloadSign }: Reading): string {
  return JSON.stringify([value, unit, status, flags, range, overloadSign]);
}
