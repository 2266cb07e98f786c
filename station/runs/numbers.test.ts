/**
 * What a script sent to be judged, held against the journal: only what the station computes itself from something measured is
 * verified. A hand-made number, a wrong digit, a count in the place of volts is not.
 */
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../procedures/language/expression.ts';
import { type Measured, type Quantity, q } from '../../procedures/language/quantity.ts';
import type { Entry } from '../record/entry.ts';
import { markReadings, Numbers, scriptView } from './numbers.ts';

/** A journal that holds these entries; `i` is their place. */
function journal(...parts: readonly object[]) {
  const entries = parts.map(
    (part, i) => ({ i, wall: '2026-01-05T10:00:00.000Z', activeMs: i, ...part }) as unknown as Entry,
  );
  const numbers = new Numbers({
    *entries(from = 0, kind) {
      for (const entry of entries) if (entry.i >= from && (kind === undefined || entry.kind === kind)) yield entry;
    },
    onEntry: () => () => undefined,
  });
  return numbers;
}

const volts = {
  value: 4.1,
  unit: 'V',
  quantity: 'voltage',
  status: 'ok',
  flags: ['dc'],
  u95: 0.002,
  resolution: 0.001,
};
const reading = { kind: 'reading', value: { voltage: volts, list: [{ ...volts, value: 4.2 }] } };
const at = (entry: number, ...path: readonly (string | number)[]): Expression => ({ ref: { entry, path } });

function quantity(expression: Expression, more: Partial<Quantity> = {}): Quantity {
  return { value: 4.1, unit: 'V', status: 'ok', u95: 0.002, resolution: 0.001, expression, ...more };
}

describe('a number', () => {
  it('that stands in the journal as it was sent is verified', () => {
    const numbers = journal(reading);
    expect(numbers.verify(quantity(at(0, 'voltage')))).toEqual({
      ...{ value: 4.1, unit: 'V', status: 'ok', u95: 0.002, resolution: 0.001 },
      ...{ expression: at(0, 'voltage'), verified: true },
    });
    expect(numbers.verify(quantity(at(0, 'list', 0), { value: 4.2 })).verified).toBe(true);
  });

  it.each<[string, Quantity]>([
    ['with another value', quantity(at(0, 'voltage'), { value: 4.2 })],
    ['with another unit', quantity(at(0, 'voltage'), { unit: 'A' })],
    ['with another status', quantity(at(0, 'voltage'), { status: 'stale' })],
    ['with a smaller uncertainty', quantity(at(0, 'voltage'), { u95: 0.001 })],
    ['of an entry that is not there', quantity(at(1, 'voltage'))],
    ['of a place that is not there', quantity(at(0, 'current'))],
    ['of a place inside of a number', quantity(at(0, 'voltage', 'value', 'x'))],
    ['of an expression that nobody can compute', quantity({ op: 'minus', of: [] } as unknown as Expression)],
    ['of no expression at all', quantity({} as unknown as Expression)],
    ['of its own making', quantity({ constant: 4.1, unit: 'V' }, { u95: 0 })],
  ])('%s is not', (_what, sent) => {
    expect(journal(reading).verify(sent).verified).toBe(false);
  });

  it('that is none is kept as nothing', () => {
    const record = journal(reading).verify(quantity(at(0, 'voltage'), { value: Number.NaN }));
    expect([record.value, record.verified]).toEqual([null, false]);
  });

  it('of an entry that is no reading is not', () => {
    const note = { kind: 'note', code: 'x', params: {}, value: { voltage: volts } };
    expect(journal(note).verify(quantity(at(0, 'voltage'))).verified).toBe(false);
  });

  it('whose uncertainty is out of memory says so', () => {
    const recalled = { kind: 'reading', value: { voltage: { ...volts, uncertaintySource: 'recalled' } } };
    expect(journal(recalled).verify(quantity(at(0, 'voltage')))).toMatchObject({ recalled: true, verified: true });
    expect(journal(reading).verify(quantity(at(0, 'voltage')))).not.toHaveProperty('recalled');
  });

  it('with a constant of the procedure added names it', () => {
    const measured = { ...volts, ref: { entry: 0, path: ['voltage'] } } as unknown as Measured<'V'>;
    const sent = q.plus(measured, q.constant(0.3, 'V'));
    expect(journal(reading).verify(sent)).toMatchObject({ verified: true, constants: [{ value: 0.3, unit: 'V' }] });
    // What is not what the station computes has no constants that mean anything.
    expect(journal(reading).verify({ ...sent, value: 9 })).not.toHaveProperty('constants');
  });
});

