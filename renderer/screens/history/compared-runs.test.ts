import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasureRecord, RunRecord } from '../../../station/record/record.ts';
import { comparedRows } from './compared-runs.ts';

const seed = 20261122;
const texts = { en: 'x', 'zh-CN': 'x', 'zh-TW': 'x' };
const measure = (key: string, value: number | null, more: Partial<MeasureRecord> = {}): MeasureRecord => ({
  key,
  title: texts,
  value,
  unit: 'V',
  limits: { lo: 1, hi: 5 },
  rule: 'simple',
  optional: false,
  verdict: value === null ? 'UNSET' : 'PASS',
  warning: false,
  attempts: [],
  ...more,
});
const run = (...measures: readonly MeasureRecord[]) => ({ measures }) as unknown as RunRecord;

describe('two runs side by side', () => {
  it('forms a difference only between two numbers of the same unit', () => {
    const rows = comparedRows(
      run(measure('a', 3), measure('b', null), measure('c', 3)),
      run(measure('a', 4), measure('b', 4), measure('c', 3, { unit: 'mV' })),
    );
    expect(rows.map(({ key, difference }) => [key, difference])).toEqual([
      ['a', 1],
      ['b', null],
      ['c', null],
    ]);
  });

  it('keeps what only one of them has measured', () => {
    const [only] = comparedRows(run(), run(measure('new', 4)));
    expect(only).toMatchObject({ key: 'new', before: null, difference: null, verdictChanged: false });
  });

  it('says that the limits were others, and that the verdict changed', () => {
    const [row] = comparedRows(
      run(measure('a', 3, { verdict: 'FAIL', limits: { lo: 3.4 } })),
      run(measure('a', 3, { limits: { lo: 3 } })),
    );
    expect(row).toMatchObject({ limitsDiffer: true, verdictChanged: true, difference: 0 });
  });

  it('knows no more digits of a difference than the coarser reading has', () => {
    fc.assert(
      fc.property(fc.constantFrom(1e-6, 1e-3, 0.1), fc.constantFrom(1e-6, 1e-3, 0.1), (a, b) => {
        const [row] = comparedRows(run(measure('a', 3, { resolution: a })), run(measure('a', 4, { resolution: b })));
        expect(row?.resolution).toBe(Math.max(a, b));
      }),
      { seed },
    );
  });
});
