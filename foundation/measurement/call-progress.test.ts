import { expect, it } from 'vitest';
import { isSoundProgress, percentOf } from './call-progress.ts';

const of = (done: number, total: number) => ({ done, total, unit: 'bytes' }) as const;

it('percents are whole, and a hundred only when everything is there', () => {
  expect([0, 1, 99, 100, 999, 1_000].map((done) => percentOf(of(done, 1_000)))).toEqual([0, 0, 9, 10, 99, 100]);
  expect(percentOf(of(250, 200))).toBe(100);
  expect(percentOf(of(-5, 200))).toBe(0);
});

it.each([
  [0, 1, true],
  [1, 1, true],
  [0.5, 1, true],
  [0, 0, false],
  [-1, 1, false],
  [2, 1, false],
  [0, -1, false],
  [Number.NaN, 1, false],
  [0, Number.NaN, false],
  [0, Number.POSITIVE_INFINITY, false],
  [Number.NEGATIVE_INFINITY, 1, false],
])('%d of %d may be shown: %s', (done, total, isShown) => {
  expect(isSoundProgress(of(done, total))).toBe(isShown);
});
