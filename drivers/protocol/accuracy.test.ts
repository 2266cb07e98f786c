import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading, ReadingFlag } from '../../foundation/measurement/reading.ts';
import { catalogue } from '../catalogue.ts';
import type { AccuracyTable } from '../contract/accuracy-table.ts';
import { rated } from './accuracy.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const published = catalogue.flatMap(({ manifest }) =>
  (manifest.accuracy ?? []).map((table) => ({ id: manifest.id, manifest, table })),
);
const rows = published.flatMap(({ id, table }) => table.rows.map((row) => ({ id, table, row })));

const unitOf = { voltage: 'V', current: 'A', resistance: 'Ohm' } as const;

/** A reading on the range of a row, as its driver would give it. */
function readingOn({ table, row }: (typeof rows)[number], part: number): Reading {
  const fullScale = row.to ?? row.range ?? (row.digit === undefined ? 5 : row.digit * 10_000);
  const from = row.from ?? 0;
  const resolution = row.digit ?? (row.range === undefined ? 0.001 : row.range * (table.coarsest ?? 1e-5));
  return {
    value: from + part * (fullScale - from),
    unit: unitOf[row.quantity as keyof typeof unitOf],
    quantity: row.quantity,
    status: 'ok',
    flags: row.coupling === undefined ? [] : [row.coupling],
    resolution,
    ...(row.range === undefined ? {} : { range: String(row.range) }),
  };
}

function u95(given: (typeof rows)[number], reading: Reading, models = given.table.models.slice(0, 1)) {
  const { table, row } = given;
  const part = table.coarsest === undefined ? {} : { digitPart: table.coarsest };
  const output = row.output === undefined ? {} : { output: row.output };
  return rated(reading, [table], { models, ...part, ...output }).u95;
}

const given = fc.constantFrom(...rows);
const part = fc.double({ min: 0, max: 1, noNaN: true });

describe(`an accuracy table (seed ${seed})`, () => {
  it('gives a present value no less than its display can show, and more the larger it is', () => {
    const check = fc.property(given, part, part, (on, one, other) => {
      const small = u95(on, readingOn(on, Math.min(one, other)));
      const large = u95(on, readingOn(on, Math.max(one, other)));
      // Standard uncertainty of rounding to a digit, expanded with k = 2.
      const floor = (2 * (readingOn(on, 0).resolution ?? 0)) / Math.sqrt(12);
      expect(small).toBeGreaterThanOrEqual(floor * (1 - 1e-12));
      expect(large).toBeGreaterThanOrEqual((small ?? Number.NaN) * (1 - 1e-12));
    });
    fc.assert(check, { seed, numRuns: 500 });
  });

  it('gives the same whichever way the value points', () => {
    const check = fc.property(given, part, (on, where) => {
      const reading = readingOn(on, where);
      expect(u95(on, { ...reading, value: -(reading.value ?? 0) })).toBe(u95(on, reading));
    });
    fc.assert(check, { seed, numRuns: 200 });
  });

  it('gives nothing to what is no value, or not the present one, or another measurement', () => {
    const void_: readonly ReadingFlag[] = [
      'ac',
      'rel',
      'hold',
      'max',
      'min',
      'avg',
      'peak-max',
      'diode',
      'low-battery',
    ];
    const other = fc.oneof(
      fc
        .constantFrom('overrange', 'underrange', 'invalid', 'stale')
        .map((status) => ({ status, value: null }) as const),
      fc.constantFrom(...void_).map((flag) => ({ flags: ['dc', flag] }) as const),
      fc.constant({ quantity: 'frequency', unit: 'Hz' } as const),
    );
    const check = fc.property(given, part, other, (on, where, change) => {
      const reading: Reading = { ...readingOn(on, where), ...change };
      expect(rated(reading, [on.table], { models: on.table.models, output: 1, digitPart: 0 })).toBe(reading);
    });
    fc.assert(check, { seed, numRuns: 500 });
  });

  it('gives nothing on a range, on an output or to a model that it does not have', () => {
    for (const on of rows) {
      const { row, table } = on;
      const reading = readingOn(on, 0.5);
      expect(u95(on, reading), on.id).toBeDefined();
      expect(u95(on, reading, ['another model'])).toBeUndefined();
      if (row.digit !== undefined) expect(u95(on, { ...reading, resolution: row.digit * 7 })).toBeUndefined();
      if (row.range !== undefined) expect(u95(on, { ...reading, range: String(row.range * 7) })).toBeUndefined();
      if (row.range !== undefined) expect(u95(on, { ...reading, range: 'AUTO' })).toBeUndefined();
      if (row.coupling !== undefined) expect(u95(on, { ...reading, flags: [] })).toBeUndefined();
      const other = { models: table.models.slice(0, 1), output: 9, digitPart: table.coarsest ?? 0 };
      if (row.output !== undefined) expect(rated(reading, [table], other).u95).toBeUndefined();
    }
  });

  it('gives nothing to a measurement that was faster than it holds for, or that does not tell', () => {
    for (const on of rows) {
      const { coarsest, models } = on.table;
      if (coarsest === undefined) continue;
      const reading = readingOn(on, 0.5);
      expect(rated(reading, [on.table], { models: models.slice(0, 1), digitPart: 3 * coarsest }).u95).toBeUndefined();
      expect(rated(reading, [on.table], { models: models.slice(0, 1) }).u95).toBeUndefined();
    }
  });
});

