/** Text without a checksum: how many answers make a number or a word, and what becomes of answers that are none. */
import { describe, expect, it } from 'vitest';
import { decimals, SteadyQuestions, weightOf } from './steady-questions.ts';

const { signal } = new AbortController();

/** An instrument that answers these, one after the other, and the last one again and again. */
function asking(...answers: readonly string[]) {
  const counts = { asked: 0, settled: 0 };
  const questions = new SteadyQuestions({
    query: () => Promise.resolve(answers[counts.asked++] ?? answers.at(-1) ?? ''),
    send: () => Promise.resolve(),
    settle() {
      counts.settled += 1;
      return Promise.resolve();
    },
  });
  return { questions, counts };
}

const one = (answer: string) => decimals(answer, 1);

it('a number that was set is what four answers in a row say, a word what two say', async () => {
  const set = asking(' 5.000\n', '5.000', '5.000', '6.000', '5.000');
  expect(await set.questions.setting('VOLT?', one, signal)).toEqual([5]);
  expect(set.counts).toEqual({ asked: 8, settled: 0 });
  const word = asking('ON', 'OFF', 'OFF');
  expect(await word.questions.agreed('OUTP?', (answer) => answer, signal)).toBe('OFF');
  expect(word.counts.asked).toBe(3);
});

it('an answer that is none is thrown away with what comes behind it, and begins the row anew', async () => {
  const { questions, counts } = asking('5.000', '5.000', '5.000', 'x', '5.000');
  expect(await questions.setting('VOLT?', one, signal)).toEqual([5]);
  expect(counts).toEqual({ asked: 8, settled: 1 });
});

it('ten in a row that are none are given up, nine are not', async () => {
  const none = asking('x'.repeat(100));
  const refused = none.questions.setting('VOLT?', one, signal);
  await expect(refused).rejects.toMatchObject({ code: 'instrument/unreadable', params: { answer: 'x'.repeat(80) } });
  expect(none.counts).toEqual({ asked: 10, settled: 9 });
  const late = asking(...new Array<string>(9).fill('x'), '5.000');
  expect(await late.questions.setting('VOLT?', one, signal)).toEqual([5]);
});

it('numbers of one answer are believed column by column, and all of them together', async () => {
  const rows = asking('5.000,1.000', '5.000,1.100', '5.000,1.200', '5.000,1.200', '5.000,1.200', '5.000,1.200');
  const alike = (first: number, other: number) => first === other;
  const row = await rows.questions.steady('MEAS?', (answer) => decimals(answer, 2), alike, signal);
  expect([row, rows.counts.asked]).toEqual([[5, 1.2], 6]);
});

describe('decimal numbers', () => {
  it('have a point and a digit on both sides of it, and are as many as are wanted', () => {
    expect(decimals('5.000, -0.1000,+1.0', 3)).toEqual([5, -0.1, 1]);
    for (const wrong of [
      '5.000,0.100',
      '5.000,0.100,1.0,2.0',
      '5,0.100,1.0',
      '.5,0.100,1.0',
      '5.,0.100,1.0',
      '1E0,0.100,1.0',
      '',
    ])
      expect(decimals(wrong, 3)).toBeUndefined();
  });

  it('weigh what their last digit does', () => {
    expect(['5.000', '0.1', '12', '-1.2345'].map(weightOf)).toEqual([0.001, 0.1, 1, 0.0001]);
  });
});
