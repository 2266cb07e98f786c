/** Times of day, also in the hour after midnight. */
import { expect, it } from 'vitest';
import { languages } from '../../foundation/measurement/declaration.ts';
import { clockText, dateTimeText } from './time-text.ts';

it.each(languages)('the day begins at 00:00 and not at 24:00 (%s)', (language) => {
  const early = new Date(2026, 0, 1, 0, 5);
  expect(clockText(early, language)).toBe('00:05');
  expect(dateTimeText(early.toISOString(), language)).toMatch(/\b00:05$/);
  expect(clockText(new Date(2026, 0, 1, 14, 32), language)).toBe('14:32');
});

it('a day is never taken for a month: the year stands first in every language', () => {
  const day = new Date(2026, 2, 4, 14, 32).toISOString();
  expect(languages.map((language) => dateTimeText(day, language).replaceAll('-', '/'))).toEqual(
    languages.map(() => '2026/03/04 14:32'),
  );
});
