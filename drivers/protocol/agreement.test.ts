import { describe, expect, it } from 'vitest';
import { agreed } from './agreement.ts';

/** What comes of these answers, and how many of them it took. */
async function of(answers: readonly (number | undefined)[], times?: number) {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked > answers.length) throw new Error('no more answers');
    return answers[asked - 1];
  };
  const alike = (one: number, other: number) => Math.abs(one - other) < 0.5;
  const got = await agreed(ask, alike, ...(times === undefined ? [] : [times])).catch(() => 'none');
  return [got, asked];
}

describe('answers agree', () => {
  it('when two in a row are alike, and the later one counts', async () => {
    expect(await of([1, 1.2])).toEqual([1.2, 2]);
    expect(await of([1, 9, 1, 1.1])).toEqual([1.1, 4]);
  });

  it('never across one that is none', async () => {
    expect(await of([1, undefined, 1, undefined, 1])).toEqual(['none', 6]);
    expect(await of([undefined, 1, 1])).toEqual([1, 3]);
  });

  it('when as many in a row are alike as are wanted, each with the one before it', async () => {
    expect(await of([1, 1, 1, 1.4], 4)).toEqual([1.4, 4]);
    expect(await of([1, 1, 1, 9, 1, 1, 1], 4)).toEqual(['none', 8]);
    expect(await of([1, 1, 1, undefined, 1, 1, 1, 1], 4)).toEqual([1, 8]);
    expect(await of([1, 1.4, 1.8, 2.2], 4)).toEqual([2.2, 4]);
    expect(await of([7], 1)).toEqual([7, 1]);
  });
});
