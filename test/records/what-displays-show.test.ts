/** What an instrument shows about itself stands in the record, whether or not anything was judged by it. */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { ReadingFlag } from '../../foundation/measurement/reading.ts';
import { limit, procedure } from '../../procedures/language/index.ts';
import { failureText } from '../../station/texts/failure-text.ts';
import { engineRun, recordOf } from '../support/engine.ts';
import { FakeBench, reading } from '../support/fake-bench.ts';
import { text } from '../support/small-procedures.ts';

const glance = procedure({
  id: 'glance',
  version: '1.0.0',
  title: text('Glance'),
  needs: { meter: 'Multimeter', probe: 'Thermometer' },
  stages: { look: text('Look') },
  measures: { rail: limit.volts(text('Rail')).between(3, 5) },
  async run(t, { meter, probe }) {
    const rail = await t.step('look', async () => {
      await probe.read();
      await meter.read({ quantity: 'voltage' });
      return meter.read({ quantity: 'voltage' });
    });
    await t.measure('rail', rail);
  },
});

async function seen(meterFlags: readonly ReadingFlag[], probeFlags: readonly ReadingFlag[]) {
  const clock = new VirtualClock();
  const warmth = { ...reading(25, 'Cel', 'temperature'), flags: probeFlags };
  const bench = new FakeBench(clock, {
    meter: { read: () => ({ ...reading(4), flags: meterFlags }) },
    probe: { read: () => ({ T1: warmth }) },
  });
  const run = engineRun({ procedure: glance, bench, clock });
  await clock.run(run.execute());
  const { verdict, notes } = recordOf(run);
  return { verdict, notes };
}

it('a meter whose own battery is low is named once, although what was measured without a guard passed', async () => {
  const { verdict, notes } = await seen(['dc', 'low-battery'], []);
  expect(verdict).toBe('PASS');
  expect(notes).toEqual([{ code: 'reading/low-battery', params: { role: 'meter' } }]);
  expect(notes.map((note) => failureText(note, 'en'))).toEqual([expect.stringContaining('its own battery is low')]);
});

it('a thermometer with several inputs is looked at as well', async () => {
  const { notes } = await seen([], ['low-battery']);
  expect(notes).toEqual([{ code: 'reading/low-battery', params: { role: 'probe' } }]);
});

it('instruments whose batteries are good are not mentioned', async () => {
  expect((await seen(['dc'], [])).notes).toEqual([]);
});
