import { expect, it } from 'vitest';
import { PacedClock } from './paced-clock.ts';

it('an hour passes in a moment, and timers see exactly their own time', async () => {
  const clock = new PacedClock(1_000_000);
  const seen: number[] = [];
  for (const ms of [3_600_000, 1, 59_999.5]) clock.after(ms, () => seen.push(clock.now()));
  await clock.sleep(3_600_001);
  clock.stop();
  expect(seen).toHaveLength(3);
  for (const [index, ms] of [1, 59_999.5, 3_600_000].entries()) expect(seen[index]).toBeCloseTo(ms, 6);
});

it('a computer that stands still for a while makes the simulation slower, not wrong', async () => {
  const clock = new PacedClock(1_000);
  const gaps: number[] = [];
  let last = clock.now();
  for (let tick = 0; tick < 20; tick += 1) {
    await clock.sleep(5_000);
    gaps.push(clock.now() - last);
    last = clock.now();
    const until = performance.now() + (tick === 10 ? 150 : 0);
    while (performance.now() < until);
  }
  clock.stop();
  for (const gap of gaps) expect(gap).toBeCloseTo(5_000, 6);
});

it('time stands still while something holds it', async () => {
  const clock = new PacedClock(100_000);
  let release: () => void = () => undefined;
  void clock.hold(new Promise<void>((resolve) => (release = resolve)));
  let fired = false;
  clock.after(10, () => {
    fired = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(fired).toBe(false);
  release();
  await clock.sleep(10);
  expect(fired).toBe(true);
  clock.stop();
});

it('a timer set from outside while the clock waits comes before the one it waits for', async () => {
  const clock = new PacedClock(10);
  const order: string[] = [];
  clock.after(5_000, () => order.push('late'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const before = clock.now();
  expect(before).toBeGreaterThan(0);
  clock.after(100, () => order.push('soon'));
  await clock.sleep(200);
  clock.stop();
  expect(order).toEqual(['soon']);
  expect(clock.now() - before).toBeLessThan(4_000);
});
