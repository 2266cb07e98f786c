/** P13: two prompts never overlap; an unanswered prompt does not block Stop. */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { limit, procedure, prompt } from '../../procedures/language/index.ts';
import type { Entry } from '../../station/record/entry.ts';
import { engineRun, entriesOf, recordOf } from '../support/engine.ts';
import { FakeBench, reading } from '../support/fake-bench.ts';
import { text } from '../support/small-procedures.ts';

const asking = procedure({
  id: 'asking',
  version: '1.0.0',
  title: text('Asking'),
  needs: { meter: 'Multimeter' },
  stages: { work: text('work') },
  measures: { v: limit.volts(text('v')).between(3, 5) },
  prompts: {
    first: prompt.confirm(text('first?')),
    second: prompt.choose(text('second?'), { left: text('left'), right: text('right') }),
    third: prompt.number(text('third?'), { unit: 'V', low: 1, high: 9 }),
  },
  async run(t, { meter }) {
    await Promise.all([t.confirm('first'), t.ask('second'), t.ask('third')]);
    await t.measure('v', await t.step('work', () => meter.read({ quantity: 'voltage' })));
  },
});

function start(clock: VirtualClock) {
  const bench = new FakeBench(clock, { meter: { read: () => reading(4) } });
  return engineRun({ procedure: asking, bench, clock, answers: { prepared: {}, simulated: false } });
}

function promptOrder(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'prompt' || entry.kind === 'answer' ? [`${entry.kind} ${entry.key}`] : [],
  );
}

it('three questions asked at once are put one after the other, each after the answer to the one before', async () => {
  const clock = new VirtualClock();
  const run = start(clock);
  const answers: Record<string, unknown> = { first: true, second: 'right', third: 4.2 };
  run.journal.onEntry((entry) => {
    if (entry.kind === 'prompt') clock.after(3_000, () => run.prompts.answer(entry.key, answers[entry.key]));
  });
  expect(await clock.run(run.execute())).toBe('PASS');
  expect(promptOrder(entriesOf(run))).toEqual([
    'prompt first',
    'answer first',
    'prompt second',
    'answer second',
    'prompt third',
    'answer third',
  ]);
  expect(recordOf(run).prompts.every((one) => one.openMs === 3_000 && one.by === 'operator')).toBe(true);
});

it('a question that nobody answers does not keep a Stop waiting', async () => {
  const clock = new VirtualClock();
  const run = start(clock);
  const verdict = run.execute();
  clock.after(60_000, () => void run.stop('operator'));
  expect(await clock.run(verdict)).toBe('STOPPED');
  expect(clock.now()).toBeLessThan(63_000);
  expect(promptOrder(entriesOf(run))).toEqual(['prompt first']);
});

it('an answer of the wrong kind, to another question, or out of bounds is refused and the question stays open', async () => {
  const clock = new VirtualClock();
  const run = start(clock);
  const verdict = run.execute();
  const refused: string[] = [];
  const attempt = (key: string, value: unknown) => {
    try {
      run.prompts.answer(key, value);
    } catch (error) {
      refused.push((error as { code: string }).code);
    }
  };
  run.journal.onEntry((entry) => {
    if (entry.kind !== 'prompt') return;
    clock.after(1_000, () => {
      attempt('nothing', true);
      if (entry.key === 'first') for (const value of ['perhaps', true]) attempt('first', value);
      if (entry.key === 'second') for (const value of ['up', 'left']) attempt('second', value);
      if (entry.key === 'third') for (const value of [0.5, '', 'x', 5]) attempt('third', value);
    });
  });
  expect(await clock.run(verdict)).toBe('PASS');
  expect(refused.filter((code) => code === 'answer/invalid')).toHaveLength(5);
  expect(refused.filter((code) => code === 'answer/no-question')).toHaveLength(3);
});

it('an answer is asked for only once: a run that goes on after a crash does not ask again', async () => {
  const clock = new VirtualClock();
  const run = start(clock);
  const verdict = run.execute();
  run.journal.onEntry((entry) => {
    if (entry.kind === 'prompt')
      clock.after(1_000, () => run.prompts.answer(entry.key, { first: 'yes', second: 'left', third: '3' }[entry.key]));
  });
  await clock.run(verdict);
  expect(recordOf(run).prompts.map((one) => one.value)).toEqual([true, 'left', 3]);
});
