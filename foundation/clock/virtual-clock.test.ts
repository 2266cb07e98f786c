import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);

it('an hour passes at once, and the clock shows exactly that hour', async () => {
  const clock = new VirtualClock();
  await clock.advance(3_600_000);
  expect(clock.now()).toBe(3_600_000);
});

it('timers fire by their time, and those of one instant in the order they were set', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), async (delays) => {
      const clock = new VirtualClock();
      const fired: { readonly at: number; readonly order: number }[] = [];
      for (const [order, ms] of delays.entries()) clock.after(ms, () => fired.push({ at: clock.now(), order }));
      await clock.advance(20);
      const expected = delays.map((at, order) => ({ at, order })).sort((a, b) => a.at - b.at || a.order - b.order);
      expect(fired).toEqual(expected);
    }),
    { seed, numRuns: 50 },
  );
});

it('a timer that was called off never fires, also when another one calls it off at the same instant', async () => {
  const clock = new VirtualClock();
  const fired: string[] = [];
  const cancelEarly = clock.after(10, () => fired.push('early'));
  cancelEarly();
  clock.after(20, () => cancelLate());
  const cancelLate = clock.after(20, () => fired.push('late'));
  await clock.advance(30);
  cancelLate();
  expect(fired).toEqual([]);
});

it('a timer set by a timer for the same instant still fires at that instant', async () => {
  const clock = new VirtualClock();
  const times: number[] = [];
  clock.after(5, () => clock.after(0, () => times.push(clock.now())));
  await clock.advance(6);
  expect(times).toEqual([5]);
});

it('time stands still while something is held, however long that really takes', async () => {
  const clock = new VirtualClock();
  let fired = false;
  clock.after(1, () => {
    fired = true;
  });
  const slow = new Promise<string>((resolve) => setTimeout(() => resolve('loaded'), 30));
  const work = clock.run(clock.hold(slow).then(() => ({ fired, now: clock.now() })));
  expect(await work).toEqual({ fired: false, now: 0 });
});

it('held work that fails does not hold the time for ever', async () => {
  const clock = new VirtualClock();
  const failing = clock.hold(Promise.reject(new Error('no such file')));
  await expect(failing).rejects.toThrow('no such file');
  await clock.advance(5);
  expect(clock.now()).toBe(5);
});

it('work that nothing can ever finish is reported as stuck instead of waiting for ever', async () => {
  const clock = new VirtualClock();
  await expect(clock.run(new Promise(() => undefined))).rejects.toThrow('clock/stuck');
});

it('what the work fails with is what run fails with', async () => {
  const clock = new VirtualClock();
  const work = clock.sleep(10).then(() => Promise.reject(new Error('the meter said no')));
  await expect(clock.run(work)).rejects.toThrow('the meter said no');
});

it('somebody sets the wall clock: durations do not notice', async () => {
  const clock = new VirtualClock({ wallStart: Date.UTC(2026, 0, 5, 8) });
  clock.stepWall(-3_600_000);
  await clock.advance(1_000);
  expect(clock.now()).toBe(1_000);
  expect(new Date(clock.wall()).toISOString()).toBe('2026-01-05T07:00:01.000Z');
});

it('a sleep that is aborted ends at once with the reason and leaves no timer behind', async () => {
  const clock = new VirtualClock();
  const abort = new AbortController();
  const sleeping = clock.sleep(60_000, abort.signal);
  clock.after(10, () => abort.abort(new Error('stopped')));
  await expect(clock.run(sleeping)).rejects.toThrow('stopped');
  expect(clock.now()).toBe(10);
  expect(clock.nextDueMs()).toBeUndefined();
  await expect(clock.sleep(1, abort.signal)).rejects.toThrow('stopped');
});

it('a long deadline of every short call leaves no timers behind when the call is over, and the others stay in order', async () => {
  const clock = new VirtualClock();
  const fired: number[] = [];
  for (const ms of [70_000, 10_000, 40_000]) clock.after(ms, () => fired.push(ms));
  let most = 0;
  for (let call = 0; call < 5_000; call += 1) {
    const cancel = clock.deadline(1_800_000, () => fired.push(-1));
    cancel();
    cancel();
    most = Math.max(most, clock.kept);
  }
  expect(most).toBeLessThan(200);
  expect(clock.pending).toBe(3);
  await clock.advance(2_000_000);
  expect(clock.kept).toBe(0);
  expect(fired).toEqual([10_000, 40_000, 70_000]);
});
