import { describe, expect, it } from 'vitest';
import type { ElectronicLoadVerbs, LoadSetting } from '../../../foundation/capability/electronic-load.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { et54Driver } from '../east-tester-et54/driver.ts';
import { simulateEt54 } from '../east-tester-et54/simulator.ts';
import { loadedUnit } from '../loaded-unit.ts';
import { dl3000Driver } from '../rigol-dl3000/driver.ts';
import { simulateDl3000 } from '../rigol-dl3000/simulator.ts';

type Verbs = ElectronicLoadVerbs;
type Simulate = (unit: SimulatedUnit, context: SimulatorContext) => SimulatedInstrument;

async function bench(driver: ByteDriver, simulate: Simulate = driver.simulate) {
  const { clock, context, unit, transport, wire } = loadedUnit({ msPerByte: 1.04, chunkBytes: 1 });
  const heard: { readonly text: string; readonly at: number }[] = [];
  wire.onData((chunk) => heard.push({ text: String.fromCharCode(...chunk).trim(), at: clock.now() }));
  simulate(unit, context).attach(wire);
  const load = await clock.run(driver.open(transport, { clock }));
  const call = <V extends keyof Verbs>(verb: V, args: Verbs[V]['in'], deadlineMs = 12_000) =>
    clock.run(load.call(verb, args, { deadlineMs })) as Promise<Verbs[V]['out']>;
  return { ...context, unit, load, call, heard, transport };
}

const settings: readonly LoadSetting[] = [
  { mode: 'constant-current', amps: 1.234 },
  { mode: 'constant-voltage', volts: 4.95 },
  { mode: 'constant-power', watts: 3.5 },
  { mode: 'constant-resistance', ohms: 7.25 },
];

describe.each([dl3000Driver, et54Driver])('$manifest.id', (driver) => {
  it.each(settings)('keeps $mode, read back, and draws it only with its input on', async (setting) => {
    const { unit, call } = await bench(driver);
    expect(await call('set', setting)).toEqual(setting);
    expect(unit.load.state().on).toBe(false);
    expect(await call('input', { on: true })).toEqual({ input: true, mode: setting.mode });
    const { voltage, current, power } = await call('measure', {});
    const { volts, amps } = unit.load.state();
    expect(amps).toBeGreaterThan(0.3);
    expect(voltage.value).toBeCloseTo(volts, 2);
    expect(current.value).toBeCloseTo(amps, 3);
    expect(power.value).toBeCloseTo(volts * amps, 2);
    expect(await call('input', { on: false })).toMatchObject({ input: false });
    expect(unit.load.state().on).toBe(false);
  });

  it('is never spoken to faster than it listens', async () => {
    const { heard, call } = await bench(driver);
    await call('set', { mode: 'constant-current', amps: 1 });
    await call('measure', {});
    const gaps = heard.slice(1).map(({ at }, index) => at - (heard[index]?.at ?? 0));
    // Lines of different lengths arrive a few milliseconds earlier or later than they were sent.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(driver.manifest.minGapMs - 25);
  });

  it('refuses what it cannot keep, and sets nothing', async () => {
    const { unit, call, heard } = await bench(driver);
    const before = heard.length;
    await expect(call('set', { mode: 'constant-current', amps: 41 })).rejects.toMatchObject({
      code: 'load/out-of-range',
    });
    expect(heard.length).toBe(before);
    expect(unit.load.state().setAmps).toBe(0.5);
  });

  it('that does not switch, or keeps another value, is not said to have done it', async () => {
    const { unit, call } = await bench(driver);
    const { input, set } = unit.load;
    unit.load.input = () => undefined;
    await expect(call('input', { on: true })).rejects.toMatchObject({ code: 'load/not-confirmed' });
    unit.load.set = () => set({ setAmps: 0.7 });
    await expect(call('set', { mode: 'constant-current', amps: 1 })).rejects.toMatchObject({
      code: 'load/not-confirmed',
    });
    Object.assign(unit.load, { input, set });
    expect(await call('input', { on: true })).toMatchObject({ input: true });
  });
});

