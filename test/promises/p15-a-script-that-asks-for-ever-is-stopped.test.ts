/** P15, the engine's part: a script that calls the station for ever while no time passes is stopped and put back. */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { limit, procedure } from '../../procedures/language/index.ts';
import { engineRun, recordOf } from '../support/engine.ts';
import { FakeBench } from '../support/fake-bench.ts';
import { text } from '../support/small-procedures.ts';

it('endless notes end the run as undecided, with the undo done and the bench made safe', async () => {
  const endless = procedure({
    id: 'endless',
    version: '1.0.0',
    title: text('Endless'),
    needs: { supply: 'PowerSupply' },
    stages: { off: text('off') },
    measures: { v: limit.volts(text('v')).atLeast(3) },
    findings: { again: text('again') },
    async run(t, { supply }) {
      const off = () => supply.output({ on: false });
      await t.establish('off', off, off);
      for (;;) await t.note('again');
    },
  });
  const clock = new VirtualClock();
  const bench = new FakeBench(clock, { supply: { output: () => ({ output: false, mode: 'unknown' }) } });
  const run = engineRun({ procedure: endless, bench, clock });
  expect(await clock.run(run.execute())).toBe('INCONCLUSIVE');
  expect(recordOf(run).reasons).toContainEqual({ code: 'script/runaway', params: { kind: 'call-flood' } });
  expect(recordOf(run).undos).toEqual([{ name: 'off', outcome: 'done' }]);
  expect(bench.log).toContain('safe end');
}, 60_000);

it('a script that waits for nothing is noticed and ended', async () => {
  const stuck = procedure({
    id: 'stuck',
    version: '1.0.0',
    title: text('Stuck'),
    needs: { supply: 'PowerSupply' },
    stages: {},
    measures: { v: limit.volts(text('v')).atLeast(3) },
    run: () => new Promise(() => undefined),
  });
  const clock = new VirtualClock();
  const run = engineRun({ procedure: stuck, bench: new FakeBench(clock, { supply: {} }), clock });
  expect(await clock.run(run.execute())).toBe('INCONCLUSIVE');
  expect(recordOf(run).reasons).toContainEqual({ code: 'script/stuck', params: {} });
  expect(clock.now()).toBeLessThan(60_000);
});
