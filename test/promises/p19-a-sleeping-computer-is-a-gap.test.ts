/** P19: a computer that slept is a gap on record, counts in no soak, and the soak's own policy decides. */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { RehearsalStage } from '../../station/compose/rehearsal.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { SleepWatch } from '../../station/self/sleep-watch.ts';
import { smallBundle } from '../support/small-bundle.ts';

const bundle = await smallBundle();

/** Rehearses, and lets `happen` act at the tenth sample. */
async function withSleep(happen: (stage: RehearsalStage) => void) {
  let done = false;
  const stage = new RehearsalStage({
    bundle,
    onEntry(entry: Entry) {
      if (done || entry.kind !== 'sample' || entry.index !== 10) return;
      done = true;
      happen(stage);
    },
  });
  await stage.clock.run(stage.execute());
  const entries = [...stage.store.entries('rehearsal')];
  return { record: fold(entries), entries };
}
const soakOf = (record: ReturnType<typeof fold>) => record.steps.find(({ kind }) => kind === 'soak');

it('announced: the gap is as long as the sleep, every sample is taken, and no soak time passed', async () => {
  const { record } = await withSleep((stage) => {
    const { run } = stage.alive ?? {};
    run?.asleep.begins();
    run?.asleep.begins();
    // The virtual clock goes on meanwhile, as that of Windows does; the wall clock tells the same.
    stage.clock.after(15_000, () => run?.asleep.ends());
  });
  expect(record.interruptions).toEqual([expect.objectContaining({ cause: 'late-clock', gapMs: 15_000, ended: true })]);
  expect(soakOf(record)).toMatchObject({ samples: 61, holes: 0 });
  expect(record.totalMs - record.activeMs).toBeCloseTo(15_000, 0);
  expect(record.verdict).toBe('PASS');
});

it('found out afterwards: the gap has the length that was measured, and none of the run’s own time is lost', async () => {
  const { record } = await withSleep((stage) => stage.alive?.run.asleep.ends(40_000));
  expect(record.interruptions).toEqual([expect.objectContaining({ cause: 'late-clock', gapMs: 40_000, ended: true })]);
  expect(soakOf(record)).toMatchObject({ samples: 61 });
  expect(record.totalMs).toBeCloseTo(record.activeMs, 0);
});

it('longer than the soak allows: the soak fails for the gap and the run is no pass', async () => {
  const { record, entries } = await withSleep((stage) => stage.alive?.run.asleep.ends(24 * 3_600_000));
  expect(record.verdict).not.toBe('PASS');
  expect(JSON.stringify(entries.slice(-20))).toContain('soak/gap');
});

it('announced and then forgotten: the run goes on by itself', async () => {
  const { record } = await withSleep((stage) => stage.alive?.run.asleep.begins());
  expect(record.interruptions).toEqual([expect.objectContaining({ gapMs: 20_000, ended: true })]);
  expect(record.verdict).toBe('PASS');
});

it('a sleep is noticed by the time since the start, the setting of a clock is not taken for one', async () => {
  const clock = new VirtualClock();
  const slept: number[] = [];
  let asleep = 0;
  const watch = new SleepWatch(
    clock,
    () => 1_000_000 + clock.now() + asleep,
    (ms) => slept.push(ms),
  );
  await clock.run(
    (async () => {
      await clock.sleep(10_000);
      expect(slept).toEqual([]);
      asleep += 7_200_000;
      await clock.sleep(2_000);
      expect(slept).toEqual([7_200_000]);
      asleep += 3_000;
      watch.check();
      watch.check();
      expect(slept).toEqual([7_200_000, 3_000]);
      watch.close();
    })(),
  );
});
