/** P11: wall-clock jumps (daylight saving, time servers, people) change no duration or verdict and are recorded. */
import { expect, it } from 'vitest';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { smallBundle } from '../support/small-bundle.ts';

const bundle = await smallBundle();
const hour = 3_600_000;

it.each([
  ['an hour forward', hour],
  ['an hour back', -hour],
  ['a day forward', 24 * hour],
  ['a day back', -24 * hour],
])('the wall clock set %s in the middle of a soak', async (_name, byMs) => {
  const undisturbed = await rehearse({ bundle });
  const { record, entries } = await rehearse({
    bundle,
    onEntry(entry, stage) {
      if (entry.kind === 'sample' && entry.index === 30) stage.clock.stepWall(byMs);
    },
  });
  expect(record.verdict).toBe(undisturbed.record.verdict);
  expect(record.activeMs).toBe(undisturbed.record.activeMs);
  expect(record.steps.map(({ activeMs, totalMs, samples }) => ({ activeMs, totalMs, samples }))).toEqual(
    undisturbed.record.steps.map(({ activeMs, totalMs, samples }) => ({ activeMs, totalMs, samples })),
  );
  expect(record.measures.map(({ value, verdict }) => ({ value, verdict }))).toEqual(
    undisturbed.record.measures.map(({ value, verdict }) => ({ value, verdict })),
  );
  expect(record.clockSteps.map((step) => step.byMs)).toEqual([byMs]);
  const times = entries.map((entry) => entry.t);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

it('three jumps are three records', async () => {
  const { record } = await rehearse({
    bundle,
    onEntry(entry, stage) {
      if (entry.kind === 'sample' && entry.index % 20 === 10) stage.clock.stepWall(entry.index === 30 ? -hour : hour);
    },
  });
  expect(record.clockSteps.map((step) => step.byMs)).toEqual([hour, -hour, hour]);
  expect(record.verdict).toBe('PASS');
});
