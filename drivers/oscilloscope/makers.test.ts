/** What must be the same whoever made the oscilloscope: true volts, true seconds, honest refusals. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSoundReading } from '../../foundation/measurement/reading.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { keysightInfiniiVision } from './keysight-infiniivision/driver.ts';
import { keysightModels, simulateKeysight } from './keysight-infiniivision/simulator.ts';
import { rigolDs } from './rigol-ds/driver.ts';
import { rigolModels } from './rigol-ds/simulator.ts';
import { fixedUnit, scopeTestBench } from './scpi-scope/test-bench.ts';
import { voltsOf } from './scpi-scope/volts.ts';
import { siglentSds } from './siglent-sds/driver.ts';
import { siglentModels } from './siglent-sds/simulator.ts';
import { rippleHertz, rippleVolts } from './simulated-scope/simulated-signal.ts';
import { tektronixTds } from './tektronix-tds/driver.ts';
import { tektronixModels } from './tektronix-tds/simulator.ts';

const charger = 5.02;
const all: readonly (readonly [string, ByteDriver])[] = [
  ...rigolModels.map((model) => [model, rigolDs] as const),
  ...siglentModels.map((model) => [model, siglentSds] as const),
  ...keysightModels.map((model) => [model, keysightInfiniiVision] as const),
  ...tektronixModels.map((model) => [model, tektronixTds] as const),
];
const open = (model: string, driver: ByteDriver, address?: string) =>
  scopeTestBench(driver, (context) => driver.simulate(fixedUnit, { ...context, model }), address);

describe.each(all)('a simulated %s', (model, driver) => {
  it.each(['screen', 'memory'] as const)('gives true volts at true seconds (%s)', async (record) => {
    const bench = await open(model, driver);
    const waveform = await bench.call('capture', { channel: 1, record }, 60_000);
    const { scale, code, count, samples } = waveform;
    const block = bench.block('samples');
    expect(createHash('sha256').update(block).digest('hex')).toBe(samples.sha256);
    const volts = voltsOf(block, code, scale);
    expect(volts).toHaveLength(count);
    // Some hundred points against the signal itself, within half a step of the converter.
    for (let index = 0; index < count; index += Math.max(100, Math.floor(count / 500))) {
      const seconds = scale.firstSeconds + index * scale.secondsPerPoint;
      const truth = charger + rippleVolts * Math.sin(2 * Math.PI * rippleHertz * seconds);
      const off = Math.abs((volts[index] ?? Number.NaN) - truth);
      // A description in numbers of 32 bits places the last of a long record a little off.
      expect(off, `point ${index}`).toBeLessThanOrEqual(scale.voltsPerStep / 2 + 1e-4);
    }
    expect(waveform.mean.value).toBeCloseTo(volts.reduce((sum, value) => sum + value, 0) / count, 5);
    expect(waveform.min.value).toBeCloseTo(
      volts.reduce((a, b) => Math.min(a, b)),
      5,
    );
    expect(waveform.max.value).toBeCloseTo(
      volts.reduce((a, b) => Math.max(a, b)),
      5,
    );
    expect(waveform.rms.value).toBeCloseTo(Math.sqrt(volts.reduce((sum, v) => sum + v * v, 0) / count), 5);
    for (const name of ['min', 'max', 'mean', 'rms', 'peakToPeak'] as const) {
      expect(isSoundReading(waveform[name])).toBe(true);
      expect(waveform[name].resolution).toBe(scale.voltsPerStep);
    }
    // The trigger stands inside the record.
    expect(scale.firstSeconds).toBeLessThan(0);
    expect(scale.firstSeconds + count * scale.secondsPerPoint).toBeGreaterThan(0);
  });

  it('goes on as it was: running with its sweep, or standing', async () => {
    const bench = await open(model, driver);
    await bench.call('trigger', { source: 1, sweep: 'normal', levelVolts: charger });
    await bench.call('capture', { channel: 1, points: 20 });
    expect((await bench.call('state', {})).state).toBe('running');
    expect(await bench.call('trigger', {})).toEqual({
      source: 1,
      slope: 'rising',
      levelVolts: expect.closeTo(charger, 5),
      sweep: 'normal',
    });
    await bench.call('stop', {});
    await bench.call('capture', { channel: 1, points: 20, acquire: 'held' });
    expect((await bench.call('state', {})).state).toBe('stopped');
  });

  it('forces a missing trigger only where it sweeps by itself', async () => {
    const bench = await open(model, driver);
    await bench.call('trigger', { source: 1, sweep: 'auto', levelVolts: 40 });
    expect((await bench.call('capture', { channel: 1, points: 20 })).count).toBe(20);
    await bench.call('trigger', { source: 1, sweep: 'normal', levelVolts: 40 });
    const waits = bench.call('capture', { channel: 1, points: 20 }, 3_000);
    await expect(waits).rejects.toMatchObject({ code: 'instrument/timeout' });
  });

  it('gives no number for what leaves the screen', async () => {
    const bench = await open(model, driver);
    bench.faults.set('overload', true);
    const waveform = await bench.call('capture', { channel: 2, points: 50 });
    expect(waveform.clipped).toBe(50);
    for (const name of ['min', 'max', 'mean', 'rms', 'peakToPeak'] as const) {
      expect(waveform[name]).toMatchObject({ value: null, status: 'overrange' });
    }
  });

  it('sets what is told and tells what is set', async () => {
    const bench = await open(model, driver);
    expect(await bench.call('timebase', { secondsPerDivision: 2e-7 })).toEqual({
      secondsPerDivision: expect.closeTo(2e-7, 12),
      delaySeconds: 0,
    });
    const vertical = await bench.call('vertical', { channel: 2, voltsPerDivision: 2, offsetVolts: -4 });
    expect(vertical).toEqual({ voltsPerDivision: 2, offsetVolts: expect.closeTo(-4, 6) });
    const { mean } = await bench.call('capture', { channel: 2, points: 50 });
    expect(Math.abs((mean.value ?? 0) - 3.842)).toBeLessThanOrEqual((mean.resolution ?? 0) / 2 + 1e-6);
  });

  it('measures by itself, and what it cannot measure is no number', async () => {
    const bench = await open(model, driver);
    const frequency = await bench.call('measure', { channel: 1, what: 'frequency' });
    expect(frequency).toMatchObject({ value: 1_000, unit: 'Hz', quantity: 'frequency', status: 'ok' });
    const none = await bench.call('measure', { channel: 2, what: 'frequency' });
    expect(none).toMatchObject({ value: null, status: 'invalid' });
    const rms = await bench.call('measure', { channel: 1, what: 'rms' });
    expect(rms.value).toBeCloseTo(Math.hypot(charger, rippleVolts / Math.SQRT2), 3);
  });

  it('sends its screen, or says at once that it cannot', async () => {
    const bench = await open(model, driver);
    if (model === 'TBS2072') {
      await expect(bench.call('screenshot', {})).rejects.toMatchObject({ code: 'instrument/unknown-verb' });
      return;
    }
    const { image } = await bench.call('screenshot', {});
    expect(createHash('sha256').update(bench.block('image')).digest('hex')).toBe(image.sha256);
  });
});

it.each(['NORM', 'HRES'] as const)(
  'an InfiniiVision (%s) gives all the bits it has, holes left out',
  async (acquires) => {
    const options = { acquires, holesFrom: 990 };
    const bench = await scopeTestBench(keysightInfiniiVision, (context) =>
      simulateKeysight(fixedUnit, context, options),
    );
    const { code, scale, count, holes, mean } = await bench.call('capture', { channel: 1 });
    expect([code, count, holes]).toEqual([acquires === 'HRES' ? 'u16le' : 'u8', 1_000, 10]);
    const volts = voltsOf(bench.block('samples'), code, scale);
    expect(volts[995]).toBeNaN();
    const finest = acquires === 'HRES' ? 1 / 32 / 16 : 1 / 32;
    for (let index = 0; index < 990; index += 30) {
      const seconds = scale.firstSeconds + index * scale.secondsPerPoint;
      const truth = charger + rippleVolts * Math.sin(2 * Math.PI * rippleHertz * seconds);
      expect(Math.abs((volts[index] ?? Number.NaN) - truth), `point ${index}`).toBeLessThanOrEqual(finest + 1e-4);
    }
    expect(mean.value).toBeCloseTo(charger, 1);
    const [part] = [await bench.call('capture', { channel: 1, points: 100 })];
    expect([part.count, part.samples.bytes]).toEqual([100, acquires === 'HRES' ? 200 : 100]);
  },
);

it('an InfiniiVision leaves out the places where it has no sample', async () => {
  const options = { holesFrom: 900 };
  const bench = await scopeTestBench(keysightInfiniiVision, (context) => simulateKeysight(fixedUnit, context, options));
  const waveform = await bench.call('capture', { channel: 1 });
  expect([waveform.count, waveform.holes]).toEqual([1_000, 100]);
  expect(waveform.mean.value).toBeCloseTo(charger, 1);
  const volts = voltsOf(bench.block('samples'), waveform.code, waveform.scale);
  expect([...volts.subarray(898, 902)].map(Number.isNaN)).toEqual([false, false, true, true]);
});
