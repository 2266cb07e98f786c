/**
 * What comes out of every operation, with its uncertainty and the weight of its last digit, worked out by hand: the station computes
 * again with the same code, so that a wrong sign would be wrong on both sides and agree with itself.
 */
import { describe, expect, it } from 'vitest';
import type { ReadingStatus } from '../../foundation/measurement/reading.ts';
import type { Unit } from '../../foundation/measurement/unit.ts';
import { applyOperation, constantValue, type Operation, type Value } from './expression.ts';
import { quantityOf } from './quantity.ts';
import { isIntervalUnit, productOutcome, quotientOutcome } from './unit-algebra.ts';

const value = (number: number, unit: Unit, u95?: number, resolution?: number): Value => ({
  ...{ value: number, unit, status: 'ok' },
  ...(u95 === undefined ? {} : { u95 }),
  ...(resolution === undefined ? {} : { resolution }),
});

describe('one operation', () => {
  it.each<[string, Operation, readonly Value[], number | undefined, Value]>([
    // √(0.03² + 0.04²) = 0.05; the coarser digit counts.
    [
      '5 V - 3 V',
      'minus',
      [value(5, 'V', 0.03, 0.01), value(3, 'V', 0.04, 0.001)],
      undefined,
      value(2, 'V', 0.05, 0.01),
    ],
    [
      '5 V + 3 V',
      'plus',
      [value(5, 'V', 0.03, 0.001), value(3, 'V', 0.04, 0.01)],
      undefined,
      value(8, 'V', 0.05, 0.01),
    ],
    ['one digit known', 'plus', [value(5, 'V', 0.03), value(3, 'V', 0.04, 0.01)], undefined, value(8, 'V', 0.05, 0.01)],
    // A degree Fahrenheit is 5/9 K: 18 °F are 10 K, √(0.54² + 0.72²) = 0.9 °F are 0.5 K, 0.9 °F are 0.5 K.
    [
      '68 °F - 50 °F',
      'minus',
      [value(68, '[degF]', 0.54, 0.9), value(50, '[degF]', 0.72, 0.1)],
      undefined,
      value(10, 'K', 0.5, 0.5),
    ],
    ['-3 dBm - 2 dBm', 'minus', [value(-3, '{dBm}', 0.3), value(2, '{dBm}', 0.4)], undefined, value(-5, 'dB', 0.5)],
    ['20 °C + 5 K', 'plus', [value(20, 'Cel', 0.6), value(5, 'K', 0.8)], undefined, value(25, 'Cel', 1)],
    // √((3 · 0.2)² + (4 · 0.2)²) = 1.
    ['4 V · 3 A', 'times', [value(4, 'V', 0.2, 0.1), value(3, 'A', 0.2)], undefined, value(12, 'W', 1)],
    // 3600 s of 2 A: √((3600 · 0.03)² + (2 · 72)²) / 3600 = √(0.03² + 0.04²) = 0.05.
    ['2 A · 3600 s', 'times', [value(2, 'A', 0.03), value(3_600, 's', 72)], undefined, value(2, 'A.h', 0.05)],
    // 8 V / 2 A: √((0.6 / 2)² + (4 · 0.2 / 2)²) = 0.5.
    ['8 V / 2 A', 'per', [value(8, 'V', 0.6), value(2, 'A', 0.2)], undefined, value(4, 'Ohm', 0.5)],
    // 4 A.h / 2 A are 2 h: 3600 · √((0.06 / 2)² + (2 · 0.04 / 2)²) = 180.
    ['4 A.h / 2 A', 'per', [value(4, 'A.h', 0.06), value(2, 'A', 0.04)], undefined, value(7_200, 's', 180)],
    // 100 · √((0.03 / 4)² + (0.5 · 0.08 / 4)²) = 1.25.
    ['2 A.h of 4 A.h', 'percent-of', [value(2, 'A.h', 0.03), value(4, 'A.h', 0.08)], undefined, value(50, '%', 1.25)],
    ['-2 · 3 V', 'scale', [value(3, 'V', 0.1, 0.01)], -2, value(-6, 'V', 0.2, 0.02)],
    ['|-3 V|', 'abs', [value(-3, 'V', 0.1, 0.01)], undefined, value(3, 'V', 0.1, 0.01)],
    // Any of them may be it: the largest uncertainty; the digit is that of the one that is it.
    [
      'the largest of three',
      'max',
      [value(3, 'V', 0.2, 0.1), value(5, 'V', 0.1, 0.01), value(4, 'V', 0.05, 1)],
      undefined,
      value(5, 'V', 0.2, 0.01),
    ],
    ['the smallest', 'min', [value(3, 'V', 0.1, 0.1), value(5, 'V', 0.2, 0.01)], undefined, value(3, 'V', 0.2, 0.1)],
    ['temperatures', 'max', [value(20, 'Cel'), value(30, 'Cel', 1)], undefined, value(30, 'Cel')],
  ])('%s (%s)', (_what, op, operands, by, expected) => {
    const result = applyOperation(op, operands, by);
    expect(Object.keys(result).sort()).toEqual(Object.keys(expected).sort());
    expect([result.value, result.unit, result.status]).toEqual([expected.value, expected.unit, 'ok']);
    for (const part of ['u95', 'resolution'] as const)
      if (expected[part] !== undefined) expect(result[part]).toBeCloseTo(expected[part], 10);
  });

  it.each<Operation>(['minus', 'plus', 'times', 'per', 'percent-of', 'max', 'min'])(
    '%s with an uncertainty that is not known on either side has none',
    (op) => {
      const [known, unknown] = [value(2, op === 'times' ? '1' : 'V', 0.1), value(4, 'V')];
      expect(applyOperation(op, [known, unknown]).u95).toBeUndefined();
      expect(applyOperation(op, [unknown, known]).u95).toBeUndefined();
    },
  );

  it('with the dust of binary fractions on it has twelve digits', () => {
    expect(applyOperation('minus', [value(4.121, 'V'), value(4.002, 'V')]).value).toBe(0.119);
    expect(Object.is(applyOperation('minus', [value(4, 'V'), value(4, 'V')]).value, 0)).toBe(true);
    expect(Object.is(applyOperation('scale', [value(0, 'V')], -1).value, 0)).toBe(true);
    expect(applyOperation('plus', [value(999_999_999_999, '1'), value(1, '1')]).value).toBe(1_000_000_000_000);
    expect(applyOperation('plus', [value(9_999_999_999_999, '1'), value(0, '1')]).value).toBe(10_000_000_000_000);
  });

  it('that divides by nothing, or goes beyond all numbers, is invalid', () => {
    for (const result of [
      applyOperation('per', [value(1, 'V'), value(0, 'A')]),
      applyOperation('percent-of', [value(1, 'V'), value(0, 'V')]),
      applyOperation('scale', [value(1e308, 'V')], 10),
    ])
      expect([result.value, result.status]).toEqual([null, 'invalid']);
    expect(() => applyOperation('scale', [value(1, 'V')], 0)).toThrow('script/scale-by-zero');
    expect(() => applyOperation('max', [])).toThrow('script/no-operands');
    expect(() => applyOperation('minus', [value(1, 'V')])).toThrow('script/no-operands');
  });

  it('of a number out of memory says so, as long as it has an uncertainty', () => {
    const recalled: Value = { ...value(5, 'V', 0.1), recalled: true };
    expect(applyOperation('plus', [value(1, 'V', 0.1), recalled])).toMatchObject({ recalled: true });
    expect(applyOperation('plus', [value(1, 'V'), recalled])).not.toHaveProperty('recalled');
    expect(applyOperation('plus', [value(1, 'V', 0.1), value(1, 'V', 0.1)])).not.toHaveProperty('recalled');
  });
});

