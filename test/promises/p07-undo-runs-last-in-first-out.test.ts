/** P7: undo runs last-in first-out, each with its own timeout; one that fails does not stop the next; all is recorded. */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { limit, min, procedure, sec } from '../../procedures/language/index.ts';
import { engineRun, recordOf } from '../support/engine.ts';
import { FakeBench, reading } from '../support/fake-bench.ts';
import { text } from '../support/small-procedures.ts';

const hostile = procedure({
  id: 'hostile-undo',
  version: '1.0.0',
  title: text('Hostile undo'),
  needs: { meter: 'Multimeter', supply: 'PowerSupply' },
  stages: { good: text('good'), throws: text('throws'), hangs: text('hangs'), slow: text('slow'), work: text('work') },
  measures: { v: limit.volts(text('v')).between(3, 5) },
  async run(t, { meter, supply }) {
    const nothing = () => Promise.resolve();
    await t.establish('good', nothing, () => supply.output({ on: false }));
    await t.establish('throws', nothing, () => Promise.reject(new Error('no such valve')));
    await t.establish('hangs', nothing, () => new Promise(() => undefined), { undoTimeout: sec(3) });
    await t.establish('slow', nothing, () => supply.measure({}, { deadline: min(5) }), {
      undoTimeout: sec(2),
    });
    await t.measure('v', await t.step('work', () => meter.read({ quantity: 'voltage' })));
  },
});

function world() {
  const clock = new VirtualClock();
  const bench = new FakeBench(clock, {
    meter: {
      read: () => reading(4),
    },
    supply: { output: () => ({ output: false, mode: 'unknown' }), measure: () => clock.sleep(60_000) },
  });
  return { clock, bench };
}

const expected = [
  { name: 'slow', outcome: 'timed-out' },
  { name: 'hangs', outcome: 'timed-out' },
  { name: 'throws', outcome: 'failed' },
  { name: 'good', outcome: 'done' },
];

it('after the run, hostile undos are tried from the last to the first and the good one still runs', async () => {
  const { clock, bench } = world();
  const run = engineRun({ procedure: hostile, bench, clock });
  expect(await clock.run(run.execute())).toBe('PASS');
  expect(recordOf(run).undos.map(({ name, outcome }) => ({ name, outcome }))).toEqual(expected);
  expect(bench.log.indexOf('supply.output')).toBeLessThan(bench.log.indexOf('safe end'));
});

it('after a Stop in the middle of a step the same happens, and what the step waited for never acts', async () => {
  const { clock, bench } = world();
  const run = engineRun({ procedure: hostile, bench, clock });
  const verdict = run.execute();
  run.journal.onEntry((entry) => {
    if (entry.kind === 'step.start') void run.stop('test');
  });
  expect(await clock.run(verdict)).toBe('STOPPED');
  const record = recordOf(run);
  expect(record.undos.map(({ name, outcome }) => ({ name, outcome }))).toEqual(expected);
  expect(record.measures[0]?.verdict).toBe('UNSET');
  expect(clock.now()).toBeLessThan(20_000);
});

it('a second Stop, an answer that comes later and a Stop after the end change nothing', async () => {
  const { clock, bench } = world();
  const run = engineRun({ procedure: hostile, bench, clock });
  const verdict = run.execute();
  run.journal.onEntry((entry) => {
    if (entry.kind === 'step.start' || entry.kind === 'undo') void run.stop('impatient');
  });
  expect(await clock.run(verdict)).toBe('STOPPED');
  const entries = recordOf(run).entries;
  expect(await run.stop('too late')).toBe('STOPPED');
  expect(recordOf(run).entries).toBe(entries);
});
