/** What a script says about the unit: judged against what is declared, once, and refused where nobody has declared it. */
import { describe, expect, it } from 'vitest';
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import { q } from '../../procedures/language/quantity.ts';
import { Judging } from './judging.ts';
import type { Numbers } from './numbers.ts';
import type { RunContext } from './run-context.ts';

const title = { 'zh-CN': '电压', 'zh-TW': '電壓', en: 'Voltage' };
const declared = (key: string, more: Partial<DeclaredMeasure> = {}): DeclaredMeasure => ({
  ...{ key, title, unit: 'V', limits: { lo: 3, hi: 5 }, rule: 'simple', infoOnly: false, optional: false },
  ...more,
});

/** `past`: what was said before the interruption, by kind and about what. */
function judging(past: Readonly<Record<string, object>> = {}) {
  const written: object[] = [];
  const counted: boolean[] = [];
  const context = {
    journal: { append: (entry: object) => Promise.resolve(written.push(entry)) },
    history: { said: (kind: string, about: string) => past[`${kind} ${about}`] },
  } as unknown as RunContext;
  const numbers = {
    verify: (sent: object, mayBeCounted: boolean) => {
      counted.push(mayBeCounted);
      return { ...sent, verified: true };
    },
  } as unknown as Numbers;
  const measures = [declared('voltage'), declared('failures', { counted: true })];
  return { written, counted, say: new Judging(context, numbers, measures) };
}

const volts = q.constant(4, 'V');

describe('a measurement', () => {
  it('is judged by its declaration and written down, each time as another attempt', async () => {
    const { say, written } = judging();
    expect(await say.measure('voltage', volts)).toEqual({ verdict: 'PASS' });
    expect(await say.measure('voltage', q.constant(6, 'V'))).toEqual({ verdict: 'FAIL' });
    expect(written).toMatchObject([
      { kind: 'measure', key: 'voltage', verdict: 'PASS', attempt: 1, quantity: { value: 4 } },
      { kind: 'measure', key: 'voltage', verdict: 'FAIL', attempt: 2, reason: 'limit/over', warning: false },
    ]);
    expect(written[0]).not.toHaveProperty('reason');
  });

  it('that was not taken fails, with the reason that the procedure gives', async () => {
    const { say, written } = judging();
    expect(await say.measure('voltage', null)).toEqual({ verdict: 'FAIL' });
    await say.measure('voltage', null, { code: 'battery/too-hot', params: {} });
    expect(written).toMatchObject([{ quantity: null, reason: 'reading/missing' }, { reason: 'battery/too-hot' }]);
  });

  it('may be a count only where it is declared so', async () => {
    const { say, counted } = judging();
    await say.measure('voltage', volts);
    await say.measure('failures', volts);
    expect(counted).toEqual([false, true]);
  });

  it('that nobody has declared is refused, and nothing is written', async () => {
    const { say, written } = judging();
    await expect(say.measure('current', volts)).rejects.toMatchObject({
      code: 'script/unknown-measure',
      params: { key: 'current' },
    });
    expect(written).toEqual([]);
  });

  it('that was judged before an interruption keeps its verdict and is not written again', async () => {
    const { say, written } = judging({ 'measure voltage': { verdict: 'FAIL' } });
    expect(await say.measure('voltage', volts)).toEqual({ verdict: 'FAIL' });
    expect(written).toEqual([]);
  });
});

describe('what is said besides', () => {
  const finding = { code: 'battery/odd', params: { volts: 1 } };

  it('is written down once', async () => {
    const { say, written } = judging();
    await say.fault(finding);
    await say.note(finding);
    await say.undecided(finding);
    await say.undecided({ ...finding, key: 'voltage' });
    expect(written).toEqual([
      { kind: 'fault', ...finding },
      { kind: 'note', ...finding },
      { kind: 'undecided', key: null, ...finding },
      { kind: 'undecided', key: 'voltage', ...finding },
    ]);
  });

  it('and was said before an interruption is not written again', async () => {
    const said = {
      ...{ 'fault battery/odd': {}, 'note battery/odd': {} },
      ...{ 'undecided  battery/odd': {}, 'undecided voltage battery/odd': {} },
    };
    const { say, written } = judging(said);
    await say.fault(finding);
    await say.note(finding);
    await say.undecided(finding);
    await say.undecided({ ...finding, key: 'voltage' });
    expect(written).toEqual([]);
  });

  it('about a measurement that nobody has declared is refused', async () => {
    const { say, written } = judging();
    const refused = say.undecided({ ...finding, key: 'current' });
    await expect(refused).rejects.toMatchObject({ code: 'script/unknown-measure' });
    expect(written).toEqual([]);
  });
});
