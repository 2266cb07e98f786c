/** An oscilloscope's numbers and the unit behind them: the wanted one counts, any other makes the answer unreadable. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import { numberInUnit, numberOf, type ScopeUnit } from './number-with-unit.ts';

const seed = 500;
const units: readonly ScopeUnit[] = ['V', 's', 'Hz', '%', 'Sa/s', 'pts', 'divisions', 'count'];

it.each([
  ['5.00E-01V', 'V', 0.5],
  ['500.0mV', 'V', 0.5],
  ['C1:VDIV 5.00E-01V', 'V', 0.5],
  ['2.00E-04S', 's', 2e-4],
  ['500us', 's', 5e-4],
  ['1.00kHz', 'Hz', 1_000],
  ['12.5 kHz', 'Hz', 12_500],
  ['50.0mHz', 'Hz', 0.05],
  ['5.0MHz', 'Hz', 5e6],
  ['1.00GSa/s', 'Sa/s', 1e9],
  ['500MSa/s', 'Sa/s', 5e8],
  ['14Mpts', 'pts', 14e6],
  ['1.4Kpts', 'pts', 1_400],
  ['7.00E+04pts', 'pts', 70_000],
  ['50.1%', '%', 50.1],
  ['-3', 'divisions', -3],
] as const)('%j is a number of %s', (text, unit, value) => {
  expect(numberOf(text, unit)).toBeCloseTo(value, 12);
});

it.each([
  // A current, a voltage for a time, another count, and prefixes that nobody writes before that unit.
  ...(['3.30E+00A', '500mA', '5.00E-01s', '500.0mVpp', '500MV', '0.5X'] as const).map((text) => [text, 'V'] as const),
  ...(['2.00E-04V', '1kHz', '3ks'] as const).map((text) => [text, 's'] as const),
  ...(['14MSa', '14Mpts', '500mSa/s', '1.00E-01A'] as const).map((text) => [text, 'Sa/s'] as const),
  ...(['14MSa', '14m', '2mpts', '14 Mpoints'] as const).map((text) => [text, 'pts'] as const),
  ...(['3V', '1k'] as const).map((text) => [text, 'count'] as const),
  ...(['****', '9.9E37', '', 'V', 'AUTO'] as const).map((text) => [text, 'V'] as const),
])('%j is no number of %s', (text, unit) => {
  expect(() => numberOf(text, unit)).toThrow(
    expect.objectContaining({ code: 'instrument/unreadable', params: { answer: text } }),
  );
});

describe('whatever stands behind a number', () => {
  it('is the wanted unit with a prefix, or there is no number', () => {
    const behind = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('V', 'mV', 'A', 'mA', 's', 'Hz', 'kHz', 'pts'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...units), behind, (unit, suffix) => {
        const number = numberInUnit(`5.00E-01${suffix}`, unit);
        if (number?.kind !== 'value' || /^[\d\s.eE+-]*$/.test(suffix)) return;
        expect(suffix.trim().toLowerCase().endsWith(unit.toLowerCase())).toBe(true);
        expect(suffix.trim().length).toBeLessThanOrEqual(unit.length + 1);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('of an unreadable answer is told with a code and never thrown otherwise', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.constantFrom(...units), (text, unit) => {
        try {
          expect(Number.isFinite(numberOf(text, unit))).toBe(true);
        } catch (error) {
          if (!(error instanceof CodedError)) throw error;
          expect(error.code).toBe('instrument/unreadable');
        }
      }),
      { seed, numRuns: 2_000 },
    );
  });
});
