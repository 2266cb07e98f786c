/** What is true of every supply with registers, whichever family: all models of both. */
import { describe, expect, it } from 'vitest';
import type { PowerSupplyVerbs } from '../../../foundation/capability/capability.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { dpsDriver } from '../rdtech-dps/driver.ts';
import { dpsMap, dpsModels } from '../rdtech-dps/registers.ts';
import { ridenDriver } from '../riden-rd60xx/driver.ts';
import { ridenMap, ridenModels } from '../riden-rd60xx/registers.ts';
import { simulateRiden } from '../riden-rd60xx/simulator.ts';

type Verbs = PowerSupplyVerbs;
type Simulate = (unit: SimulatedUnit, context: SimulatorContext) => SimulatedInstrument;

async function bench(driver: ByteDriver, model: string, simulate: Simulate = driver.simulate) {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(5), model };
  const unit = createUnit({ clock, startLevel: 40 });
  unit.supply.set({ volts: 5, amps: 2 });
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:supply', msPerByte: 0.1 });
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(Buffer.from(chunk).toString('hex')));
  simulate(unit, context).attach(wire);
  const supply = await clock.run(driver.open(transport, { clock }));
  const call = <V extends keyof Verbs>(verb: V, args: Verbs[V]['in'], deadlineMs = 5_000) =>
    clock.run(supply.call(verb, args, { deadlineMs })) as Promise<Verbs[V]['out']>;
  return { ...context, unit, supply, call, heard, transport };
}

const everyModel = [
  ...ridenModels.map(({ model, voltExponent, ranges: [range] }) => ({
    driver: ridenDriver,
    model,
    voltStep: 10 ** voltExponent,
    ampStep: 10 ** (range?.ampExponent ?? 0),
  })),
  ...dpsModels.map(({ model, voltExponent, ampExponent }) => ({
    driver: dpsDriver,
    model,
    voltStep: 10 ** voltExponent,
    ampStep: 10 ** ampExponent,
  })),
];

describe.each(everyModel)('a $model', ({ driver, model, voltStep, ampStep }) => {
  it('is set, switched on, measured and switched off, each read back, in its own digits', async () => {
    const { unit, supply, call } = await bench(driver, model);
    expect(supply.identity.model).toBe(model);
    const set = await call('set', { volts: 5.1234, amps: 2.5678 });
    expect(set.volts).toBeCloseTo(Math.round(5.1234 / voltStep) * voltStep, 6);
    expect(set.amps).toBeCloseTo(Math.round(2.5678 / ampStep) * ampStep, 6);
    expect(unit.supply.state().setVolts).toBeCloseTo(set.volts, 6);
    expect(await call('output', { on: true })).toEqual({ output: true, mode: 'constant-voltage' });
    const { voltage, current } = await call('measure', {});
    expect(voltage).toMatchObject({ unit: 'V', status: 'ok', flags: ['dc'] });
    expect(voltage.resolution).toBeCloseTo(voltStep, 9);
    expect(current.resolution).toBeCloseTo(ampStep, 9);
    expect(Math.abs((voltage.value ?? 0) - unit.supply.state().volts)).toBeLessThanOrEqual(0.51 * voltStep);
    expect(Math.abs((current.value ?? 0) - unit.supply.state().amps)).toBeLessThanOrEqual(0.51 * ampStep);
    expect(current.value).toBeGreaterThan(1);
    expect(await call('output', { on: false })).toEqual({ output: false, mode: 'unknown' });
    expect(unit.supply.state().on).toBe(false);
  });
});