describe('what is not ok', () => {
  const statuses: readonly ReadingStatus[] = ['ok', 'underrange', 'overrange', 'stale', 'invalid'];
  const of = (status: ReadingStatus): Value => ({ value: status === 'ok' ? 1 : null, unit: 'V', status });

  it('makes the result what the worst of all is, whichever side it is on, and without a number', () => {
    for (const [worse, status] of statuses.entries()) {
      for (const better of statuses.slice(0, worse)) {
        for (const operands of [
          [of(status), of(better)],
          [of(better), of(status)],
        ]) {
          expect(applyOperation('plus', operands)).toEqual({ value: null, unit: 'V', status });
          expect(applyOperation('max', operands)).toEqual({ value: null, unit: 'V', status });
        }
      }
    }
  });

  it('but has a number is invalid where it says ok without one', () => {
    expect(applyOperation('abs', [{ value: null, unit: 'V', status: 'ok' }])).toMatchObject({ status: 'invalid' });
  });
});

describe('units', () => {
  it.each<[Unit, Unit, Unit, number]>([
    ['V', 'A', 'W', 1],
    ['A', 'V', 'W', 1],
    ['Ohm', 'A', 'V', 1],
    ['A', 'Ohm', 'V', 1],
    ['A', 's', 'A.h', 1 / 3_600],
    ['s', 'A', 'A.h', 1 / 3_600],
    ['W', 's', 'W.h', 1 / 3_600],
    ['s', 'W', 'W.h', 1 / 3_600],
    ['V', 'A.h', 'W.h', 1],
    ['A.h', 'V', 'W.h', 1],
    ['1', 'K', 'K', 1],
    ['K', '1', 'K', 1],
  ])('%s · %s = %s', (a, b, unit, factor) => {
    expect(productOutcome(a, b)).toEqual({ unit, factor });
  });

  it.each<[Unit, Unit, Unit, number]>([
    ['V', 'A', 'Ohm', 1],
    ['V', 'Ohm', 'A', 1],
    ['W', 'V', 'A', 1],
    ['W', 'A', 'V', 1],
    ['W.h', 'V', 'A.h', 1],
    ['W.h', 'A.h', 'V', 1],
    ['A.h', 'A', 's', 3_600],
    ['W.h', 'W', 's', 3_600],
    ['A.h', 's', 'A', 3_600],
    ['W.h', 's', 'W', 3_600],
    ['1', 's', 'Hz', 1],
    ['V', 'V', '1', 1],
    ['V', '1', 'V', 1],
  ])('%s / %s = %s', (a, b, unit, factor) => {
    expect(quotientOutcome(a, b)).toEqual({ unit, factor });
  });

  it('whose nought means nothing are neither multiplied nor divided, not even by a count or by themselves', () => {
    const others: readonly Unit[] = ['1', 'V', 'Cel'];
    for (const unit of ['Cel', '[degF]', '{dBm}'] as const) {
      expect(isIntervalUnit(unit)).toBe(true);
      for (const other of [...others, unit]) {
        for (const [a, b] of [
          [unit, other],
          [other, unit],
        ] as const)
          expect([productOutcome(a, b), quotientOutcome(a, b)]).toEqual([undefined, undefined]);
      }
      for (const op of ['scale', 'percent-of'] as const)
        expect(() => applyOperation(op, [value(1, unit), value(1, unit)], 2)).toThrow('script/units-do-not-fit');
    }
    for (const unit of ['K', 'dB', 'V', '1', '%'] as const) expect(isIntervalUnit(unit)).toBe(false);
    // Nobody says which of its two noughts a sum of Fahrenheit and kelvins would have.
    expect(() => applyOperation('plus', [value(1, '[degF]'), value(1, 'K')])).toThrow('script/units-do-not-fit');
  });
});

it('a constant is exact, and one that is no number is none', () => {
  expect(constantValue(3, 'V')).toEqual({ value: 3, unit: 'V', status: 'ok', u95: 0 });
  expect(constantValue(Number.NaN, 'V')).toEqual({ value: null, unit: 'V', status: 'invalid' });
});

it('a reading is judged by what it tells and by nothing else', () => {
  const ref = { entry: 4, path: ['voltage'] };
  const head = { value: 3, unit: 'V', status: 'ok' } as const;
  for (const more of [{}, { u95: 0.1 }, { resolution: 0.01 }, { u95: 0.1, resolution: 0.01 }])
    expect(quantityOf({ ...head, ...more, flags: ['dc'], ref })).toEqual({ ...head, ...more, expression: { ref } });
});
