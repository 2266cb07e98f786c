import { describe, expect, it } from 'vitest';
import { drawnSpan, inGap, nearest, zoomed } from './series-data.ts';

describe('a curve to be drawn', () => {
  it('has a hole where nothing was measured', () => {
    const drawn = drawnSpan({
      times: Float64Array.of(0, 5_000, 10_000),
      min: Float64Array.of(1, Number.NaN, 3),
      max: Float64Array.of(2, Number.NaN, 3),
      gaps: [{ fromMs: 1_000, toMs: 9_000 }],
    });
    expect(drawn.min).toEqual([1, null, 3]);
    expect(drawn.times).toEqual([0, 5, 10]);
    expect(inGap(drawn, 5)).toBe(true);
    expect(inGap(drawn, 9.5)).toBe(false);
  });

  it('is zoomed around a place and never beyond its ends', () => {
    const whole = { fromMs: 0, toMs: 100_000 };
    expect(zoomed(whole, whole, 0.5, 90_000)).toEqual({ fromMs: 45_000, toMs: 95_000 });
    expect(zoomed({ fromMs: 45_000, toMs: 95_000 }, whole, 4, 90_000)).toEqual(whole);
    const closest = zoomed(whole, whole, 1e-9, 0);
    expect(closest).toEqual({ fromMs: 0, toMs: 1_000 });
  });

  it('finds the sample nearest to the line', () => {
    expect(nearest([0, 5, 10], 6)).toBe(1);
    expect(nearest([], 6)).toBe(-1);
  });
});
