/** P19: suspension time is not counted as soak time; total and active time are both shown. */
import { expect, it } from 'vitest';
import { RehearsalStage, rehearse } from '../../station/compose/rehearsal.ts';
import { fold } from '../../station/record/fold.ts';
import { smallBundle } from '../support/small-bundle.ts';

const bundle = await smallBundle();

it('three suspensions in one soak: every sample is taken, active time is the declared time, total time is longer', async () => {
  const cuts = new Map([
    [10, 20_000],
    [25, 45_000],
    [40, 70_000],
  ]);
  const { record } = await rehearse({
    bundle,
    onEntry(entry, stage) {
      const cutMs = entry.kind === 'sample' ? cuts.get(entry.index) : undefined;
      if (cutMs === undefined) return;
      cuts.delete((entry as { index: number }).index);
      stage.setFault('meter', 'unplug', true);
      stage.clock.after(cutMs, () => stage.setFault('meter', 'unplug', false));
    },
  });
  const soak = record.steps.find((step) => step.kind === 'soak');
  const stood = record.interruptions.reduce((sum, one) => sum + (one.gapMs ?? 0), 0);
  expect(record.interruptions).toHaveLength(3);
  expect(soak).toMatchObject({ samples: 61, holes: 0, plannedMs: 600_000 });
  expect(soak?.activeMs).toBeGreaterThanOrEqual(600_000);
  expect(soak?.activeMs).toBeLessThan(605_000);
  expect((soak?.totalMs ?? 0) - (soak?.activeMs ?? 0)).toBeCloseTo(stood, 0);
  expect(record.totalMs - record.activeMs).toBeCloseTo(stood, 0);
  expect(stood).toBeGreaterThan(90_000);
  expect(record.verdict).toBe('PASS');
});

it('a suspension, a crash and another suspension in one soak: both times are right after the resume', async () => {
  const cuts = new Map([
    [10, 20_000],
    [40, 70_000],
  ]);
  let died: () => void = () => undefined;
  const death = new Promise<'died'>((resolve) => {
    died = () => resolve('died');
  });
  let crashed = false;
  const stage = new RehearsalStage({
    bundle,
    onEntry(entry) {
      if (entry.kind !== 'sample') return;
      const cutMs = cuts.get(entry.index);
      if (cutMs !== undefined) {
        cuts.delete(entry.index);
        stage.setFault('meter', 'unplug', true);
        stage.clock.after(cutMs, () => stage.setFault('meter', 'unplug', false));
      }
      if (entry.index === 25 && !crashed) {
        crashed = true;
        stage.crash();
        died();
      }
    },
  });
  expect(await stage.clock.run(Promise.race([death, stage.execute()]))).toBe('died');
  await stage.clock.advance(60_000);
  await stage.clock.run(stage.execute());
  const record = fold(stage.store.entries('rehearsal'));
  const soak = record.steps.find((step) => step.kind === 'soak');
  const stood = record.interruptions
    .filter(({ cause }) => cause !== 'crash')
    .reduce((sum, one) => sum + (one.gapMs ?? 0), 0);
  expect(record.interruptions.map(({ cause, ended }) => [cause, ended])).toEqual([
    ['instrument-lost', true],
    ['crash', true],
    ['instrument-lost', true],
  ]);
  expect(soak).toMatchObject({ samples: 61, holes: 0, plannedMs: 600_000 });
  expect(soak?.activeMs).toBeGreaterThanOrEqual(600_000);
  expect(soak?.activeMs).toBeLessThan(605_000);
  // The soak's own total is all time since it began, so it has the minute without a station too; the run's has not.
  const apart = record.interruptions.find(({ cause }) => cause === 'crash')?.gapMs ?? Number.NaN;
  expect(apart).toBeGreaterThanOrEqual(60_000);
  expect((soak?.totalMs ?? 0) - (soak?.activeMs ?? 0)).toBeCloseTo(stood + apart, 0);
  expect(record.totalMs - record.activeMs).toBeCloseTo(stood, 0);
  expect(record.verdict).toBe('PASS');
});
