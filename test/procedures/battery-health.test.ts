/** The battery procedure on every scenario that bears on it, and on phones of three makers. */
import { expect, it } from 'vitest';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { scenarioSuite } from '../support/scenario-suite.ts';
import { shippedBundle, whyNot } from '../support/shipped.ts';

const passes = { why: [] };

scenarioSuite('battery-health', {
  healthy: passes,
  'aged-battery': {
    why: ['measure/fail health limit/under', 'measure/fail sag limit/over', 'measure/fail resistance limit/over'],
  },
  'gauge-reset': { why: ['measure/inconclusive health no-source'] },
  'borderline-battery': { why: ['measure/conditional-pass health limit/within-guard-band'] },
});

it.each(['pixel', 'samsung', 'xiaomi'] as const)(
  'a healthy battery passes on a %s, whatever it refuses',
  async (flavour) => {
    const { record } = await rehearse({ bundle: await shippedBundle('battery-health'), flavour });
    expect({ verdict: record.verdict, why: whyNot(record) }).toEqual({ verdict: 'PASS', why: [] });
    const value = (key: string) => record.measures.find((measure) => measure.key === key)?.value ?? Number.NaN;
    expect(value('health')).toBeGreaterThan(90);
    expect(value('health')).toBeLessThan(94);
    // 70 mΩ at once and most of 20 mΩ within half a minute.
    expect(value('resistance')).toBeGreaterThan(0.075);
    expect(value('resistance')).toBeLessThan(0.1);
  },
);

it.each(['samsung', 'xiaomi'] as const)('an aged battery fails on a %s', async (flavour) => {
  const { record } = await rehearse({
    bundle: await shippedBundle('battery-health'),
    flavour,
    scenario: 'aged-battery',
  });
  expect(record.verdict).toBe('FAIL');
  expect(whyNot(record)).toContain('measure/fail health limit/under');
});

it('every source stands in the record with its letter and what became of it', async () => {
  const { record } = await rehearse({ bundle: await shippedBundle('battery-health'), scenario: 'gauge-reset' });
  const sources = record.notes.filter(({ code }) => code.startsWith('source-')).map(({ params }) => params);
  expect(sources).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ source: 'charge-full', confidence: 'B-', why: 'equal-to-design' }),
      expect.objectContaining({ source: 'learned-capacity', confidence: 'C', percent: null }),
      expect.objectContaining({ source: 'counter-over-level', confidence: 'D' }),
    ]),
  );
});

it('a technician who says that the probes are not placed gets no verdict about the voltage', async () => {
  const bundle = await shippedBundle('battery-health');
  const { record } = await rehearse({ bundle, answers: { 'place-probes': false } });
  expect(record.verdict).toBe('INCONCLUSIVE');
  expect(whyNot(record)).toEqual(['probes-not-placed']);
});

it('a full battery is measured, one below 20 % is not ready', async () => {
  const bundle = await shippedBundle('battery-health');
  const full = await rehearse({ bundle, startLevel: 96 });
  expect({ verdict: full.record.verdict, why: whyNot(full.record) }).toEqual({ verdict: 'PASS', why: [] });
  const empty = await rehearse({ bundle, startLevel: 12 });
  expect(whyNot(empty.record)).toEqual(['level-out-of-range']);
});
