import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MinMaxPyramid } from './pyramid.ts';

const seed = 20_240_611;

/** By a look at every sample. */
function everySample(samples: ArrayLike<number>, from: number, to: number, missing = Number.NaN) {
  const stretch = Array.from({ length: to - from }, (_, index) => samples[from + index] ?? Number.NaN);
  const there = stretch.filter((value) => !Number.isNaN(value) && value !== missing);
  return {
    min: there.length === 0 ? Number.NaN : there.reduce((a, b) => Math.min(a, b)),
    max: there.length === 0 ? Number.NaN : there.reduce((a, b) => Math.max(a, b)),
    gap: there.length < stretch.length,
  };
}

const value = fc.oneof(
  { weight: 6, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);

describe('the pyramid', () => {
  it('tells of any stretch exactly what a look at every sample tells, however it was put together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { maxLength: 150 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        fc.nat(400),
        (parts, a, b, room) => {
          const pyramid = new MinMaxPyramid(Float64Array.from(parts[0] ?? []), { room });
          for (const part of parts.slice(1)) pyramid.extend(Float64Array.from(part));
          const all = parts.flat();
          expect(pyramid.length).toBe(all.length);
          const [from = 0, to = 0] = [a % (all.length + 1), b % (all.length + 1)].sort((x, y) => x - y);
          expect(pyramid.extent(from, to)).toEqual(everySample(all, from, to));
          expect(pyramid.extent(0, all.length)).toEqual(everySample(all, 0, all.length));
        },
      ),
      { seed, numRuns: 400 },
    );
  });

  it('covers a stretch with its columns: none left out, none twice, and never more than asked for', () => {
    const samples = Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 251);
    const pyramid = new MinMaxPyramid(samples, { missing: 0 });
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), fc.integer({ min: 1, max: 700 }), (from, count, width) => {
        const to = Math.min(5_000, from + count);
        const drawn = pyramid.columns(from, to, width);
        expect(drawn.columns).toBe(Math.min(width, to - from));
        for (let column = 0; column < drawn.columns; column++) {
          const low = drawn.first[column] ?? -1;
          const high = column === drawn.columns - 1 ? to : (drawn.first[column + 1] ?? -1);
          const truth = everySample(samples, low, high, 0);
          expect([drawn.min[column], drawn.max[column], drawn.gap[column]]).toEqual([
            truth.min,
            truth.max,
            truth.gap ? 1 : 0,
          ]);
          if (column === 0) expect(low).toBe(from);
          expect(high).toBeGreaterThan(low);
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  it('shows one missing sample among a million, and no number where all are missing', () => {
    const samples = new Float32Array(1_000_000).fill(1.5);
    samples[654_321] = Number.NaN;
    samples.fill(Number.NaN, 100_000, 200_000);
    const drawn = new MinMaxPyramid(samples).columns(0, 1_000_000, 10);
    expect([...drawn.gap]).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect(drawn.min[1]).toBeNaN();
    expect(drawn.min[6]).toBe(1.5);
  });

  it('draws samples themselves where there are fewer than columns', () => {
    const drawn = new MinMaxPyramid(Int16Array.from([5, -3, 8])).columns(0, 3, 1_000);
    expect([...drawn.min]).toEqual([5, -3, 8]);
    expect([...drawn.max]).toEqual([5, -3, 8]);
  });

  it('answers nothing for nothing', () => {
    const pyramid = new MinMaxPyramid(new Float64Array(0));
    expect(pyramid.columns(0, 100, 50).columns).toBe(0);
    expect(pyramid.extent(0, 0)).toEqual({ min: Number.NaN, max: Number.NaN, gap: false });
  });
});