describe.each([
  ['riden-rd60xx', ridenDriver, 'RD6006'],
  ['rdtech-dps', dpsDriver, 'DPS5005'],
] as const)('%s', (_id, driver, model) => {
  it('changes only the setting that was asked for', async () => {
    const { unit, call } = await bench(driver, model);
    expect(await call('set', { volts: 4.2 })).toEqual({ volts: 4.2, amps: 2 });
    expect(await call('set', { amps: 0.5 })).toEqual({ volts: 4.2, amps: 0.5 });
    expect(await call('set', {})).toEqual({ volts: 4.2, amps: 0.5 });
    expect(unit.supply.state()).toMatchObject({ setVolts: 4.2, setAmps: 0.5 });
  });

  it('says when it limits the current', async () => {
    const { call } = await bench(driver, model);
    await call('set', { volts: 5, amps: 0.5 });
    expect(await call('output', { on: true })).toEqual({ output: true, mode: 'constant-current' });
    expect(await call('state', {})).toEqual({ output: true, mode: 'constant-current' });
  });

  it('refuses values it cannot give, and sets nothing', async () => {
    const { unit, call } = await bench(driver, model);
    for (const wrong of [{ volts: 81 }, { amps: 25 }, { volts: -1 }, { amps: Number.NaN }, { volts: 5, amps: 99 }]) {
      await expect(call('set', wrong)).rejects.toMatchObject({ code: 'supply/out-of-range' });
    }
    expect(unit.supply.state()).toMatchObject({ setVolts: 5, setAmps: 2 });
  });

  it('that does not switch, or takes another value than it was given, is not said to have done it', async () => {
    const { unit, call } = await bench(driver, model);
    const { output, set } = unit.supply;
    unit.supply.output = () => undefined;
    await expect(call('output', { on: true })).rejects.toMatchObject({ code: 'supply/not-confirmed' });
    unit.supply.set = () => set({ volts: 4.99 });
    await expect(call('set', { volts: 4.5 })).rejects.toMatchObject({ code: 'supply/not-confirmed' });
    Object.assign(unit.supply, { output, set });
    expect(await call('output', { on: true })).toMatchObject({ output: true });
  });

  it('that answers late never gives an old number for a new one', async () => {
    const { clock, faults, unit, call } = await bench(driver, model);
    await call('output', { on: true });
    faults.set('late-answer', true);
    await expect(call('measure', {}, 2_000)).rejects.toMatchObject({ code: 'instrument/timeout' });
    unit.supply.set({ volts: 4.6 });
    faults.set('late-answer', false);
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await clock.advance(700);
      const got = await call('measure', {}, 3_000).catch(() => undefined);
      if (got !== undefined) expect(got.voltage.value).toBeLessThan(4.7);
    }
    expect(await call('measure', {})).toMatchObject({ voltage: { status: 'ok' } });
  });

  it('is off after its safe frames, also when another request meets the first one', async () => {
    const { clock, unit, call, transport } = await bench(driver, model);
    await call('output', { on: true });
    await transport.write(Uint8Array.of(1, 3, 0));
    for (const frame of driver.safeState.frames) {
      await transport.write(frame);
      await clock.advance(driver.safeState.gapMs);
    }
    expect(unit.supply.state().on).toBe(false);
  });

  it('that is exchanged for another model behind our back is noticed', async () => {
    const other = driver === ridenDriver ? 'RD6018' : 'DPS5020';
    let exchange: () => void = () => undefined;
    const { call } = await bench(driver, model, (unit, context) => {
      const before = driver.simulate(unit, context);
      const after = driver.simulate(unit, { ...context, model: other });
      return {
        detach: () => before.detach(),
        attach(wire) {
          before.attach(wire);
          exchange = () => {
            before.detach();
            after.attach(wire);
          };
        },
      };
    });
    exchange();
    await expect(call('measure', {})).rejects.toMatchObject({ code: 'instrument/changed', params: { actual: other } });
  });
});

describe('the range switch of an RD6012P', () => {
  it('moves the point of the current with the very answer that shows it', async () => {
    let range: 0 | 1 = 0;
    const simulate: Simulate = (unit, context) => simulateRiden(unit, context, { range: () => range });
    const { unit, call } = await bench(ridenDriver, 'RD6012P', simulate);
    await call('set', { volts: 5, amps: 3.1234 });
    await call('output', { on: true });
    expect((await call('measure', {})).current.resolution).toBe(0.0001);
    await expect(call('set', { amps: 7 })).rejects.toMatchObject({ params: { highest: 6 } });
    range = 1;
    const { current } = await call('measure', {});
    expect(current.resolution).toBe(0.001);
    expect(current.value).toBeCloseTo(unit.supply.state().amps, 2);
    expect(await call('set', { amps: 7 })).toEqual({ volts: 5, amps: 7 });
  });
});

