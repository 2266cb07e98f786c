/**
 * Every row of the accuracy tables of supplies and USB meters once more, in the words of a data sheet, and the borders of what a
 * maker promises: a slip of the pen in a row that no worked example touches would give a wrong uncertainty.
 */
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { AccuracyTable } from '../contract/accuracy-table.ts';
import { dpsAccuracy } from '../power-supply/rdtech-dps/accuracy.ts';
import { ridenAccuracy } from '../power-supply/riden-rd60xx/accuracy.ts';
import { dp800Accuracy } from '../power-supply/rigol-dp800/accuracy.ts';
import { tcAccuracy } from '../usb-meter/rdtech-tc66c/accuracy.ts';
import { umAccuracy } from '../usb-meter/rdtech-um25c/accuracy.ts';
import { rated } from './accuracy.ts';

const kinds = { V: ['voltage', 'V'], A: ['current', 'A'] } as const;

function reading(kind: keyof typeof kinds, value: number, resolution: number, more: Partial<Reading> = {}): Reading {
  const [quantity, unit] = kinds[kind];
  return { value, unit, quantity, status: 'ok', flags: ['dc'], resolution, ...more };
}

/** ± in the base unit, out of the expanded uncertainty of a rectangle. */
const limitOf = (given: Reading, tables: readonly AccuracyTable[], models: readonly string[], output?: number) => {
  const { u95, uncertaintySource } = rated(given, tables, { models, ...(output === undefined ? {} : { output }) });
  return {
    limit: u95 === undefined ? undefined : Number(((u95 * Math.sqrt(3)) / 2).toPrecision(9)),
    uncertaintySource,
  };
};

describe('a DP800, by model and output: percent of the reading and a constant', () => {
  it.each<[string, number, keyof typeof kinds, number, number]>([
    ['DP832', 1, 'A', 0.15, 0.005],
    ['DP832', 2, 'A', 0.15, 0.005],
    ['DP832', 3, 'A', 0.15, 0.005],
    ['DP832', 1, 'V', 0.05, 0.01],
    ['DP832', 2, 'V', 0.05, 0.01],
    ['DP832A', 1, 'A', 0.15, 0.005],
    ['DP832A', 2, 'A', 0.15, 0.005],
    ['DP832A', 3, 'A', 0.15, 0.005],
    ['DP831A', 1, 'A', 0.2, 0.01],
    ['DP831A', 2, 'A', 0.1, 0.005],
    ['DP821A', 1, 'A', 0.15, 0.01],
    ['DP821A', 2, 'A', 0.15, 0.01],
    ['DP811A', 1, 'A', 0.1, 0.01],
  ])('%s, output %i, %s: %d %% + %d', (model, output, kind, percent, plus) => {
    for (const value of [0, 1, 2]) {
      const told = limitOf(reading(kind, value, 1e-4), dp800Accuracy, [model], output);
      expect(told).toEqual({
        limit: Number(((value * percent) / 100 + plus).toPrecision(9)),
        uncertaintySource: 'specification',
      });
    }
  });

  it.each<[string, number, keyof typeof kinds]>([
    ['DP832', 3, 'V'],
    ['DP832', 4, 'A'],
    ['DP832A', 1, 'V'],
    ['DP831', 1, 'A'],
    ['DP831A', 3, 'A'],
    ['DP821', 1, 'A'],
    ['DP811', 1, 'A'],
    ['DP811A', 2, 'A'],
  ])('%s, output %i, %s: nothing was seen, so nothing is promised', (model, output, kind) => {
    expect(limitOf(reading(kind, 1, 1e-4), dp800Accuracy, [model], output).limit).toBeUndefined();
  });
});

