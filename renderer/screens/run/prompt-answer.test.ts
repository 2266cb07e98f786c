/** Numbers that people type as an answer. */
import { expect, it } from 'vitest';
import { numberAnswer } from './prompt-answer.ts';

it.each([
  ['3.303', 3.303],
  ['３．３０３', 3.303],
  ['3。3', 3.3],
  ['3,3', 3.3],
  ['0,500', 0.5],
  ['-.5', -0.5],
  [' 12 ', 12],
])('%s is understood as %d', (typed, value) => expect(numberAnswer(typed)).toBe(value));

it.each(['1,234', '12,345', '1,234.5', '1,234,567', '1.234,5', '', 'abc', '0x10', '1e3', '--1'])(
  '%s is asked for again and never taken for another number',
  (typed) => expect(numberAnswer(typed)).toBeUndefined(),
);
