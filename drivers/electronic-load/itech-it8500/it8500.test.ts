import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ElectronicLoadVerbs, LoadSetting } from '../../../foundation/capability/electronic-load.ts';
import { loadedUnit } from '../loaded-unit.ts';
import { it8500Driver } from './driver.ts';
import { it8500, it8500Bytes, parseIt8500, stateData, stateOf } from './frame.ts';
import { type It8500SimulatorOptions, simulateIt8500 } from './simulator.ts';

type Verbs = ElectronicLoadVerbs;

async function bench(options: It8500SimulatorOptions = {}) {
  const { clock, context, unit, transport, wire } = loadedUnit({ msPerByte: 1.04 });
  const heard: number[] = [];
  wire.onData((chunk) => heard.push(chunk[2] ?? 0));
  simulateIt8500(unit, context, options).attach(wire);
  const load = await clock.run(it8500Driver.open(transport, { clock }));
  const call = <V extends keyof Verbs>(verb: V, args: Verbs[V]['in'], deadlineMs = 6_000) =>
    clock.run(load.call(verb, args, { deadlineMs })) as Promise<Verbs[V]['out']>;
  return { ...context, unit, load, call, heard, transport };
}

describe('a frame', () => {
  it('has the bytes libsigrok sends, and no single damage is believed (seed 9)', () => {
    const remote = it8500Bytes(it8500.remote, [1]);
    expect([...remote.subarray(0, 5), remote[25]]).toEqual([0xaa, 0, 0x20, 1, 0, 0xcb]);
    const data = fc.uint8Array({ minLength: 22, maxLength: 22 });
    const property = fc.property(data, fc.nat(25), fc.integer({ min: 1, max: 255 }), (bytes, place, flip) => {
      const frame = it8500Bytes(it8500.state, [...bytes], 3);
      expect(parseIt8500(frame)).toEqual({ address: 3, command: it8500.state, data: bytes });
      expect(parseIt8500(frame.map((byte, index) => (index === place ? byte ^ flip : byte)))).toBeUndefined();
      expect(parseIt8500(frame.filter((_, index) => index !== place))).toBeUndefined();
    });
    fc.assert(property, { seed: 9, numRuns: 300 });
  });

  it('tells state and mode', () => {
    const state = { millivolts: 12_345, decimilliamps: 9_999, milliwatts: 12_343, input: true, remote: true } as const;
    const shown = { ...state, mode: 'constant-power', tripped: false } as const;
    expect(stateOf(Uint8Array.from(stateData(shown)))).toEqual(shown);
  });
});

describe('a load', () => {
  it('is named and read, and its front panel is left alone', async () => {
    const { load, call, heard, clock } = await bench();
    expect(load.identity).toEqual({ make: 'ITECH', model: 'IT8512', firmware: '1.23', serial: '6000001234' });
    const { voltage, current, power } = await call('measure', {});
    expect(voltage).toMatchObject({ value: 5, unit: 'V', resolution: 0.001 });
    expect(current).toMatchObject({ value: 0, unit: 'A', resolution: 0.0001 });
    expect(power.value).toBe(0);
    await clock.run(load.close());
    expect(heard).not.toContain(it8500.remote);
  });

  it.each<LoadSetting>([
    { mode: 'constant-current', amps: 1.2345 },
    { mode: 'constant-voltage', volts: 4.95 },
    { mode: 'constant-power', watts: 3.5 },
    { mode: 'constant-resistance', ohms: 7.25 },
  ])('keeps $mode, read back, and draws it only with its input on', async (setting) => {
    const { unit, call } = await bench();
    expect(await call('set', setting)).toEqual(setting);
    expect(unit.load.state().on).toBe(false);
    expect(await call('input', { on: true })).toEqual({ input: true, mode: setting.mode });
    const { voltage, current } = await call('measure', {});
    expect(current.value).toBeCloseTo(unit.load.state().amps, 3);
    expect(voltage.value).toBeCloseTo(unit.load.state().volts, 2);
    expect(unit.load.state().amps).toBeGreaterThan(0.3);
    expect(unit.supply.state().amps).toBeGreaterThan(unit.load.state().amps);
    expect(await call('input', { on: false })).toMatchObject({ input: false });
    expect(unit.load.state().on).toBe(false);
  });

  it('refuses what it cannot keep, by its own limits, and sets nothing', async () => {
    const { unit, call, heard } = await bench();
    const before = heard.length;
    for (const amps of [30.1, -1, Number.NaN])
      await expect(call('set', { mode: 'constant-current', amps })).rejects.toMatchObject({
        code: 'load/out-of-range',
      });
    await expect(call('set', { mode: 'constant-light', amps: 1 } as unknown as LoadSetting)).rejects.toMatchObject({
      code: 'load/mode-unsupported',
    });
    expect(heard.length).toBe(before);
    expect(unit.load.state().setAmps).toBe(0.5);
  });

  it('that does not switch is not said to have switched', async () => {
    const { unit, call } = await bench();
    unit.load.input = () => undefined;
    await expect(call('input', { on: true })).rejects.toMatchObject({ code: 'load/not-confirmed' });
  });

  it('that answers late never gives an old number for a new one', async () => {
    const { clock, faults, unit, call } = await bench();
    await call('input', { on: true });
    faults.set('late-answer', true);
    await expect(call('measure', {}, 2_000)).rejects.toMatchObject({ code: 'instrument/timeout' });
    unit.supply.set({ volts: 4 });
    faults.set('late-answer', false);
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await clock.advance(700);
      const got = await call('measure', {}, 3_000).catch(() => undefined);
      if (got !== undefined) expect(got.voltage.value).toBeLessThan(4.1);
    }
    expect(await call('measure', {})).toMatchObject({ voltage: { status: 'ok' } });
  });

  it('that is something else is not recognised', async () => {
    await expect(bench({ model: '\u0001\u0002' })).rejects.toMatchObject({ code: 'instrument/not-recognised' });
  });
});
