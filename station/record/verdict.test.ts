import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import type { QuantityRecord } from './quantity-record.ts';
import { judge, type MeasureVerdict } from './verdict.ts';

const seed = 20260105;
const words = { 'zh-CN': '电压', 'zh-TW': '電壓', en: 'Voltage' };
const declared = (more: Partial<DeclaredMeasure> = {}): DeclaredMeasure => ({
  key: 'voltage',
  title: words,
  unit: 'V',
  limits: { lo: 3.5, hi: 4.4 },
  rule: 'simple',
  infoOnly: false,
  optional: false,
  ...more,
});
const quantity = (value: number | null, more: Partial<QuantityRecord> = {}): QuantityRecord => ({
  value,
  unit: 'V',
  status: value === null ? 'overrange' : 'ok',
  expression: { ref: { entry: 3, path: [] } },
  verified: true,
  ...more,
});
const verdictOf = (measure: DeclaredMeasure, value: number, more: Partial<QuantityRecord> = {}) =>
  judge(measure, quantity(value, more)).verdict;
const passing: readonly MeasureVerdict[] = ['PASS', 'CONDITIONAL_PASS', 'INFO'];

describe('what cannot be judged', () => {
  it.each([
    ['nothing', null, 'reading/missing'],
    ['an overload', quantity(null), 'reading/overrange'],
    ['a reading that is too old', quantity(null, { status: 'stale' }), 'reading/stale'],
    ['an overload that still carries a good value', quantity(4, { status: 'overrange' }), 'reading/overrange'],
    ['an ok without a value', quantity(null, { status: 'ok' }), 'reading/not-finite'],
    ['NaN', quantity(Number.NaN), 'reading/not-finite'],
    ['an infinity', quantity(Number.POSITIVE_INFINITY), 'reading/not-finite'],
    ['a value in another unit', quantity(4, { unit: 'A' }), 'reading/unit'],
    ['a value in millivolts', quantity(4, { unit: 'mV' }), 'reading/unit'],
    ['an uncertainty that is not a number', quantity(4, { u95: Number.NaN }), 'reading/uncertainty'],
    ['an uncertainty below zero', quantity(4, { u95: -0.1 }), 'reading/uncertainty'],
    ['a number that does not follow from readings', quantity(4, { verified: false }), 'reading/no-provenance'],
  ])('%s fails and says why', (_what, given, reason) => {
    expect(judge(declared(), given)).toEqual({ verdict: 'FAIL', warning: false, reason });
  });

  it('a measure that nobody gave limits fails instead of passing everything', () => {
    expect(judge(declared({ limits: {} }), quantity(4))).toMatchObject({ verdict: 'FAIL', reason: 'limit/none' });
  });

  it('never passes, whatever the limits and the rule are', () => {
    const limits = fc.record({ lo: fc.double(), hi: fc.double() }, { requiredKeys: [] });
    const rules = fc.constantFrom<DeclaredMeasure['rule']>('simple', 'guarded', { guard: 0 }, { guard: 1 });
    const bad = fc.constantFrom<Partial<QuantityRecord>>(
      { value: Number.NaN },
      { value: Number.NEGATIVE_INFINITY },
      { value: null },
      { status: 'stale' },
      { status: 'invalid' },
      { unit: 'A' },
      { verified: false },
    );
    fc.assert(
      fc.property(limits, rules, bad, fc.boolean(), (given, rule, wrong, infoOnly) => {
        const measure = declared({ limits: given, rule, infoOnly });
        const { verdict, reason } = judge(measure, quantity(4, { u95: 0.01, ...wrong }));
        // What is only recorded is never judged, but it says what is wrong with it.
        return infoOnly ? verdict === 'INFO' && reason !== undefined : !passing.includes(verdict);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('a measurement for information only', () => {
  it('is recorded and never judged, and says what is wrong with it', () => {
    const measure = declared({ infoOnly: true, limits: {} });
    expect(judge(measure, quantity(4))).toEqual({ verdict: 'INFO', warning: false });
    expect(judge(measure, quantity(4, { verified: false }))).toEqual({
      verdict: 'INFO',
      warning: false,
      reason: 'reading/no-provenance',
    });
    expect(judge(measure, quantity(4, { value: null, status: 'overrange' })).reason).toBe('reading/overrange');
    expect(judge(measure, null)).toEqual({ verdict: 'INFO', warning: false, reason: 'reading/missing' });
  });
});

describe('a simple decision', () => {
  it.each([
    [3.5, 'PASS'],
    [4.4, 'PASS'],
    [3.4999999999999996, 'FAIL'],
    [4.400000000000001, 'FAIL'],
  ])('%s V against 3.5 V to 4.4 V, both included: %s', (value, verdict) => {
    expect(verdictOf(declared(), value)).toBe(verdict);
  });

  it('says on which side the value is out', () => {
    expect(judge(declared(), quantity(1)).reason).toBe('limit/under');
    expect(judge(declared(), quantity(9)).reason).toBe('limit/over');
    expect(judge(declared({ limits: { hi: 1 } }), quantity(9)).reason).toBe('limit/over');
    expect(judge(declared({ limits: { lo: 1 } }), quantity(-9)).reason).toBe('limit/under');
  });

  it('beyond a warning limit but within the limits it passes with a warning', () => {
    const measure = declared({ limits: { lo: 3.5, hi: 4.4, warnLo: 3.7, warnHi: 4.3 } });
    expect([3.6, 3.7, 4.3, 4.35].map((value) => judge(measure, quantity(value)).warning)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(judge(measure, quantity(3.6))).toEqual({ verdict: 'PASS', warning: true, reason: 'limit/warning' });
  });
});

it('a warning is only ever beside a PASS, and said as one', () => {
  const edges = fc.constantFrom(3.4, 3.5, 3.6, 3.7, 4.2, 4.3, 4.4, 4.5);
  const limits = fc.record({ lo: edges, hi: edges, warnLo: edges, warnHi: edges }, { requiredKeys: [] });
  const rules = fc.constantFrom<DeclaredMeasure['rule']>('simple', 'guarded', { guard: 0.1 });
  fc.assert(
    fc.property(limits, rules, edges, fc.constantFrom(undefined, 0, 0.1), (given, rule, value, u95) => {
      const judged = judge(declared({ limits: given, rule }), quantity(value, u95 === undefined ? {} : { u95 }));
      const isSaid = judged.verdict === 'PASS' && judged.reason === 'limit/warning';
      expect(judged.warning).toBe(isSaid);
    }),
    { seed, numRuns: 2_000 },
  );
});

it('an uncertainty of nothing is one', () => {
  const measure = declared({ rule: 'guarded' });
  expect(judge(measure, quantity(3.5, { u95: 0 }))).toEqual({ verdict: 'PASS', warning: false });
  expect(judge(measure, quantity(3.4999, { u95: 0 }))).toMatchObject({ verdict: 'FAIL', reason: 'limit/under' });
});

describe('a guarded decision (ILAC-G8:09/2019, 4.2.3)', () => {
  // Quarters have no rounding, so the borders are exactly the borders.
  const measure = declared({ limits: { lo: 1, hi: 3 }, rule: 'guarded' });

  it.each([
    [1.25, 'PASS'],
    [1.2499, 'CONDITIONAL_PASS'],
    [1, 'CONDITIONAL_PASS'],
    [0.9999, 'CONDITIONAL_FAIL'],
    [0.7501, 'CONDITIONAL_FAIL'],
    [0.75, 'FAIL'],
    [2.75, 'PASS'],
    [2.7501, 'CONDITIONAL_PASS'],
    [3, 'CONDITIONAL_PASS'],
    [3.0001, 'CONDITIONAL_FAIL'],
    [3.2499, 'CONDITIONAL_FAIL'],
    [3.25, 'FAIL'],
  ])('with limits 1 and 3 and U95 = 0.25, %s is %s', (value, verdict) => {
    expect(verdictOf(measure, value, { u95: 0.25 })).toBe(verdict);
  });

  it('without an uncertainty fails, however good the value is', () => {
    expect(judge(measure, quantity(2))).toEqual({
      verdict: 'FAIL',
      warning: false,
      reason: 'reading/no-uncertainty',
    });
  });

  it('with a band agreed beforehand needs no uncertainty and takes none', () => {
    const agreed = declared({ limits: { lo: 1 }, rule: { guard: 0.25 } });
    expect(verdictOf(agreed, 1.25)).toBe('PASS');
    expect(verdictOf(agreed, 1.2, { u95: 0.001 })).toBe('CONDITIONAL_PASS');
  });

  it('with an uncertainty as wide as the limits never simply passes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 10, noNaN: true }),
        (value) => verdictOf(measure, value, { u95: 1.0001 }) !== 'PASS',
      ),
      { seed },
    );
  });
});

describe('any decision', () => {
  const rank: readonly MeasureVerdict[] = ['FAIL', 'CONDITIONAL_FAIL', 'CONDITIONAL_PASS', 'PASS'];
  const sane = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const guard = fc.double({ min: 0, max: 1e3, noNaN: true });

  it('never gets worse as the value moves away from a limit into the good', () => {
    fc.assert(
      fc.property(sane, sane, sane, guard, (lo, one, other, band) => {
        const measure = declared({ limits: { lo }, rule: { guard: band } });
        const [worse, better] = one < other ? [one, other] : [other, one];
        return rank.indexOf(verdictOf(measure, worse)) <= rank.indexOf(verdictOf(measure, better));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('a wider guard band never makes a pass of what was none, nor a fail', () => {
    fc.assert(
      fc.property(sane, sane, guard, guard, (lo, value, one, other) => {
        const at = (band: number) => verdictOf(declared({ limits: { lo }, rule: { guard: band } }), value);
        const [narrow, wide] = [at(Math.min(one, other)), at(Math.max(one, other))];
        return (wide !== 'PASS' || narrow === 'PASS') && (wide !== 'FAIL' || narrow === 'FAIL');
      }),
      { seed, numRuns: 500 },
    );
  });

  it('is the same mirrored at zero', () => {
    fc.assert(
      fc.property(sane, sane, guard, (limit, value, band) => {
        const low = declared({ limits: { lo: limit }, rule: { guard: band } });
        const high = declared({ limits: { hi: -limit }, rule: { guard: band } });
        return verdictOf(low, value) === verdictOf(high, -value);
      }),
      { seed, numRuns: 500 },
    );
  });
});
