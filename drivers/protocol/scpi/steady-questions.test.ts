import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../foundation/failure.ts';
import type { ScpiSession } from './session.ts';
import { decimals, SteadyQuestions, weightOf } from './steady-questions.ts';

/** Says these one after the other, and the last one for ever. */
function bench(...answers: readonly string[]) {
  const log: string[] = [];
  let asked = 0;
  const session: Pick<ScpiSession, 'query' | 'send' | 'settle'> = {
    async query(question) {
      asked += 1;
      log.push(question);
      return answers[Math.min(asked, answers.length) - 1] ?? '';
    },
    async send(command) {
      log.push(command);
    },
    async settle() {
      log.push('settle');
    },
  };
  return { ask: new SteadyQuestions(session), log, asked: () => asked };
}
const { signal } = new AbortController();
const word = (answer: string) => (/^[A-Z]+$/.test(answer) ? answer : undefined);

describe('an answer without a checksum', () => {
  it('that is a word is what two in a row say, and what was damaged is thrown away with what comes behind it', async () => {
    const { ask, log } = bench('VOLT', 'VOLT');
    expect(await ask.agreed('FUNC?', word, signal)).toBe('VOLT');
    expect(log).toEqual(['FUNC?', 'FUNC?']);
    const damaged = bench('VOLT', 'VO?T', ' VOLT ', 'VOLT\r');
    expect(await damaged.ask.agreed('FUNC?', word, signal)).toBe('VOLT');
    expect(damaged.log).toEqual(['FUNC?', 'FUNC?', 'settle', 'FUNC?', 'FUNC?']);
  });

  it('that is the text of a number is what four in a row say', async () => {
    const { ask, asked } = bench('5.000', '5.000', '5.000', '.000', '5.000');
    expect(await ask.setting('VOLT?', (text) => text, signal)).toBe('5.000');
    expect(asked()).toBe(8);
  });

  it('ten times in a row none of its kind is told as unreadable, and nine times is not', async () => {
    const bad = Array.from({ length: 10 }, () => 'vo?t');
    const failure = await bench(...bad)
      .ask.agreed('FUNC?', word, signal)
      .catch(failureOf);
    expect(failure).toMatchObject({ code: 'instrument/unreadable', params: { answer: 'vo?t' } });
    const nine = bad.slice(1);
    const { ask } = bench(...nine, 'VOLT', ...nine, 'VOLT', 'VOLT');
    expect(await ask.agreed('FUNC?', word, signal)).toBe('VOLT');
  });

  it('of several numbers is steady when each of them is, four times the same', async () => {
    const parse = (answer: string) => decimals(answer, 2);
    const { ask, asked } = bench('1.00,2.00', '1.00,2.00', '1.00,9.00', '1.00,2.00');
    expect(await ask.steady('MEAS?', parse, () => false, signal)).toEqual([1, 2]);
    expect(asked()).toBe(7);
    const moving = bench('1.00,2.00', '1.01,2.00', '1.02,2.00', '1.03,2.00', '1.04,2.00');
    const alike = (one: number, other: number, column: number) => column === 0 && Math.abs(one - other) < 0.1;
    expect(await moving.ask.steady('MEAS?', parse, alike, signal)).toEqual([1.02, 2]);
  });
});

it('numbers have a point and digits on both sides, as many as are wanted', () => {
  expect(decimals('1.0,-2.50,+3.125', 3)).toEqual([1, -2.5, 3.125]);
  expect(decimals(' 1.0 , 2.0 ', 2)).toEqual([1, 2]);
  for (const text of ['1.0', '1.0,2.0,3.0', '1,2.0', '1.,2.0', '.5,2.0', '1.0x,2.0', 'x1.0,2.0', '1.0,', '']) {
    expect(decimals(text, 2), text).toBeUndefined();
  }
});

it('the last digit weighs what its place says', () => {
  expect(['5', '5.0', '5.000', '0.00012'].map(weightOf)).toEqual([1, 0.1, 0.001, 0.00001]);
});
