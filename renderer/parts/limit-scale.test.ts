import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceOutside, limitScale, marginPercent } from './limit-scale.ts';

describe('a value among its limits', () => {
  it('out of range says by how much and of which limit', () => {
    expect(distanceOutside({ lo: 3.234, hi: 3.366 }, 3.404, 'V', 0.001)).toEqual({
      side: 'above',
      limit: '3.366 V',
      by: '38 mV',
    });
    expect(distanceOutside({ lo: 80 }, 71, '%', 1)).toEqual({ side: 'below', limit: '80 %', by: '9 %' });
    expect(distanceOutside({ lo: 80 }, 80, '%', 1)).toBeUndefined();
  });

  it('has a margin of the width between two limits, and of the limit where there is one', () => {
    expect(marginPercent({ lo: 3.4, hi: 4.5 }, 4.39)).toBeCloseTo(10, 6);
    expect(marginPercent({ hi: 0.18 }, 0.09)).toBeCloseTo(50, 6);
    expect(marginPercent({ hi: 0.18 }, 0.2)).toBeNull();
    expect(marginPercent({ lo: 80 }, null)).toBeNull();
  });

  it('without limits there is no bar, without a value no marker', () => {
    expect(limitScale({}, 5)).toBeUndefined();
    expect(limitScale({ lo: 1 }, null)?.marker).toBeNull();
  });

  it('always stands inside the good part exactly when it is within the limits', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), number, (lo, width, value) => {
        for (const limits of [{ lo, hi: lo + width }, { lo }, { hi: lo }]) {
          const scale = limitScale(limits, value);
          if (scale === undefined || scale.marker === null) throw new Error('no scale');
          expect(scale.marker).toBeGreaterThanOrEqual(0);
          expect(scale.marker).toBeLessThanOrEqual(1);
          const good =
            (limits.lo === undefined || value >= limits.lo) && (limits.hi === undefined || value <= limits.hi);
          if (good) {
            expect(scale.marker).toBeGreaterThanOrEqual(scale.good[0]);
            expect(scale.marker).toBeLessThanOrEqual(scale.good[1]);
            expect(scale.beyond).toBeNull();
          }
          expect(scale.good[1]).toBeGreaterThan(scale.good[0]);
        }
      }),
      { seed: 7 },
    );
  });
});
