import { expect, it } from 'vitest';
import { progressText } from './progress-text.ts';

it.each([
  [{ done: 5_430_000, total: 12_000_000, unit: 'points' }, '45 % · 5.4 / 12.0 M points'],
  [{ done: 11_999_999, total: 12_000_000, unit: 'points' }, '99 % · 11.9 / 12.0 M points'],
  [{ done: 600, total: 1_200, unit: 'points' }, '50 % · 600 / 1200 points'],
  [{ done: 20_000, total: 70_000, unit: 'points' }, '28 % · 20 / 70 k points'],
  [{ done: 1_152_054, total: 1_152_054, unit: 'bytes' }, '100 % · 1.1 / 1.1 MB'],
] as const)('how far a call is, is never told as more than is there (%j)', (progress, text) => {
  expect(progressText(progress, 'en')).toBe(text);
});

it('is told in the person’s language', () => {
  const progress = { done: 1, total: 4, unit: 'points' } as const;
  expect([progressText(progress, 'zh-CN'), progressText(progress, 'zh-TW')]).toEqual([
    '25 % · 1 / 4 点',
    '25 % · 1 / 4 點',
  ]);
});
