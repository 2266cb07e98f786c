import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { believed, believedOfThree, firmlyBelieved } from './middle.ts';

const seed = Number(process.env.TEST_SEED ?? 20260105);
const alike = (one: number, other: number) => Math.abs(one - other) <= 0.01;

/** What comes of answers one after the other: the believed number and how many answers it took. */
function taken(answers: readonly number[]): [number | undefined, number] {
  for (let count = 1; count <= answers.length; count += 1) {
    const place = believed(answers.slice(0, count), alike);
    if (place !== undefined) return [answers[place], count];
  }
  return [undefined, answers.length];
}

describe('answers without a checksum', () => {
  it('that are equal are believed at once, one alone never', () => {
    expect(taken([3.842])).toEqual([undefined, 1]);
    expect(taken([3.842, 3.842])).toEqual([3.842, 2]);
    expect(taken([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])).toEqual([Number.POSITIVE_INFINITY, 2]);
    expect(taken([Number.NaN, Number.NaN])).toEqual([Number.NaN, 2]);
  });

  it('of which one is off, wherever it stands, give one of the others', () => {
    expect(taken([9.842, 3.842, 3.843])).toEqual([3.843, 3]);
    expect(taken([3.842, 0.384, 3.843])).toEqual([3.842, 3]);
    expect(taken([3.842, 3.843, -3.842])).toEqual([3.842, 3]);
    expect(taken([3.842, Number.POSITIVE_INFINITY, 3.843])).toEqual([3.843, 3]);
    expect(taken([Number.NaN, 3.842, 3.843])).toEqual([3.843, 3]);
  });

  it('of a value that really moves give the middle of five', () => {
    expect(taken([1, 2, 9, 3, 4])).toEqual([3, 5]);
  });

  it('with one damaged among them never give more or less than the good ones say', () => {
    const good = fc.array(fc.double({ min: 3, max: 4, noNaN: true }), { minLength: 5, maxLength: 5 });
    const bad = fc.oneof(fc.double(), fc.double({ min: 2.9, max: 4.1, noNaN: true }));
    fc.assert(
      fc.property(good, fc.integer({ min: 0, max: 4 }), bad, (values, place, damaged) => {
        const answers = values.map((value, index) => (index === place ? damaged : value));
        const [result] = taken(answers);
        // Equal to a good one by chance is no damage.
        const others = values.filter((_, index) => index !== place);
        expect(result).toBeGreaterThanOrEqual(Math.min(...others));
        expect(result).toBeLessThanOrEqual(Math.max(...others));
      }),
      { seed, numRuns: 5_000 },
    );
  });
});

describe('answers of which a damaged one looks as sound as any', () => {
  const firmly = (answers: readonly number[]): [number | undefined, number] => {
    for (let count = 1; count <= answers.length; count += 1) {
      const place = firmlyBelieved(answers.slice(0, count), alike);
      if (place !== undefined) return [answers[place], count];
    }
    return [undefined, answers.length];
  };

  it('are believed when four in a row are equal, and never because three are', () => {
    expect(firmly([12.345, 12.345, 12.345, 12.345])).toEqual([12.345, 4]);
    expect(firmly([2.345, 2.345, 2.345, 12.345, 12.345, 12.345, 12.345])).toEqual([12.345, 7]);
  });

  it('that move a little give the middle one of five, and one that is off among them starts anew', () => {
    expect(firmly([3.84, 3.842, 3.841, 3.843, 3.844])).toEqual([3.842, 5]);
    expect(firmly([3.84, 3.842, 0.384, 3.841, 3.843, 3.844, 3.842, 3.84])).toEqual([3.842, 8]);
  });

  it('that move much come to an end as well, with the middle one of nine', () => {
    expect(firmly([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([5, 9]);
  });
});

describe('answers of which several in a row may be damaged alike', () => {
  const place = (...answers: readonly number[]) => believedOfThree(answers, alike);

  it('are believed when three in a row are alike, all of them with each other, and the last one is given', () => {
    expect(place(5)).toBeUndefined();
    expect(place(5, 5)).toBeUndefined();
    expect(place(5, 5, 5)).toBe(2);
    expect(place(5, 5.01, 5.005)).toBe(2);
    expect(place(5, 5.01, 5.02)).toBeUndefined();
    expect(place(9, 5, 5, 5)).toBe(3);
    expect(place(Number.NaN, Number.NaN, Number.NaN)).toBe(2);
  });

  it('that move come to an end with the middle one of seven', () => {
    expect(place(1, 2, 3, 4, 5, 6)).toBeUndefined();
    expect(place(1, 2, 3, 4, 5, 6, 7)).toBe(3);
    expect(place(0, 7, 6, 5, 4, 3, 2, 1)).toBe(4);
  });
});