describe('the scale of a model', () => {
  // Figures of the public register maps, not of our tables.
  it.each([
    [60061, 'RD6006', 0.01, 0.001, 6],
    [60062, 'RD6006', 0.01, 0.001, 6],
    [60065, 'RD6006P', 0.001, 0.0001, 6],
    [60121, 'RD6012', 0.01, 0.01, 12],
    [60125, 'RD6012P', 0.001, 0.0001, 6],
    [60181, 'RD6018', 0.01, 0.01, 18],
    [60241, 'RD6024', 0.01, 0.01, 24],
  ])('%i is %s', (id, model, volts, amps, maxAmps) => {
    const block = Array.from({ length: 21 }, () => 0);
    block[0] = id;
    const panel = ridenMap.panelOf(block);
    expect(panel).toMatchObject({ identity: { model }, scale: { maxVolts: 60, maxAmps } });
    expect(10 ** (panel?.scale.voltExponent ?? 0)).toBeCloseTo(volts, 9);
    expect(10 ** (panel?.scale.ampExponent ?? 0)).toBeCloseTo(amps, 9);
  });

  it.each([0, 6006, 60_059, 60_066, 60_130, 60_301, 65_535])('%i is no known one', (id) => {
    expect(ridenMap.panelOf(Array.from({ length: 21 }, (_, place) => (place === 0 ? id : 0)))).toBeUndefined();
  });

  it.each([
    [3005, 0.001, 5],
    [5005, 0.001, 5],
    [5015, 0.01, 15],
    [5020, 0.01, 20],
    [8005, 0.001, 5],
  ])('%i is a DPS', (id, amps, maxAmps) => {
    const block = Array.from({ length: 13 }, (_, place) => (place === 11 ? id : 0));
    const panel = dpsMap.panelOf(block);
    expect(panel).toMatchObject({ identity: { model: `DPS${id}` }, scale: { voltExponent: -2, maxAmps } });
    expect(10 ** (panel?.scale.ampExponent ?? 0)).toBeCloseTo(amps, 9);
    expect(panel?.output).toBe(false);
  });
});

describe('what is not of the family', () => {
  it.each([
    ['an RD6006', 'a DPS', dpsDriver, ridenDriver, 'RD6006'],
    ['a DPS5005', 'an RD60xx', ridenDriver, dpsDriver, 'DPS5005'],
  ] as const)('%s is not taken for %s', async (_it, _other, driver, real, model) => {
    const simulate: Simulate = (unit, context) => real.simulate(unit, context);
    await expect(bench(driver, model, simulate)).rejects.toMatchObject({ code: 'instrument/not-recognised' });
  });

  it('an RD60xx that happens to give 5.005 A is no DPS5005, although its current stands where that has its model', () => {
    const ofRiden = [60_062, 0, 12_345, 128, 0, 27, 0, 81, 500, 6_000, 498, 5_005, 0];
    expect(dpsMap.panelOf(ofRiden)).toBeUndefined();
    const possible = [500, 1_000, 498, 900, 448, 5_600, 0, 0, 0, 1, 4, 5_005, 17];
    expect(dpsMap.panelOf(possible)).toMatchObject({ identity: { model: 'DPS5005' }, output: true });
    for (const [place, value] of [
      [0, 5_600],
      [7, 4],
      [8, 2],
      [9, 2],
    ] as const) {
      expect(
        dpsMap.panelOf(possible.map((kept, at) => (at === place ? value : kept))),
        `register ${place}`,
      ).toBeUndefined();
    }
  });

  it('nothing at all is no answer, rather than another instrument', async () => {
    const nobody: Simulate = () => ({ attach: () => undefined, detach: () => undefined });
    await expect(bench(ridenDriver, 'RD6006', nobody)).rejects.toMatchObject({ code: 'instrument/no-answer' });
  });
});
