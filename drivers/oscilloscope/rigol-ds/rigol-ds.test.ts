import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSoundReading } from '../../../foundation/measurement/reading.ts';
import { parseTenNumbers } from '../scpi-scope/ten-numbers.ts';
import { fixedUnit, scopeTestBench } from '../scpi-scope/test-bench.ts';
import { voltsOf } from '../scpi-scope/volts.ts';
import { rigolDs } from './driver.ts';
import { scaleOf } from './preamble.ts';
import { type RigolModel, rigolModels, type SimulatedRigolOptions, simulateRigol } from './simulator.ts';

const open = (options: SimulatedRigolOptions = {}, address?: string) =>
  scopeTestBench(rigolDs, (context) => simulateRigol(fixedUnit, context, options), address);

/** Across the screen of each. */
const divisions: Readonly<Record<RigolModel, number>> = { DS1054Z: 12, MSO5074: 10, DHO824: 10, DS2072A: 14 };

describe('the preamble of a Rigol', () => {
  it('gives volts with both origin and reference taken off', () => {
    const preamble = parseTenNumbers('0,2,6000000,1,2.000000e-09,-6.000000e-03,0,4.000000e-02,-75,127');
    const scale = scaleOf(preamble, 255);
    const volts = voltsOf(Uint8Array.of(52, 177), 'u8', scale);
    // (52 + 75 - 127) · 0.04 and (177 + 75 - 127) · 0.04.
    expect([...volts].map((value) => Number(value.toFixed(6)))).toEqual([0, 5]);
    expect(scale.firstSeconds).toBeCloseTo(-0.006, 12);
  });

  it.each(['', '0,2,6', '0,0,1200,1,1e-6,0,0,****,0,127', '0,0,1200,1,0,0,0,1,0,127', '0,0,1200,1,1e-6,0,0,1,0,127,5'])(
    'is unreadable as %j',
    (text) => {
      expect(() => parseTenNumbers(text)).toThrow(expect.objectContaining({ code: 'instrument/unreadable' }));
    },
  );
});

