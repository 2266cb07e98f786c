/** How a channel takes its signal in: what is no number of the signal is never told as one, and the record keeps the reason. */
import { describe, expect, it } from 'vitest';
import { isSoundReading } from '../../foundation/measurement/reading.ts';
import { frontPanels, openModel } from './front-panels.ts';
import { fixedUnit, scopeTestBench } from './scpi-scope/test-bench.ts';
import { siglentSds } from './siglent-sds/driver.ts';

const numbers = ['min', 'max', 'mean', 'rms', 'peakToPeak'] as const;
const ripple = 0.12;
const none = { value: null, status: 'invalid', unit: 'V' };

describe.each(frontPanels)('at a %s', (model, driver, panel) => {
  it('the record says in which unit, how coupled, which way up and behind which probe', async () => {
    const bench = await openModel(model, driver);
    const { input } = await bench.call('capture', { channel: 1, points: 50 });
    expect(input).toEqual({ unit: 'V', coupling: 'dc', inverted: false, probe: 10 });
  });

  it('a channel in amperes gives no volts, and its frequency all the same', async () => {
    const bench = await openModel(model, driver);
    await bench.turn(panel.amperes);
    const refused = { code: 'scope/not-volts', params: { channel: 1 } };
    await expect(bench.call('capture', { channel: 1 })).rejects.toMatchObject(refused);
    await expect(bench.call('measure', { channel: 1, what: 'mean' })).rejects.toMatchObject(refused);
    expect(await bench.call('measure', { channel: 1, what: 'frequency' })).toMatchObject({ value: 1_000, unit: 'Hz' });
    expect(await bench.call('state', {})).toEqual({ state: 'running' });
  });

  it('an alternating input has a swing and no mean: 5 V are not told as 0 V', async () => {
    const bench = await openModel(model, driver);
    await bench.call('vertical', { channel: 1, voltsPerDivision: 0.05, offsetVolts: 0 });
    await bench.turn(panel.alternating);
    const waveform = await bench.call('capture', { channel: 1 });
    expect(waveform.input).toMatchObject({ coupling: 'ac', inverted: false });
    for (const name of ['min', 'max', 'mean', 'rms'] as const) expect(waveform[name], name).toMatchObject(none);
    expect(waveform.peakToPeak).toMatchObject({ status: 'ok', flags: ['ac'] });
    expect(waveform.peakToPeak.value).toBeCloseTo(ripple, 2);
    for (const name of numbers) expect(isSoundReading(waveform[name])).toBe(true);
    for (const what of ['mean', 'max', 'min', 'rms'] as const) {
      const refused = { code: 'scope/ac-coupled', params: { channel: 1 } };
      await expect(bench.call('measure', { channel: 1, what })).rejects.toMatchObject(refused);
    }
    const swing = await bench.call('measure', { channel: 1, what: 'peak-to-peak' });
    expect(swing).toMatchObject({ status: 'ok', flags: ['ac'] });
    expect(swing.value).toBeCloseTo(ripple, 3);
  });

  it('an inverted input has no smallest, largest and mean; its swing is the same', async () => {
    const bench = await openModel(model, driver);
    await bench.call('vertical', { channel: 1, voltsPerDivision: 1, offsetVolts: 3 });
    await bench.turn(panel.inverted);
    const { input, clipped, ...waveform } = await bench.call('capture', { channel: 1 });
    expect([input.inverted, clipped]).toEqual([true, 0]);
    for (const name of ['min', 'max', 'mean'] as const) expect(waveform[name], name).toMatchObject(none);
    expect(waveform.rms.value).toBeCloseTo(5.02, 1);
    expect(waveform.peakToPeak).toMatchObject({ status: 'ok', flags: [] });
    for (const what of ['mean', 'max', 'min', 'rise-time'] as const) {
      const refused = { code: 'scope/inverted', params: { channel: 1 } };
      await expect(bench.call('measure', { channel: 1, what })).rejects.toMatchObject(refused);
    }
    expect((await bench.call('measure', { channel: 1, what: 'rms' })).value).toBeCloseTo(5.02, 2);
  });

  it('a grounded input has no number at all: nothing connected is not told as 0 V', async () => {
    const bench = await openModel(model, driver);
    await bench.call('vertical', { channel: 1, voltsPerDivision: 1, offsetVolts: 0 });
    await bench.turn(panel.grounded);
    const waveform = await bench.call('capture', { channel: 1 });
    expect(waveform.input.coupling).toBe('ground');
    for (const name of numbers) expect(waveform[name], name).toMatchObject(none);
    const refused = { code: 'scope/grounded', params: { channel: 1 } };
    await expect(bench.call('measure', { channel: 1, what: 'peak-to-peak' })).rejects.toMatchObject(refused);
  });
});

describe('a CML, which cannot be asked for the unit of a channel,', () => {
  const open = () =>
    scopeTestBench(siglentSds, (context) => siglentSds.simulate(fixedUnit, { ...context, model: 'SDS1072CML' }));

  it('is not asked for it, and its record does not say that it was', async () => {
    const bench = await open();
    const { input } = await bench.call('capture', { channel: 1, points: 50 });
    expect(input).toEqual({ coupling: 'dc', inverted: false, probe: 10 });
    expect(bench.sent.filter((line) => line.includes('UNIT'))).toEqual([]);
  });

  it('has no volts to measure where it writes amperes behind its number', async () => {
    const bench = await scopeTestBench(siglentSds, (context) => {
      const inner = siglentSds.simulate(fixedUnit, { ...context, model: 'SDS1072CML' });
      // Its panel has a unit, and its wire no word for it.
      const inAmperes = (bytes: Uint8Array) =>
        new TextEncoder().encode(new TextDecoder('latin1').decode(bytes).replace(/^(PKPK,.*)V$/m, '$1A'));
      return {
        detach: () => inner.detach(),
        attach: (wire) =>
          inner.attach({
            send: (bytes) => wire.send(bytes.length < 80 ? inAmperes(bytes) : bytes),
            onData: (listener) => wire.onData(listener),
            onClose: (listener) => wire.onClose(listener),
            hangUp: () => wire.hangUp(),
          }),
      };
    });
    const measured = bench.call('measure', { channel: 1, what: 'peak-to-peak' });
    await expect(measured).rejects.toMatchObject({ code: 'instrument/unreadable' });
  });
});
