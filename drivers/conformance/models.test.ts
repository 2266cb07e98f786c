/** Other models of the catalogue's drivers: the truth, and no wrong reading on a line that damages and loses bytes. */
import { describe, expect, it } from 'vitest';
import { openBench, readMany, readManyUnder, recovers, rights, wrongs } from './conformance.ts';
import { otherModels } from './models.ts';

const seed = Number(process.env.OHMSTEAD_SEED?.split(',')[0] ?? 41);

describe.each(otherModels.map((each) => [each.name, each] as const))('%s', (_name, { driver, model }) => {
  const open = () => openBench(driver, model === undefined ? { seed } : { seed, model });

  it('reads the truth, and says what is too much for it', async () => {
    const bench = await open();
    expect(rights(await readMany(bench, 0, 5))).toBe(5);
    bench.faults.set('overload', true);
    expect(wrongs(await readMany(bench, 5, 2))).toEqual([]);
  });

  it.each(['garbage', 'byte-loss', 'late-answer'] as const)(
    `under %s gives no wrong reading (seed ${seed})`,
    async (fault) => {
      const bench = await open();
      const outcomes = await readManyUnder(bench, fault, 0, 8);
      outcomes.push(...(await recovers(bench, 8, 2, 60_000)));
      expect(wrongs(outcomes)).toEqual([]);
    },
  );
});
