/** Answers that count when the next one agrees, and by how many. */
import { expect, it } from 'vitest';
import { agreed } from './agreement.ts';

const same = (one: number, other: number) => one === other;

/** What comes of these answers, and how many of them it took. */
async function taken(answers: readonly (number | undefined)[], times?: number): Promise<[number, number]> {
  let asked = 0;
  const ask = () => Promise.resolve(answers[asked++]);
  return [await agreed(ask, same, times), asked];
}

it('two in a row that are alike are taken, and no third is asked for', async () => {
  expect(await taken([5, 5, 7])).toEqual([5, 2]);
});

it('one that nobody confirms is not taken', async () => {
  expect(await taken([5, 6, 5, 6, 6])).toEqual([6, 5]);
});

it('one of a wrong shape between them begins anew, though both sides of it are alike', async () => {
  expect(await taken([5, undefined, 5, 5])).toEqual([5, 4]);
  expect(await taken([undefined, undefined, 5, 5])).toEqual([5, 4]);
});

it('as many as are wanted are waited for, and one that differs begins anew', async () => {
  expect(await taken([5, 5, 5, 5], 4)).toEqual([5, 4]);
  expect(await taken([5, 5, 5, 6, 6, 6, 6], 4)).toEqual([6, 7]);
});

it('the last one is given, where being alike is not being the same', async () => {
  const answers = [5, 5.1];
  const near = (one: number, other: number) => Math.abs(one - other) < 0.2;
  expect(await agreed(() => Promise.resolve(answers.shift()), near)).toBe(5.1);
});

it('a line that fails is heard of', async () => {
  await expect(agreed(() => Promise.reject(new Error('gone')), same)).rejects.toThrow('gone');
});