describe('a published table', () => {
  it.each(published)('of $id is for models of its driver, and names its document', ({ manifest, table }) => {
    const names = manifest.models.map(({ model }) => model);
    for (const model of table.models) expect(names).toContain(model);
    expect(table.source.length).toBeGreaterThan(20);
    expect(table.rows.length).toBeGreaterThan(0);
    for (const { quantity, coupling, percent } of table.rows) {
      expect(percent).toBeGreaterThan(0);
      // Without a coupling an AC reading could be taken for a DC one.
      if (quantity === 'voltage' || quantity === 'current') expect(coupling).toBe('dc');
    }
  });
});

describe('where several things are possible', () => {
  const volts = (value: number, more: Partial<Reading> = {}): Reading => ({
    ...{ value, unit: 'V', quantity: 'voltage', status: 'ok', flags: ['dc', 'auto'], resolution: 1e-6, ...more },
  });
  const table = (models: readonly string[], percentOfRange: number): AccuracyTable => ({
    models,
    source: 'a document of the maker',
    ranging: { downBelow: 0.1, upAbove: 1.2 },
    rows: [1, 10, 100].map((range) => ({ quantity: 'voltage', coupling: 'dc', range, percent: 0.01, percentOfRange })),
  });
  const limit = (value: number, range: number) => (2 * (value * 1e-4 + range * 1e-5)) / Math.sqrt(3);

  it('a value that may be on two ranges is as uncertain as on the worse one', () => {
    const tables = [table(['A'], 0.001)];
    expect(rated(volts(0.5), tables, { models: ['A'] }).u95).toBeCloseTo(limit(0.5, 1), 12);
    expect(rated(volts(1.1), tables, { models: ['A'] }).u95).toBeCloseTo(limit(1.1, 10), 12);
    expect(rated(volts(4.7), tables, { models: ['A'] }).u95).toBeCloseTo(limit(4.7, 10), 12);
    // It goes down below 10 % of a range; what is a little below may have been above when it chose.
    expect(rated(volts(9.9), tables, { models: ['A'] }).u95).toBeCloseTo(limit(9.9, 100), 12);
    expect(rated(volts(200), tables, { models: ['A'] }).u95).toBeUndefined();
  });

  it('meters that look alike get the worst of their tables, and none when one of them has none', () => {
    const tables = [table(['A'], 0.001), table(['B'], 0.01)];
    const ofB = rated(volts(4.7), tables, { models: ['B'] }).u95;
    expect(rated(volts(4.7), tables, { models: ['A', 'B'] }).u95).toBe(ofB);
    expect(rated(volts(4.7), tables, { models: ['B', 'A'] }).u95).toBe(ofB);
    expect(rated(volts(4.7), tables, { models: ['A', 'C'] }).u95).toBeUndefined();
    expect(rated(volts(4.7), tables, { models: [] }).u95).toBeUndefined();
  });

  it('a coarse display is not made finer by a small promise', () => {
    const coarse = rated(volts(1.1, { resolution: 0.1 }), [table(['A'], 0.001)], { models: ['A'] });
    expect(coarse.u95).toBeCloseTo((2 * 0.05) / Math.sqrt(3), 12);
  });
});
