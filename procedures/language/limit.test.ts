/** What the words of a declaration mean: limits, bands, lengths of time, and which numbers of the procedure's own stand in a result. */
import { describe, expect, it } from 'vitest';
import { addedConstants } from './added-constants.ts';
import { hour, min, sec } from './duration.ts';
import type { Expression } from './expression.ts';
import { hasLimit, limit } from './limit.ts';

const title = { 'zh-CN': '电压', 'zh-TW': '電壓', en: 'Voltage' };
const volts = limit.volts(title);
const begun = { title, unit: 'V', guarded: false, required: true, judged: true };

describe('a declared measure', () => {
  it('is required and judged without a band, until it says otherwise', () => {
    expect(volts.declaration).toEqual(begun);
    expect(volts.unit).toBe('V');
    expect(volts.between(3, 5).declaration).toEqual({ ...begun, low: 3, high: 5 });
    expect(volts.atLeast(3).warnBelow(3.5).declaration).toEqual({ ...begun, low: 3, warnBelow: 3.5 });
    expect(volts.atMost(5).warnAbove(4.5).declaration).toEqual({ ...begun, high: 5, warnAbove: 4.5 });
    expect(volts.guarded().declaration).toEqual({ ...begun, guarded: true });
    expect(volts.guarded(0.1).declaration).toEqual({ ...begun, guarded: 0.1 });
    expect(volts.infoOnly().declaration).toEqual({ ...begun, judged: false, required: false });
    expect(volts.optional().declaration).toEqual({ ...begun, required: false });
    expect(limit.count(title).counted().declaration).toEqual({ ...begun, unit: '1', counted: true });
    // A word makes another one and changes none.
    expect(volts.declaration).toEqual(begun);
  });

  it.each<[string, () => unknown]>([
    ['limits the wrong way round', () => volts.between(5, 3)],
    ['limits that are one', () => volts.between(3, 3)],
    ['limits that are none', () => volts.between(Number.NaN, 3)],
    ['no end', () => volts.atMost(Number.POSITIVE_INFINITY)],
    ['a warning that is no number', () => volts.warnAbove(Number.NaN)],
    ['a band of nothing', () => volts.guarded(0)],
    ['a band below nothing', () => volts.guarded(-0.1)],
    ['a band that is no number', () => volts.guarded(Number.NaN)],
    ['a count of volts', () => volts.counted()],
  ])('with %s is refused', (_what, declare) => {
    expect(declare).toThrow('script/bad-limit');
  });

  it('has a limit when it has one on either side; a warning is none', () => {
    expect([volts.atLeast(3), volts.atMost(5), volts.between(3, 5)].map((one) => hasLimit(one.declaration))).toEqual([
      ...[true, true, true],
    ]);
    expect([volts, volts.warnAbove(4)].map((one) => hasLimit(one.declaration))).toEqual([false, false]);
  });

  it('is in the unit of its name', () => {
    const units = Object.entries(limit).map(([name, begin]) => `${name} ${begin(title).unit}`);
    expect(units).toEqual([
      ...['volts V', 'amps A', 'ohms Ohm', 'watts W', 'wattHours W.h', 'ampereHours A.h', 'farads F', 'hertz Hz'],
      ...['seconds s', 'celsius Cel', 'kelvin K', 'percent %', 'count 1', 'dBm {dBm}', 'decibels dB'],
    ]);
  });
});

it('seconds, minutes and hours are milliseconds', () => {
  expect([sec(1.5), min(2), hour(0.5)]).toEqual([{ ms: 1_500 }, { ms: 120_000 }, { ms: 1_800_000 }]);
});

describe('numbers of the procedure’s own', () => {
  const reading: Expression = { ref: { entry: 1, path: [] } };
  const soak: Expression = { soak: 'x', field: 'v', fn: 'max' };
  const three: Expression = { constant: 3, unit: 'V' };
  const added = [{ value: 3, unit: 'V' }];

  it.each(['plus', 'minus', 'max', 'min'] as const)('that stand in a %s are named, on either side', (op) => {
    expect(addedConstants({ op, of: [reading, three] })).toEqual(added);
    expect(addedConstants({ op, of: [three, soak] })).toEqual(added);
  });

  it.each(['times', 'per', 'percent-of'] as const)('that only scale, in a %s, are not', (op) => {
    expect(addedConstants({ op, of: [reading, three] })).toEqual([]);
  });

  it('are found however deep, computed where they are computed, and in their order', () => {
    const sum: Expression = { op: 'plus', of: [three, { constant: 4, unit: 'V' }] };
    const deep: Expression = {
      op: 'scale',
      by: 2,
      of: [{ op: 'max', of: [{ op: 'minus', of: [reading, three] }, sum] }],
    };
    expect(addedConstants(deep)).toEqual([...added, { value: 7, unit: 'V' }]);
  });

  it('are none in what was read as it is, and none where nothing comes out', () => {
    expect([addedConstants(reading), addedConstants(soak), addedConstants(three)]).toEqual([[], [], []]);
    const nothing: Expression = { op: 'per', of: [three, { constant: 0, unit: 'V' }] };
    expect(addedConstants({ op: 'plus', of: [reading, nothing] })).toEqual([]);
  });
});
