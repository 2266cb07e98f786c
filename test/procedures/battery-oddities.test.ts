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
  readonly celsius?: (loaded: boolean) => number;
  /** What the phone itself reads; as the multimeter unless said otherwise. */
  readonly phoneVolts?: (loaded: boolean) => number;
  readonly plugged?: readonly string[];
}

const plain = (value: number, unit: Reading['unit'], quantity: Reading['quantity']): Reading => {
  const { u95: _unknown, ...rest } = reading(value, unit, quantity);
  return Number.isNaN(value) ? { ...rest, value: null, status: 'invalid' } : rest;
};

async function judgedOn(bench: Bench) {
  const { sources = { 'state-of-health': 92, 'charge-full': 91 }, plugged = [] } = bench;
  const clock = new VirtualClock();
  let loaded = false;
  const volts = () => (loaded ? 4 : 4.12);
  const battery = () => ({
    level: plain(80, '%', 'ratio'),
    voltage: plain(bench.phoneVolts?.(loaded) ?? volts(), 'V', 'voltage'),
    temperature: plain(bench.celsius?.(loaded) ?? (loaded ? 29 : 25), 'Cel', 'temperature'),
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

it('a load that hardly changes the current shows neither sag nor resistance nor heat', async () => {
  const { verdict, why } = await judgedOn({ amps: (loaded) => (loaded ? -0.2 : -0.1) });
  expect({ verdict, why }).toEqual({
    verdict: 'INCONCLUSIVE',
    why: [
      'measure/inconclusive sag load-too-small',
      'measure/inconclusive resistance load-too-small',
      'measure/inconclusive temperatureRise no-load-no-heat',
    ],
  });
});

const standsStill = ['openVoltage', 'sag', 'resistance'].map((key) => `measure/inconclusive ${key} meter-stands-still`);

it.each<[string, Bench]>([
  ['held at what it showed at rest', { meterVolts: () => ({ value: 4.12 }) }],
  ['that falls by one digit', { meterVolts: (loaded) => ({ value: loaded ? 4.119 : 4.12 }) }],
  ['that shows more under load than at rest', { meterVolts: (loaded) => ({ value: loaded ? 4.125 : 4.12 }) }],
  ['held while the phone tells no volts', { meterVolts: () => ({ value: 4.12 }), phoneVolts: () => Number.NaN }],
  [
    'that shows a fifth of what the phone sees, as a running average does',
    { meterVolts: (loaded) => ({ value: loaded ? 4.096 : 4.12 }) },
  ],
  [
    'that is half a volt above the phone under load',
    { meterVolts: (loaded) => ({ value: loaded ? 3.9 : 4.12 }), phoneVolts: (loaded) => (loaded ? 3.55 : 4.12) },
  ],
])('a multimeter %s decides nothing, nor did it at rest', async (_, bench) => {
  const { verdict, why } = await judgedOn(bench);
  expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: standsStill });
});

it('a phone whose own voltage is old does not stand against a multimeter that moves', async () => {
  const { verdict, why } = await judgedOn({ phoneVolts: () => 4.12 });
  expect({ verdict, why }).toEqual({ verdict: 'PASS', why: [] });
});

it('a battery whose temperature does not move by a digit in three minutes of load is not called cool', async () => {
  const { verdict, why } = await judgedOn({ celsius: () => 25 });
  expect({ verdict, why }).toEqual({
    verdict: 'INCONCLUSIVE',
    why: ['measure/inconclusive temperatureRise temperature-stands-still'],
  });
});

it('a multimeter whose own battery is low decides nothing and is not said to have no accuracy', async () => {
  const { verdict, why } = await judgedOn({ meterVolts: () => ({ u95: undefined as never, flags: ['low-battery'] }) });
  expect({ verdict, why }).toEqual({
    verdict: 'INCONCLUSIVE',
    why: ['openVoltage', 'sag', 'resistance'].map((key) => `measure/inconclusive ${key} meter-battery-low`),
  });
});

it('a charger that somebody left in is told to be taken off; the data cable may stay', async () => {
  expect((await judgedOn({ plugged: ['ac'] })).why).toEqual(['still-powered']);
  expect((await judgedOn({ plugged: ['usb'] })).verdict).toBe('PASS');
});
