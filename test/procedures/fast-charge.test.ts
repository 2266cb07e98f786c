/** The charging procedure on every scenario that bears on it, and what the technician answers. */
import { expect, it } from 'vitest';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { scenarioSuite } from '../support/scenario-suite.ts';
import { shippedBundle, warnings, whyNot } from '../support/shipped.ts';

scenarioSuite('fast-charge', {
  healthy: { why: [] },
  'weak-charger': { why: ['no-negotiation'] },
  'charge-limit-on': { why: ['charge-limit-on'] },
  'loose-port': { why: ['measure/fail interruptions limit/over'] },
  'gauge-lies': { why: [], warns: ['energyBalance'] },
  overheating: {
    why: [
      'too-hot',
      'measure/fail hottest limit/over',
      'measure/fail temperatureRise limit/over',
      'measure/inconclusive gainedOfReference stopped-early',
    ],
  },
});

const bundle = await shippedBundle('fast-charge');

it('a battery that is not nearly empty is not ready, and nothing is plugged in', async () => {
  const { record } = await rehearse({ bundle, startLevel: 60 });
  expect({ verdict: record.verdict, why: whyNot(record) }).toEqual({
    verdict: 'INCONCLUSIVE',
    why: ['level-out-of-range'],
  });
  expect(record.prompts).toEqual([]);
});

it('a charger that was not plugged in is nobody’s fault', async () => {
  const { record } = await rehearse({ bundle, answers: { 'plug-charger': false } });
  expect({ verdict: record.verdict, why: whyNot(record) }).toEqual({ verdict: 'INCONCLUSIVE', why: ['not-plugged'] });
});

it('what is plenty for a phone of the 30 W class earns a warning in the 65 W class', async () => {
  const { record } = await rehearse({ bundle, answers: { 'charger-class': 'w65' } });
  expect({ verdict: record.verdict, warns: warnings(record) }).toEqual({
    verdict: 'PASS',
    warns: ['gainedOfReference'],
  });
});