describe('an ET54', () => {
  it('that refuses a write says so, and its answer is never taken for a number', async () => {
    const { call, unit } = await bench(et54Driver);
    await expect(call('set', { mode: 'constant-resistance', ohms: 7_499.99 })).resolves.toMatchObject({
      ohms: 7_499.99,
    });
    unit.load.set({ setAmps: 0.25 });
    unit.load.input(true);
    await call('set', { mode: 'constant-current', amps: 0.25 });
    expect((await call('measure', {})).current.value).toBe(0.25);
  });

  it('keeps the digits of each number, also where all are zero', async () => {
    const { call, unit } = await bench(et54Driver);
    unit.supply.output(false);
    const { voltage, current, power } = await call('measure', {});
    expect([voltage.resolution, current.resolution, power.resolution]).toEqual([0.001, 0.0001, 0.001]);
  });

  it.each([
    ['its volts', (answer: string) => answer.replace(/^(R\d+\.\d)\d/, '$1')],
    ['its amperes', (answer: string) => answer.replace(/( 0\.)\d/, '$1')],
    ['its watts', (answer: string) => answer.replace(/(\.)\d(\d+ \S+)$/, '$1$2')],
  ])('that loses the same digit of %s twice gives no reading of them', async (_, lossy) => {
    let answers = 0;
    const { call, unit } = await bench(et54Driver, (simulated, context) => {
      const load = simulateEt54(simulated, context);
      const spoilt = (text: string) => {
        if (!/^R\S+ \S+ \S+ \S+/.test(text)) return text;
        answers += 1;
        return answers <= 2 ? `${lossy(text.trimEnd())}\r\n` : text;
      };
      return {
        ...load,
        attach: (wire) =>
          load.attach({
            ...wire,
            send: (bytes) => wire.send(new TextEncoder().encode(spoilt(new TextDecoder().decode(bytes)))),
          }),
      };
    });
    unit.load.set({ setAmps: 0.617 });
    unit.load.input(true);
    const { voltage, current, power } = await call('measure', {});
    const { volts, amps } = unit.load.state();
    expect(voltage.value).toBeCloseTo(volts, 2);
    expect(current.value).toBeCloseTo(amps, 3);
    expect(power.value).toBeCloseTo(volts * amps, 2);
    expect(answers).toBeGreaterThan(3);
  });

  it('has its front panel back on closing', async () => {
    const { clock, load, heard, call } = await bench(et54Driver);
    await call('input', { on: false });
    await clock.run(load.close());
    expect(heard.at(-1)?.text).toBe('SYST:LOCA');
  });

  it('sold under no name is known all the same', async () => {
    const { load } = await bench(et54Driver, (unit, context) =>
      simulateEt54(unit, context, { name: 'XXXXXX V1.00.2213.016 V1.00.2213.016' }),
    );
    expect(load.identity).toEqual({ make: 'Mustool', model: 'ET54', firmware: 'V1.00.2213.016' });
  });
});

describe('a DL3021', () => {
  it('whose answers have a second line never gives it for a reading', async () => {
    const { call, unit } = await bench(dl3000Driver);
    unit.load.input(true);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { voltage, current } = await call('measure', {});
      expect(voltage.value).toBeGreaterThan(4.9);
      expect(current.value).toBeCloseTo(0.5, 3);
    }
  });

  it('that is a supply of the same maker is not recognised', async () => {
    const supply: Simulate = (unit, context) =>
      simulateDl3000(unit, context, { name: 'RIGOL TECHNOLOGIES,DP832,DP8C000000001,00.01.14' });
    await expect(bench(dl3000Driver, supply)).rejects.toMatchObject({ code: 'instrument/not-recognised' });
  });
});
