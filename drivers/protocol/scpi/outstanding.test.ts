import { expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { Outstanding } from './outstanding.ts';

it('an answer that was given up may come for a minute, and then counts as one that never will', async () => {
  const clock = new VirtualClock();
  const lost = new Outstanding(clock);
  lost.asked();
  await clock.advance(20_000);
  lost.asked();
  expect(lost.count).toBe(2);
  await clock.advance(40_000);
  expect(lost.count).toBe(2);
  await clock.advance(1);
  expect(lost.count).toBe(1);
  await clock.advance(20_000);
  expect(lost.count).toBe(0);
  expect(lost.came).toBe(0);
});

it('what comes is the oldest that was asked for, and what nobody has asked for does not count', async () => {
  const clock = new VirtualClock();
  const lost = new Outstanding(clock);
  lost.arrived();
  expect([lost.count, lost.came]).toEqual([0, 0]);
  lost.asked();
  await clock.advance(30_000);
  lost.asked();
  lost.arrived();
  expect([lost.count, lost.came]).toEqual([1, 1]);
  await clock.advance(31_000);
  expect(lost.count).toBe(1);
  lost.arrived();
  lost.arrived();
  expect([lost.count, lost.came]).toEqual([0, 2]);
});
