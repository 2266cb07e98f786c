/** What a bench may show that no scenario of the simulated unit does: contradictions, wrong places, missing accuracy. */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import procedure from '../../procedures/battery-health.ts';
import { engineRun, recordOf } from '../support/engine.ts';
import { FakeBench, reading } from '../support/fake-bench.ts';
import { whyNot } from '../support/shipped.ts';

interface Bench {
  /** Percent by source. */
  readonly sources?: Readonly<Record<string, number>>;
  readonly meterVolts?: (loaded: boolean) => Partial<Reading>;
  readonly amps?: (loaded: boolean) => number;
  readonly plugged?: readonly string[];
}

const plain = (value: number, unit: Reading['unit'], quantity: Reading['quantity']): Reading => {
  const { u95: _unknown, ...rest } = reading(value, unit, quantity);
  return rest;
};

async function judgedOn(bench: Bench) {
  const { sources = { 'state-of-health': 92, 'charge-full': 91 }, plugged = [] } = bench;
  const clock = new VirtualClock();
  let loaded = false;
  const volts = () => (loaded ? 4 : 4.12);
  const battery = () => ({
    level: plain(80, '%', 'ratio'),
    voltage: plain(volts(), 'V', 'voltage'),
    temperature: plain(loaded ? 29 : 25, 'Cel', 'temperature'),
    current: plain(bench.amps?.(loaded) ?? (loaded ? -1.5 : -0.1), 'A', 'current'),
    plugged,
    overridden: false,
  });
  const identity = { brand: 'b', model: 'm', serial: 's', androidRelease: '14', softwareModified: false, bootId: 'x' };
  const opinions = Object.entries(sources).map(([source, percent], index) => ({
    ...{ source, confidence: index === 0 ? 'B' : 'B-', availability: 'ok', raw: String(percent) },
    health: plain(percent, '%', 'ratio'),
  }));
  const world = new FakeBench(clock, {
    phone: {
      identity: () => identity,
      sample: () => ({ uptime: plain(100, 's', 'time'), bootId: 'x', battery: battery() }),
      batteryHealth: () => ({ sources: opinions, cycles: plain(200, '1', 'count') }),
      load: (args) => {
        loaded = (args as { percent: number }).percent > 0;
        return {};
      },
    },
    meter: { read: () => ({ ...reading(volts()), ...bench.meterVolts?.(loaded) }) },
    supply: { output: () => ({ output: false, mode: 'unknown' }) },
  });
  const run = engineRun({ procedure, bench: world, clock });
  await clock.run(run.execute());
  const record = recordOf(run);
  return { verdict: record.verdict, why: whyNot(record), notes: record.notes.map(({ code }) => code) };
}

it('a bench on which everything agrees passes', async () => {
  expect(await judgedOn({})).toMatchObject({ verdict: 'PASS', why: [] });
});

it('two sources eight points apart leave it undecided and say so', async () => {
  const { verdict, why } = await judgedOn({ sources: { 'state-of-health': 92, 'charge-full': 84 } });
  expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: ['measure/inconclusive health sources-disagree'] });
});

it.each([
  [83, 'PASS'],
  [82.9, 'INCONCLUSIVE'],
  [77.1, 'INCONCLUSIVE'],
  [77, 'FAIL'],
])('a battery of %f %% is a %s', async (percent, verdict) => {
  expect((await judgedOn({ sources: { 'state-of-health': percent } })).verdict).toBe(verdict);
});

it('probes that are not on the battery are no bad battery', async () => {
  const { verdict, why } = await judgedOn({ meterVolts: () => ({ value: 0.003 }) });
  expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: ['probes-elsewhere'] });
});

it('a phone that is 80 mV off the multimeter is noted and decides nothing', async () => {
  const { verdict, notes } = await judgedOn({ meterVolts: (loaded) => ({ value: loaded ? 4.08 : 4.2 }) });
  expect(verdict).toBe('PASS');
  expect(notes).toContain('voltages-differ');
});

it('a multimeter without an accuracy table cannot decide with a guard band', async () => {
  const { verdict, why } = await judgedOn({ meterVolts: () => ({ u95: undefined as never }) });
  expect({ verdict, why }).toEqual({
    verdict: 'INCONCLUSIVE',
    why: [
      'measure/inconclusive openVoltage meter-without-uncertainty',
      'measure/inconclusive sag meter-without-uncertainty',
    ],
  });
});

it('an overload under load is no sag', async () => {
  const { verdict, why } = await judgedOn({
    meterVolts: (loaded) => (loaded ? { value: null, status: 'overrange' } : {}),
  });
  expect({ verdict, why }).toEqual({
    verdict: 'INCONCLUSIVE',
    why: ['measure/inconclusive sag no-value', 'measure/inconclusive resistance no-value'],
  });
});

it('a load that hardly changes the current gives no resistance', async () => {
  const { verdict, why } = await judgedOn({ amps: (loaded) => (loaded ? -0.2 : -0.1) });
  expect({ verdict, why }).toEqual({
    verdict: 'INCONCLUSIVE',
    why: ['measure/inconclusive resistance load-too-small'],
  });
});

it('a charger that somebody left in is told to be taken off; the data cable may stay', async () => {
  expect((await judgedOn({ plugged: ['ac'] })).why).toEqual(['still-powered']);
  expect((await judgedOn({ plugged: ['usb'] })).verdict).toBe('PASS');
});
