/** What the record says of one measurement: the last judgement, every attempt, and a doubt that improves nothing. */
import { describe, expect, it } from 'vitest';
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import type { Entry } from './entry.ts';
import { MeasureFold } from './fold-measures.ts';

const title = { 'zh-CN': '电压', 'zh-TW': '電壓', en: 'Voltage' };
const declared: DeclaredMeasure = {
  ...{ key: 'voltage', title, unit: 'V', limits: { lo: 3, hi: 5 }, rule: 'guarded', infoOnly: false, optional: true },
};

function recordOf(...happenings: readonly object[]) {
  const fold = new MeasureFold({ among: () => [] });
  const entries = [{ kind: 'decl', measures: [declared] }, ...happenings];
  for (const [i, entry] of entries.entries()) fold.add({ i, ...entry } as unknown as Entry);
  const [record] = fold.records();
  if (record === undefined) throw new Error('no record');
  return record;
}

const quantity = { value: 4, unit: 'V', status: 'ok', u95: 0.01, resolution: 0.001, expression: {}, verified: true };
const judged = (verdict: string, more: object = {}) => ({
  ...{ kind: 'measure', key: 'voltage', quantity, verdict, warning: false, attempt: 1, ...more },
});
const doubt = { kind: 'undecided', key: 'voltage', code: 'battery/odd', params: { volts: 4 } };

it('one that nobody took is unset, and carries its declaration', () => {
  expect(recordOf()).toEqual({
    ...{ key: 'voltage', title, value: null, unit: 'V', limits: { lo: 3, hi: 5 }, rule: 'guarded', optional: true },
    ...{ verdict: 'UNSET', warning: false, attempts: [] },
  });
});

it('one that was judged is its last judgement, with its uncertainty and the weight of its digit', () => {
  const record = recordOf(
    judged('FAIL', { reason: 'limit/over' }),
    judged('PASS', { warning: true, reason: 'limit/warning' }),
  );
  expect(record).toMatchObject({ value: 4, u95: 0.01, resolution: 0.001, verdict: 'PASS', warning: true });
  expect(record.reason).toBe('measure/passed-after-failing');
  expect(record.attempts.map(({ entry, verdict }) => [entry, verdict])).toEqual([
    [1, 'FAIL'],
    [2, 'PASS'],
  ]);
  expect(recordOf(judged('PASS', { warning: true, reason: 'limit/warning' }))).toMatchObject({
    reason: 'limit/warning',
  });
});

it('one without a number is kept as missing', () => {
  const { value, attempts } = recordOf(judged('FAIL', { quantity: null, reason: 'reading/missing' }));
  expect([value, attempts[0]?.status, attempts[0]?.value]).toEqual([null, 'missing', null]);
});

describe('a doubt', () => {
  it.each<[string, readonly object[]]>([
    ['alone', [doubt]],
    ['behind a pass', [judged('PASS'), doubt]],
    ['before a pass', [doubt, judged('PASS')]],
    [
      'behind what passed within its guard band',
      [judged('CONDITIONAL_PASS', { reason: 'limit/within-guard-band' }), doubt],
    ],
  ])('%s leaves it undecided, and says why and with what', (_where, happenings) => {
    expect(recordOf(...happenings)).toMatchObject({
      ...{ verdict: 'INCONCLUSIVE', reason: 'battery/odd', params: { volts: 4 }, warning: false },
    });
  });

  it.each<[string, readonly object[]]>([
    ['behind a failure', [judged('FAIL', { reason: 'limit/over' }), doubt]],
    ['before a failure', [doubt, judged('FAIL', { reason: 'limit/over' })]],
  ])('%s improves nothing, and is not its reason', (_where, happenings) => {
    const record = recordOf(...happenings);
    expect([record.verdict, record.reason]).toEqual(['FAIL', 'limit/over']);
    expect(record).not.toHaveProperty('params');
  });

  it('about the run, or about another measurement, is none of this one', () => {
    expect(recordOf(judged('PASS'), { ...doubt, key: null }).verdict).toBe('PASS');
    expect(recordOf(judged('PASS'), { ...doubt, key: 'current' }).verdict).toBe('PASS');
  });
});
