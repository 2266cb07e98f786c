/** P19: suspension time is not counted as soak time; total and active time are both shown. */
import { expect, it } from 'vitest';
import { rehearse } from '../../station/compose/rehearsal.ts';
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