describe('a row out of memory: percent of the reading and counts', () => {
  it.each<[string, keyof typeof kinds, number, number, number, readonly AccuracyTable[]]>([
    ['RD6006', 'V', 0.01, 0.3, 3, ridenAccuracy],
    ['RD6006', 'A', 0.001, 0.5, 5, ridenAccuracy],
    ['DPS3005', 'V', 0.01, 0.5, 2, dpsAccuracy],
    ['DPS3005', 'A', 0.001, 0.5, 2, dpsAccuracy],
    ['DPS5005', 'V', 0.01, 0.5, 2, dpsAccuracy],
    ['DPS5005', 'A', 0.001, 0.5, 2, dpsAccuracy],
    ['UM25C', 'V', 0.001, 0.05, 2, umAccuracy],
    ['UM25C', 'A', 0.0001, 0.1, 4, umAccuracy],
    ['TC66', 'V', 0.0001, 0.05, 2, tcAccuracy],
    ['TC66', 'A', 0.00001, 0.1, 4, tcAccuracy],
    ['TC66C', 'V', 0.0001, 0.05, 2, tcAccuracy],
    ['TC66C', 'A', 0.00001, 0.1, 4, tcAccuracy],
  ])('%s, %s, last digit %d: %d %% + %i', (model, kind, digit, percent, counts, tables) => {
    for (const value of [4, 4.5, 5]) {
      const told = limitOf(reading(kind, value, digit), tables, [model]);
      expect(told).toEqual({
        limit: Number(((value * percent) / 100 + counts * digit).toPrecision(9)),
        uncertaintySource: 'recalled',
      });
    }
  });

  it.each([['UM25C', umAccuracy] as const, ['TC66C', tcAccuracy] as const])(
    'of a %s holds from 4 V to 24 V and to 5 A, both included, and not a digit beyond',
    (model, tables) => {
      const isPromised = (kind: keyof typeof kinds, value: number) =>
        limitOf(reading(kind, value, 1e-4), tables, [model]).limit !== undefined;
      expect([3.9999, 4, 24, 24.0001, -4, -3.9999].map((value) => isPromised('V', value))).toEqual([
        ...[false, true, true, false, true, false],
      ]);
      expect([0, 5, 5.0001, -5].map((value) => isPromised('A', value))).toEqual([true, true, false, true]);
    },
  );
});

describe('a table of ranges', () => {
  const row = { quantity: 'voltage', coupling: 'dc', percent: 0.01, percentOfRange: 0.001 } as const;
  const table: AccuracyTable = {
    models: ['A'],
    source: 'a document of the maker',
    rows: [1, 10, 100].map((range) => ({ ...row, range })),
  };
  const rules = { ...table, ranging: { downBelow: 0.1, upAbove: 1.2 } };
  const of = (given: Reading, tables: AccuracyTable) => limitOf(given, [tables], ['A']).limit;
  const auto = (value: number) => reading('V', value, 1e-6, { flags: ['dc', 'auto'] });

  it('promises nothing where the range is not told and no rule says which it is', () => {
    expect(of(auto(0.5), table)).toBeUndefined();
    expect(of(reading('V', 0.5, 1e-6), table)).toBeUndefined();
    expect(of(reading('V', 0.5, 1e-6), rules)).toBeUndefined();
  });

  it('takes the range that is told, whatever the value and the rules would make of it', () => {
    for (const each of [table, rules]) {
      expect(of({ ...auto(0.5), range: '100' }, each)).toBeCloseTo(0.5 * 1e-4 + 100 * 1e-5, 12);
      expect(of({ ...auto(0.5), range: '+1.0E+00' }, each)).toBeCloseTo(0.5 * 1e-4 + 1e-5, 12);
    }
  });

  it('holds on the highest range up to where the meter says overload, a little more for what its digits round, and on the lowest down to nothing', () => {
    expect(of(auto(0), rules)).toBeCloseTo(1e-5, 12);
    expect(of(auto(122.4), rules)).toBeCloseTo(122.4 * 1e-4 + 100 * 1e-5, 12);
    expect(of(auto(122.41), rules)).toBeUndefined();
  });
});
