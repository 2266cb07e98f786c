/**
 * How long an instrument may take until its first reading after a fault is over. An instrument that talks by itself needs three
 * of its frames, four after a silence; one that is asked two readings, the one that was spoilt and the next
 * (docs/decisions: how soon after a fault). Not one of these figures depends on the speed of the machine.
 */
import { failureOf } from '../../foundation/failure.ts';
import type { DriverManifest } from '../contract/driver.ts';
import type { FaultName } from '../contract/fault.ts';
import { type Bench, readWithinMs } from './conformance.ts';
import { lookOf } from './truth.ts';

export type LinkFault = Extract<FaultName, 'silence' | 'garbage' | 'byte-loss' | 'late-answer'>;

/** Four frames of the slowest, which sends two a second. */
const talking = 2_000;
/** The wire holds back by this much under `late-answer`; the fault is over when the last of them has come. */
const heldBackMs = 15_000;
/** One that is asked may take its whole deadline for a reading: that is its frame period. */
const asked: Readonly<Record<LinkFault, number>> = {
  garbage: 2 * readWithinMs,
  'byte-loss': 2 * readWithinMs,
  silence: 2 * readWithinMs,
  // Such a line is believed only when no second answer may come any more.
  'late-answer': heldBackMs + 3 * readWithinMs,
};
const slower: Readonly<Record<string, Readonly<Partial<Record<LinkFault, number>>>>> = {
  // Six questions make one of its readings, three readings must agree while an old answer may come: more than one deadline.
  'fluke-45': { silence: 30_000, 'late-answer': heldBackMs + 30_000 },
  // At 600 baud a question with its answer takes half a second.
  'metex-me31': { 'late-answer': heldBackMs + 5 * readWithinMs },
};

/** Clock milliseconds. */
export function recoveryWithinMs({ id, silentAfterMs }: DriverManifest, fault: LinkFault): number {
  return silentAfterMs !== undefined ? talking : (slower[id]?.[fault] ?? asked[fault]);
}

/** Clock milliseconds until a first reading, opening included where it has given itself up; it stops looking after `withinMs`. */
export async function recoveryMs(bench: Bench, withinMs: number): Promise<number> {
  const { clock, driver } = bench;
  const began = clock.now();
  while (clock.now() - began <= withinMs) {
    if (bench.lost.length > 0) {
      bench.lost.length = 0;
      await bench.open();
    }
    const look = lookOf[bench.instrument.capability];
    try {
      const answer = await clock.run(bench.instrument.call(look.verb, look.args, { deadlineMs: readWithinMs }));
      const readings = Object.entries(look.readings(answer)).filter(([name]) => !driver.manifest.lacks?.includes(name));
      if (readings.every(([, { status }]) => status === 'ok')) break;
    } catch (error) {
      if (failureOf(error).code === 'internal/error') throw error;
    }
  }
  return clock.now() - began;
}
