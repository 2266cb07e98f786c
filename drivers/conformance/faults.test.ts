/**
 * Every driver of the catalogue under every fault a line can have, with three seeds (OHMSTEAD_SEED as in
 * `conformance.test.ts`): no wrong reading while it lasts, the first right one within the time that is declared, and
 * nothing wrong afterwards.
 */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { simulatedPhoneLink } from '../phone/android/simulator/simulated-phone-link.ts';
import { openBench, readMany, readManyUnder, recovers, rights, wrongs } from './conformance.ts';
import { type LinkFault, recoveryMs, recoveryWithinMs } from './recovery.ts';

const seeds = (process.env.OHMSTEAD_SEED ?? '41,3,7').split(',').map(Number);
const faults: readonly LinkFault[] = ['silence', 'garbage', 'byte-loss', 'late-answer'];
const reads = 6;

describe.each(catalogue.map((driver) => [driver.manifest.id, driver] as const))('%s', (_id, driver) => {
  // Bytes one by one with the first seed only: chunks are the frame finder's business, and it has no luck.
  const ways = seeds.flatMap((seed, nth) =>
    driver.link === 'bytes' && nth === 0 ? [{ seed }, { seed, chunkBytes: 1 }] : [{ seed }],
  );

  for (const way of ways) {
    it.each(faults)(
      `under %s gives no wrong reading, and a right one in time afterwards (${JSON.stringify(way)})`,
      async (fault) => {
        const bench = await openBench(driver, { ...way, phoneLink: simulatedPhoneLink });
        const outcomes = await readMany(bench, 0, 2);
        expect(rights(outcomes)).toBe(2);
        outcomes.push(...(await readManyUnder(bench, fault, 2, reads)));
        const withinMs = recoveryWithinMs(driver.manifest, fault);
        expect(await recoveryMs(bench, withinMs)).toBeLessThanOrEqual(withinMs);
        // What a free-running instrument sent late is still on its way for a while.
        if (bench.freeRunning && fault === 'late-answer') await bench.clock.advance(16_000);
        outcomes.push(...(await recovers(bench, 2 + reads, 3, 60_000)));
        expect(wrongs(outcomes)).toEqual([]);
      },
    );
  }

  // A phone's link carries whole commands and answers; there is no line to be damaged.
  if (driver.link === 'bytes') {
    it('under damage still gives right readings, so that wrong ones could show', async () => {
      let right = 0;
      for (const fault of ['garbage', 'byte-loss'] as const) {
        // A capture of a scope is dozens of answers; with every thirtieth byte gone it never comes whole, and is refused.
        const isScope = driver.manifest.capability === 'Oscilloscope';
        const bench = await openBench(driver, { seed: seeds[0] ?? 41, ...(isScope ? { damagePart: 0.05 } : {}) });
        right += rights(await readManyUnder(bench, fault, 0, 12));
      }
      expect(right).toBeGreaterThan(0);
    });
  }
});
