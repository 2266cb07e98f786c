import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, isSoundReading, type Reading, u95OfSpecification } from './reading.ts';
import { type Quantity, unitFits, unitsOfQuantity } from './unit.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const good: Reading = { value: 3.303, unit: 'V', quantity: 'voltage', status: 'ok', flags: ['dc'] };

describe('a reading', () => {
  it('with a finite value, a status and a unit of its quantity is sound', () => {
    expect(isSoundReading(good)).toBe(true);
    expect(isSoundReading({ ...good, value: 0 })).toBe(true);
    expect(isSoundReading({ ...good, value: null, status: 'overrange', overloadSign: -1 })).toBe(true);
  });

  it.each([
    ['that is not a number', { value: Number.NaN }],
    ['that is infinite', { value: Number.POSITIVE_INFINITY }],
    ['without a value although it says ok', { value: null }],
    ['with a large number standing for an overload', { value: 9.9e37, status: 'overrange' as const }],
    ['too old, but with a value', { status: 'stale' as const }],
    ['in a unit of another quantity', { unit: 'A' as const }],
    ['in a unit that is spelled in another case', { unit: 'v' as unknown as Reading['unit'] }],
    ['of a quantity nobody knows', { quantity: 'voltages' as unknown as Quantity }],
    ['of a quantity that every object has', { quantity: 'constructor' as unknown as Quantity }],
    ['whose value is text', { value: '3.303' as unknown as number }],
  ])('%s is not sound', (_what, wrong) => {
    expect(isSoundReading({ ...good, ...wrong })).toBe(false);
  });

  it('never is sound with a value and any status but ok', () => {
    const statuses = fc.constantFrom<Reading['status']>('overrange', 'underrange', 'invalid', 'stale');
    fc.assert(
      fc.property(fc.double(), statuses, (value, status) => !isSoundReading({ ...good, value, status })),
      { seed },
    );
  });
});

describe('digits on a display', () => {
  it('become the number that is written, not its neighbour', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 9 }), (digits, places) => {
        const text = `${digits < 0 ? '-' : ''}${String(Math.abs(digits)).padStart(places + 1, '0')}`;
        const written = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
        return decimal(digits, -places) === Number(written);
      }),
      { seed },
    );
    expect(decimal(3303, -3)).toBe(3.303);
    expect(decimal(1001, -1)).toBe(100.1);
  });
});

describe('the uncertainty of a specification', () => {
  it('± (0.5 % + 2 counts) of 4.000 V at 1 mV is a rectangle of ± 22 mV: 25.4 mV at k = 2', () => {
    expect(u95OfSpecification(4, 0.5, 2, 0.001)).toBeCloseTo(0.0254034, 6);
  });

  it('is the same on both sides of zero and never negative', () => {
    const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(amount, fc.double({ min: 0, max: 10, noNaN: true }), fc.nat(50), (value, percent, counts) => {
        const u95 = u95OfSpecification(value, percent, counts, 0.001);
        return u95 >= 0 && u95 === u95OfSpecification(-value, percent, counts, 0.001);
      }),
      { seed },
    );
  });
});

it('every unit fits its own quantity, and none that does not list it', () => {
  const all = Object.values(unitsOfQuantity).flat();
  for (const [quantity, own] of Object.entries(unitsOfQuantity))
    for (const unit of all) expect(unitFits(quantity, unit)).toBe((own as readonly string[]).includes(unit));
});
