import { expect, it } from 'vitest';
import { VirtualClock } from '../foundation/clock/virtual-clock.ts';
import { firstBrokenLink } from '../station/journal/chain.ts';
import { engineRun, entriesOf, recordOf } from './support/engine.ts';
import { FakeBench, reading } from './support/fake-bench.ts';
import { smallProcedure } from './support/small-procedures.ts';

function bench(clock: VirtualClock) {
  return new FakeBench(clock, {
    meter: { read: () => reading(4 - clock.now() / 1e7) },
    supply: { output: () => ({ output: false, mode: 'unknown' }) },
  });
}

it('a procedure that finds everything in order ends in PASS with an unbroken chain and its undo done', async () => {
  const clock = new VirtualClock();
  const world = bench(clock);
  const run = engineRun({ procedure: smallProcedure, bench: world, clock });
  const verdict = await clock.run(run.execute());
  const record = recordOf(run);
  expect(record.measures.map(({ key, verdict: each, reason }) => [key, each, reason])).toEqual([
    ['open', 'PASS', undefined],
    ['sag', 'PASS', undefined],
    ['lowest', 'PASS', undefined],
    ['samples', 'PASS', undefined],
  ]);
  expect(verdict).toBe('PASS');
  expect(record.undos).toEqual([{ name: 'off', outcome: 'done' }]);
  expect(firstBrokenLink(entriesOf(run))).toBeNull();
  expect(record.steps.find((step) => step.name === 'soak')).toMatchObject({ samples: 61, holes: 0 });
  expect(clock.now()).toBeGreaterThan(660_000);
  expect(world.log.slice(-2)).toEqual(['safe end', 'released']);
});

it('the same run on the same virtual time gives the same hashes', async () => {
  const hashes: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    const clock = new VirtualClock();
    const run = engineRun({ procedure: smallProcedure, bench: bench(clock), clock });
    await clock.run(run.execute());
    hashes.push(recordOf(run).lastHash);
  }
  expect(hashes[0]).toBe(hashes[1]);
});
