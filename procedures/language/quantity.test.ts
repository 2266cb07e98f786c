import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Unit } from '../../foundation/measurement/unit.ts';
import { evaluate, type Leaf, type Value } from './expression.ts';
import { limit } from './limit.ts';
import { type Amount, type Measured, type Quantity, q } from './quantity.ts';

const seed = 20_260_105;

function measured<U extends Unit>(unit: U, value: number | null, u95?: number, entry = 1): Measured<U> {
  const status = value === null ? 'overrange' : 'ok';
  const known = u95 === undefined ? {} : { u95 };
  return { value, unit, status, flags: [], ...known, ref: { entry, path: ['v'] } };
}

describe('arithmetic over quantities', () => {
  it('gives ohms for volts by amperes, with both uncertainties in quadrature', () => {
    const sag = q.minus(measured('V', 4, 0.003, 1), measured('V', 3.8, 0.004, 2));
    expect(sag.value).toBeCloseTo(0.2, 12);
    expect(sag.u95).toBeCloseTo(0.005, 12);
    const ohms = q.per(sag, measured('A', 2, 0, 3));
    expectTypeOf(ohms).toEqualTypeOf<Quantity<'Ohm'>>();
    expect(ohms).toMatchObject({ unit: 'Ohm', status: 'ok' });
    expect(ohms.value).toBeCloseTo(0.1, 12);
    expect(ohms.u95).toBeCloseTo(0.0025, 12);
  });

  it('gives kelvins for a difference of temperatures and ampere hours for ampere seconds', () => {
    const rise = q.minus(measured('Cel', 40), measured('Cel', 25));
    expectTypeOf(rise).toEqualTypeOf<Quantity<'K'>>();
    expect(rise).toMatchObject({ value: 15, unit: 'K' });
    expect(q.plus(measured('Cel', 25), rise)).toMatchObject({ value: 40, unit: 'Cel' });
    expect(q.times(measured('A', 2), measured('s', 1800))).toMatchObject({ value: 1, unit: 'A.h' });
    expect(q.percentOf(measured('A.h', 3.2), measured('A.h', 4))).toMatchObject({ value: 80, unit: '%' });
  });

  it('never makes a number out of an overload, a division by zero, or an unknown uncertainty', () => {
    const overload = measured('V', null);
    expect(q.minus(measured('V', 4, 0.1), overload)).toMatchObject({ value: null, status: 'overrange' });
    expect(q.max(measured('V', 4), overload)).toMatchObject({ value: null, status: 'overrange' });
    expect(q.per(measured('V', 4), measured('A', 0))).toMatchObject({ value: null, status: 'invalid' });
    expect(q.minus(measured('V', 4, 0.1), measured('V', 3)).u95).toBeUndefined();
    expect(() => q.count(Number.NaN)).toThrow('script/not-a-number');
  });

  it('refuses units that do not fit, at run time too', () => {
    const cheat = (amount: unknown) => amount as Amount<'V'>;
    expect(() => q.minus(measured('V', 4), cheat(measured('Cel', 30)))).toThrow('script/units-do-not-fit');
    expect(() => q.max(measured('V', 4), cheat(measured('A', 3)))).toThrow('script/units-do-not-fit');
    // @ts-expect-error volts are no temperature
    expect(() => q.plus(measured('V', 4), measured('Cel', 3))).toThrow('script/units-do-not-fit');
    // @ts-expect-error nobody knows what volts by temperature would be
    expect(() => q.times(measured('V', 4), measured('Cel', 3))).toThrow('script/units-do-not-fit');
  });

  it('refuses a number made by hand, which nobody could trace', () => {
    const made = { value: 4, unit: 'V', status: 'ok' } as unknown as Amount<'V'>;
    expect(() => q.scale(made, 2)).toThrow('script/no-provenance');
  });

  it('computes again from the journal exactly what the script computed', () => {
    const leaf = fc.record({
      value: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null }),
      u95: fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: undefined }),
    });
    const program = fc.array(fc.tuple(fc.constantFrom('minus', 'plus', 'max', 'min', 'scale', 'per'), leaf), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(leaf, program, (first, steps) => {
        const journal: Measured<'V'>[] = [];
        const record = ({ value, u95 }: { value: number | null; u95: number | undefined }) => {
          const reading = measured('V', value, u95, journal.length);
          journal.push(reading);
          return reading;
        };
        let result: Quantity<'V'> = q.abs(record(first));
        for (const [op, operand] of steps) {
          if (op === 'scale') result = q.scale(result, operand.value ?? 2);
          else if (op === 'per') result = q.times(q.per(result, record(operand)), record(operand));
          else result = q[op as 'minus' | 'plus' | 'max' | 'min'](result, record(operand)) as Quantity<'V'>;
        }
        const lookup = (wanted: Leaf): Value | undefined => ('ref' in wanted ? journal[wanted.ref.entry] : undefined);
        const { expression, ...value } = result;
        const again = evaluate(JSON.parse(JSON.stringify(expression)), lookup);
        expect(again).toEqual(value);
        expect(value.value === null ? value.status !== 'ok' : Number.isFinite(value.value)).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('an expression whose reading is not in the journal is invalid, never a number', () => {
    const sum = q.plus(measured('V', 1, 0, 1), measured('V', 2, 0, 2));
    expect(() => evaluate(sum.expression, (leaf) => ('ref' in leaf && leaf.ref.entry === 1 ? sum : undefined))).toThrow(
      'script/units-do-not-fit',
    );
    expect(evaluate(measuredExpression(), () => undefined)).toMatchObject({ value: null, status: 'invalid' });
  });
});

function measuredExpression() {
  return q.abs(measured('1', 3)).expression;
}

describe('declared limits', () => {
  it('are refused when they are not numbers or the wrong way round', () => {
    const title = { 'zh-CN': 'a', 'zh-TW': 'b', en: 'c' };
    expect(() => limit.volts(title).between(4, 3)).toThrow('script/bad-limit');
    expect(() => limit.volts(title).atMost(Number.NaN)).toThrow('script/bad-limit');
    expect(limit.kelvin(title).atMost(12).guarded().optional().declaration).toEqual({
      title,
      unit: 'K',
      high: 12,
      guarded: true,
      required: false,
      judged: true,
    });
  });
});