describe.each(rigolModels)('a simulated %s', (model) => {
  it('captures the screen with correct volts and seconds, and the block holds what the answer says', async () => {
    const bench = await open({ model });
    const waveform = await bench.call('capture', { channel: 1 });
    for (const name of ['min', 'max', 'mean', 'rms', 'peakToPeak'] as const) {
      expect(isSoundReading(waveform[name])).toBe(true);
    }
    const { voltsPerStep, secondsPerPoint, firstSeconds } = waveform.scale;
    expect(waveform.mean.value).toBeCloseTo(5.02, 1);
    expect(Math.abs((waveform.max.value ?? 0) - 5.08)).toBeLessThanOrEqual(voltsPerStep / 2 + 1e-9);
    expect(Math.abs((waveform.min.value ?? 0) - 4.96)).toBeLessThanOrEqual(voltsPerStep / 2 + 1e-9);
    // Points of the screen are a hundredth of a division apart, half of them before the trigger.
    expect(secondsPerPoint).toBeCloseTo(5e-6, 12);
    expect(firstSeconds).toBeCloseTo((-waveform.count / 2) * 5e-6, 9);
    const block = bench.block('samples');
    expect(createHash('sha256').update(block).digest('hex')).toBe(waveform.samples.sha256);
    const volts = voltsOf(block, waveform.code, waveform.scale);
    expect(volts).toHaveLength(waveform.count);
    const quarter = volts[Math.round((0.25e-3 - firstSeconds) / secondsPerPoint)] ?? 0;
    expect(Math.abs(quarter - 5.08)).toBeLessThanOrEqual(voltsPerStep / 2 + 1e-6);
  });

  it('reads memory in as many chunks as its limit asks for, and tells how far it is', async () => {
    const bench = await open({ model, memoryPoints: 600_100 });
    const waveform = await bench.call('capture', { channel: 2, record: 'memory' }, 60_000);
    expect(waveform.count).toBe(600_100);
    const perPoint = waveform.code === 'u16le' ? 2 : 1;
    const most = waveform.code === 'u16le' ? 125_000 : 250_000;
    expect(bench.pieces).toHaveLength(Math.ceil(600_100 / most));
    expect(bench.pieces.every(({ of }) => of === 600_100 * perPoint)).toBe(true);
    expect(bench.pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(600_100 * perPoint);
    expect(bench.progress[0]).toEqual({ done: 0, total: 600_100, unit: 'points' });
    expect(bench.progress.at(-1)).toEqual({ done: 600_100, total: 600_100, unit: 'points' });
    const done = bench.progress.map((now) => now.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    // Also inside of a chunk: on a slow line one alone takes half a minute.
    expect(new Set(done).size).toBeGreaterThan(2 * bench.pieces.length);
    expect(waveform.mean.value).toBeCloseTo(3.842, 1);
    expect(waveform.scale.secondsPerPoint * 600_100).toBeCloseTo(divisions[model] * 500e-6, 6);
  });

  it('reads all of a memory whose depth is automatic, however wide its screen is', async () => {
    const bench = await open({ model });
    const waveform = await bench.call('capture', { channel: 1, record: 'memory' }, 60_000);
    expect([waveform.count, waveform.clipped]).toEqual([600_000, 0]);
    expect(waveform.scale.secondsPerPoint * 600_000).toBeCloseTo(divisions[model] * 500e-6, 7);
  });

  it.each(['screen', 'memory'] as const)(
    'refuses a record without the factor of the probe (%s): every volt would be a tenth',
    async (record) => {
      const bench = await open({ model, withoutFactor: true });
      const captured = bench.call('capture', { channel: 1, record }, 60_000);
      await expect(captured).rejects.toMatchObject({
        code: 'scope/probe-factor',
        params: { channel: 1, described: 0.1, shown: 1 },
      });
      expect(await bench.call('state', {})).toEqual({ state: 'running' });
      await bench.turn(':CHAN1:PROB 1');
      expect((await bench.call('capture', { channel: 1 })).mean.value).toBeCloseTo(5.02, 1);
    },
  );
});

describe('a Rigol', () => {
  it('goes on running after a capture, with the sweep it had', async () => {
    const bench = await open();
    await bench.call('trigger', { sweep: 'normal', levelVolts: 5.02 });
    await bench.call('capture', { channel: 1 });
    expect(await bench.call('state', {})).toEqual({ state: 'running' });
    expect((await bench.call('trigger', {})).sweep).toBe('normal');
  });

  it('stays stopped when it stood, and what it held is what is read', async () => {
    const bench = await open();
    await bench.call('stop', {});
    bench.faults.set('drift', true);
    const held = await bench.call('capture', { channel: 1, acquire: 'held' });
    expect(held.mean.value).toBeCloseTo(5.02, 1);
    const fresh = await bench.call('capture', { channel: 1 });
    expect(fresh.mean.value).toBeCloseTo(5.02 * 1.06, 1);
    expect(await bench.call('state', {})).toEqual({ state: 'stopped' });
  });

  it('is not believed when it still says that it stands right after it was armed', async () => {
    const bench = await open({ armsAfterMs: 100 });
    await bench.call('stop', {});
    bench.faults.set('drift', true);
    const { mean } = await bench.call('capture', { channel: 1 });
    expect(mean.value).toBeCloseTo(5.02 * 1.06, 1);
  });

  it('forces a trigger that does not come while it sweeps by itself', async () => {
    const bench = await open();
    await bench.call('trigger', { levelVolts: 40, sweep: 'auto' });
    await bench.call('capture', { channel: 1 });
    expect(bench.sent).toContain(':TFOR');
  });

  it('waits for its trigger to the deadline when it was told to', async () => {
    const bench = await open();
    await bench.call('trigger', { levelVolts: 40, sweep: 'normal' });
    await expect(bench.call('capture', { channel: 1 }, 3_000)).rejects.toMatchObject({ code: 'instrument/timeout' });
    expect(bench.sent).not.toContain(':TFOR');
  });

  it('gives no number for a signal that leaves the screen, and says how many samples did', async () => {
    const bench = await open();
    await bench.call('vertical', { channel: 1, voltsPerDivision: 0.5, offsetVolts: 0 });
    const waveform = await bench.call('capture', { channel: 1 });
    expect(waveform.clipped).toBe(waveform.count);
    for (const name of ['min', 'max', 'mean', 'rms', 'peakToPeak'] as const) {
      expect(waveform[name]).toMatchObject({ value: null, status: 'overrange' });
    }
    expect(waveform.max.overloadSign).toBe(1);
  });

  it.each([Number.NaN, 0])(
    'whose depth of memory reads %j gives no empty record, and goes on running',
    async (memoryPoints) => {
      const bench = await open({ memoryPoints });
      const captured = bench.call('capture', { channel: 1, record: 'memory' });
      await expect(captured).rejects.toMatchObject({
        code: 'instrument/unreadable',
        params: { answer: String(memoryPoints) },
      });
      expect(await bench.call('state', {})).toEqual({ state: 'running' });
    },
  );

  it('says which channel is off instead of reading another', async () => {
    const bench = await open();
    await expect(bench.call('capture', { channel: 4 })).rejects.toMatchObject({ code: 'scope/channel-off' });
  });

  it('reads every chunk twice where the line itself notices no damage', async () => {
    const overTcp = await open();
    await overTcp.call('capture', { channel: 1, points: 20 });
    const overSerial = await open({}, 'sim:scope');
    await overSerial.call('capture', { channel: 1, points: 20 });
    const reads = (lines: readonly string[]) => lines.filter((line) => line === ':WAV:DATA?').length;
    expect([reads(overTcp.sent), reads(overSerial.sent)]).toEqual([1, 2]);
    overSerial.progress.length = 0;
    await overSerial.call('capture', { channel: 1, record: 'memory', points: 200_000 }, 60_000);
    const done = overSerial.progress.map((now) => now.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    // The second time counts as well: half of it is not the whole.
    expect(done.filter((points) => points > 100_000 && points < 200_000).length).toBeGreaterThan(1);
  });

  it('measures by itself, and what it cannot measure is no number', async () => {
    const bench = await open();
    expect(await bench.call('measure', { channel: 1, what: 'frequency' })).toMatchObject({ value: 1_000, unit: 'Hz' });
    expect(await bench.call('measure', { channel: 2, what: 'frequency' })).toMatchObject({
      value: null,
      status: 'invalid',
    });
    const peak = await bench.call('measure', { channel: 1, what: 'peak-to-peak' });
    expect(peak.value).toBeCloseTo(0.12, 3);
    await expect(bench.call('measure', { channel: 1, what: 'duty-cycle' })).rejects.toMatchObject({
      code: 'scope/cannot-measure',
    });
  });

  it('sends its screen as the picture it is', async () => {
    const bench = await open();
    const { image, mediaType } = await bench.call('screenshot', {});
    expect(mediaType).toBe('image/png');
    expect(bench.block('image')).toHaveLength(image.bytes);
    const old = await open({ model: 'DS2072A' });
    const bitmap = await old.call('screenshot', {});
    expect(bitmap).toMatchObject({ mediaType: 'image/bmp', image: { bytes: 1_152_054 } });
    expect(old.progress.at(-1)?.unit).toBe('bytes');
  });

  it('tells what it has made of a setting', async () => {
    const bench = await open();
    expect(await bench.call('timebase', { secondsPerDivision: 1e-7 })).toEqual({
      secondsPerDivision: 1e-7,
      delaySeconds: 0,
    });
    expect(bench.sent).toContain(':TIM:SCAL 1E-7');
    await expect(bench.call('timebase', { secondsPerDivision: 0 })).rejects.toMatchObject({
      code: 'instrument/bad-arguments',
      params: { verb: 'timebase', argument: 'secondsPerDivision' },
    });
  });
});
