/** Sizes and times in sentences, as people read them. */
import { expect, it } from 'vitest';
import { languages } from '../../foundation/measurement/declaration.ts';
import { failureText } from './failure-text.ts';
import { localTimeText, sizeText } from './size-text.ts';

it('a sentence names gigabytes where megabytes are many, and the clock of this place', () => {
  for (const language of languages) {
    const room = failureText({ code: 'check/disk-room', params: { freeMb: 78_312 } }, language);
    expect(room).toContain('78 GB');
    expect(room).not.toMatch(/MB|78312/);
    const now = '2026-11-22T05:01:33.123Z';
    const clock = failureText({ code: 'check/clock-good', params: { now } }, language);
    expect(clock).toContain(localTimeText(now));
    expect(clock).not.toMatch(/T05|Z|\.123/);
  }
  expect(failureText({ code: 'check/disk-low', params: { freeMb: 12, neededMb: 500 } }, 'en')).toContain('12 MB');
});

it('a size has the digits that mean something', () => {
  expect([0, 999, 7_840_000, 81e9].map(sizeText)).toEqual(['0 B', '999 B', '7.8 MB', '81 GB']);
});

it('what is no time stays as it is', () => {
  expect(localTimeText('soon')).toBe('soon');
  expect(localTimeText('2026-01-02T03:04:05Z')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
});