describe('a count', () => {
  const counted = (n: number) => q.constant(n, '1');

  it('that a procedure has made is verified only where the declaration says that one will do, and is marked', () => {
    const numbers = journal();
    expect(numbers.verify(counted(3), true)).toMatchObject({ value: 3, counted: true, verified: true });
    expect(numbers.verify(counted(3))).toMatchObject({ value: 3, verified: false });
    expect(numbers.verify(counted(3), false)).not.toHaveProperty('counted');
  });

  it.each<[string, Quantity]>([
    ['half a one', counted(2.5)],
    ['one of volts', q.constant(3, 'V')],
    ['one that is computed', q.plus(counted(1), counted(2))],
  ])('of things is whole and plain: %s is none', (_what, sent) => {
    expect(journal().verify(sent, true)).toMatchObject({ verified: false });
  });

  const samples = { kind: 'sample', token: 1, values: { failures: { value: 2, unit: '1', status: 'ok' } } };
  const inSample = {
    value: 2,
    unit: '1',
    status: 'ok',
    ref: { entry: 0, path: ['failures'] },
  } as unknown as Measured<'1'>;

  it('that it has put into a sample counts things and shares of things', () => {
    expect(journal(samples).verify(q.abs(inSample))).toMatchObject({ value: 2, verified: true });
    const share = q.percentOf(inSample, counted(8));
    expect(journal(samples).verify(share)).toMatchObject({ value: 25, unit: '%', verified: true });
  });

  it('that it has put into a sample never turns into volts', () => {
    const sent = q.times(inSample, q.constant(1.5, 'V'));
    expect(sent).toMatchObject({ value: 3, unit: 'V' });
    expect(journal(samples).verify(sent).verified).toBe(false);
  });

  it('that a person has answered, or an instrument has told, does scale what is known', () => {
    const answered = { kind: 'answer', value: 2 };
    const sent = quantity({ op: 'times', of: [at(0), { constant: 1.5, unit: 'V' }] }, {
      value: 3,
      u95: undefined,
    } as never);
    const { u95: _none, resolution: _digit, ...plain } = sent;
    expect(journal(answered).verify(plain).verified).toBe(true);
  });
});

describe('a soak', () => {
  const sample = (i: number, token: number, value: number) => ({
    ...{ kind: 'sample', token, activeMs: i * 1_000, values: { v: { value, unit: 'V', status: 'ok' } } },
  });

  it('tells its samples and no other soak’s, and who asks for one that is not there hears of it', () => {
    const numbers = journal(sample(0, 1, 4), sample(1, 2, 9), sample(2, 1, 5));
    numbers.nameSoak('discharge', 1);
    expect(numbers.aggregate('discharge', 'v', 'max', undefined)).toMatchObject({ value: 5, unit: 'V', status: 'ok' });
    const { expression, ...mean } = numbers.aggregate('discharge', 'v', 'mean', undefined);
    expect(mean.value).toBe(4.5);
    expect(numbers.verify({ ...mean, expression } as Quantity).verified).toBe(true);
    expect(() => numbers.aggregate('charge', 'v', 'max', undefined)).toThrow('soak/unknown');
    expect(() => numbers.aggregate('discharge', 'amps', 'max', undefined)).toThrow('soak/no-field');
  });

  it('that grows is computed again', () => {
    const parts = [sample(0, 1, 4), sample(1, 1, 9)];
    const numbers = journal(...parts);
    numbers.nameSoak('discharge', 1);
    expect(numbers.aggregate('discharge', 'v', 'max', undefined).value).toBe(9);
    numbers.nameSoak('discharge', 2);
    expect(() => numbers.aggregate('discharge', 'v', 'max', undefined)).toThrow('soak/no-field');
  });
});

it('every reading inside an answer is told where it stands, however deep', () => {
  const answer = { voltage: { ...volts }, ports: [{ tip: { ...volts } }], note: 'x', none: null, count: 3 };
  const marked = markReadings(answer, 7) as unknown as {
    readonly voltage: { readonly ref: unknown };
    readonly ports: readonly { readonly tip: { readonly ref: unknown } }[];
  };
  expect(marked.voltage.ref).toEqual({ entry: 7, path: ['voltage'] });
  expect(marked.ports[0]?.tip.ref).toEqual({ entry: 7, path: ['ports', 0, 'tip'] });
  expect(markReadings('text', 7)).toBe('text');
});

it('a script is given of a reading what it may judge by, and everything else as it is', () => {
  const whole = { ...volts, at: 12, latencyMs: 3, span: { from: 0, to: 4 }, range: '10', ref: { entry: 7, path: [] } };
  const kept = { value: 4.1, unit: 'V', status: 'ok', u95: 0.002, resolution: 0.001, flags: ['dc'], ref: whole.ref };
  expect(scriptView({ a: whole, b: [whole], c: null, d: 5, e: { value: 1, unit: 'V' } })).toEqual({
    ...{ a: kept, b: [kept], c: null, d: 5, e: { value: 1, unit: 'V' } },
  });
});
