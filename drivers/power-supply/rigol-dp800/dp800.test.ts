import { describe, expect, it } from 'vitest';
import type { PowerSupplyVerbs } from '../../../foundation/capability/capability.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { koradDriver } from '../korad-ka3005p/driver.ts';
import { ridenDriver } from '../riden-rd60xx/driver.ts';
import { dp800Driver } from './driver.ts';
import { type Dp800SimulatorOptions, simulateDp800 } from './simulator.ts';

type Verbs = PowerSupplyVerbs;

async function bench(options: Dp800SimulatorOptions = {}) {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(5) };
  const unit = createUnit({ clock, startLevel: 40 });
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:supply', msPerByte: 1.04 });
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(String.fromCharCode(...chunk).trim()));
  simulateDp800(unit, context, options).attach(wire);
  const supply = await clock.run(dp800Driver.open(transport, { clock }));
  const call = <V extends keyof Verbs>(verb: V, args: Verbs[V]['in'], deadlineMs = 6_000) =>
    clock.run(supply.call(verb, args, { deadlineMs })) as Promise<Verbs[V]['out']>;
  return { ...context, unit, supply, call, heard, transport };
}

describe('a DP832', () => {
  it('is set, switched on, measured and switched off, each read back', async () => {
    const { unit, supply, call, heard } = await bench();
    expect(supply.identity).toMatchObject({ make: 'Rigol', model: 'DP832', serial: 'DP8C000000001' });
    expect(await call('set', { volts: 5.1, amps: 2.5 })).toEqual({ volts: 5.1, amps: 2.5 });
    expect(await call('output', { on: true })).toEqual({ output: true, mode: 'constant-voltage' });
    const { voltage, current } = await call('measure', {});
    expect(voltage).toMatchObject({ unit: 'V', status: 'ok', resolution: 0.001 });
    expect(voltage.value).toBeCloseTo(unit.supply.state().volts, 2);
    expect(current.value).toBeCloseTo(unit.supply.state().amps, 2);
    expect(await call('output', { on: false })).toEqual({ output: false, mode: 'unknown' });
    expect(unit.supply.state().on).toBe(false);
    // The front panel keeps its selection and its keys.
    expect(heard.join(' ')).not.toMatch(/NSEL|REMOTE|\*RST/);
  });

  it('keeps its channels apart', async () => {
    const { unit, call } = await bench();
    expect(await call('set', { channel: 2, volts: 12, amps: 1 })).toEqual({ volts: 12, amps: 1 });
    await call('output', { channel: 2, on: true });
    expect((await call('measure', { channel: 2 })).voltage.value).toBe(12);
    expect(unit.supply.state().on).toBe(false);
    expect((await call('state', { channel: 1 })).output).toBe(false);
    await expect(call('set', { channel: 3, volts: 6 })).rejects.toMatchObject({ params: { highest: 5 } });
    await expect(call('output', { channel: 4, on: true })).rejects.toMatchObject({ code: 'supply/no-channel' });
  });

  it('protects itself at the volts and amperes it is told, and says what is in force', async () => {
    const { call } = await bench();
    expect(await call('protect', {})).toEqual({ overVolts: null, overAmps: null });
    expect(await call('protect', { overVolts: 5.5, overAmps: 2 })).toEqual({ overVolts: 5.5, overAmps: 2 });
    expect(await call('protect', { overVolts: null })).toEqual({ overVolts: null, overAmps: 2 });
    await expect(call('protect', { overVolts: 34 })).rejects.toMatchObject({ code: 'supply/out-of-range' });
  });

  it('says when it limits the current', async () => {
    const { call } = await bench();
    await call('set', { volts: 5, amps: 0.5 });
    expect(await call('output', { on: true })).toEqual({ output: true, mode: 'constant-current' });
  });

  it('that does not switch, or takes another value than it was given, is not said to have done it', async () => {
    const { unit, call } = await bench();
    const { output, set } = unit.supply;
    unit.supply.output = () => undefined;
    await expect(call('output', { on: true })).rejects.toMatchObject({ code: 'supply/not-confirmed' });
    unit.supply.set = () => set({ volts: 4.9 });
    await expect(call('set', { volts: 4.5 })).rejects.toMatchObject({ code: 'supply/not-confirmed' });
    Object.assign(unit.supply, { output, set });
    expect(await call('output', { on: true })).toMatchObject({ output: true });
  });

  it('is off on every channel after its safe frames, also in the middle of a command', async () => {
    const { clock, unit, call, transport } = await bench();
    await call('output', { on: true });
    await call('output', { channel: 3, on: true });
    await transport.write(Uint8Array.from(':SOUR1:VO', (letter) => letter.charCodeAt(0)));
    for (const frame of dp800Driver.safeState.frames) {
      await transport.write(frame);
      await clock.advance(dp800Driver.safeState.gapMs);
    }
    expect(unit.supply.state().on).toBe(false);
    await clock.advance(500);
    expect((await call('state', { channel: 3 })).output).toBe(false);
  });

  it('that is a load of the same maker is not recognised', async () => {
    const load = { name: 'RIGOL TECHNOLOGIES,DL3021,DL3A000000001,00.01.05.00.01' };
    await expect(bench(load)).rejects.toMatchObject({ code: 'instrument/not-recognised' });
  });
});

describe('what the channels of the family give', () => {
  // The maker's data sheet of the DP800 series. The third channel of a DP831 gives negative volts and is not driven.
  it.each([
    ['DP832', [30, 30, 5], [3, 3, 3]],
    ['DP832A', [30, 30, 5], [3, 3, 3]],
    ['DP831', [8, 30], [5, 2]],
    ['DP831A', [8, 30], [5, 2]],
    ['DP821', [60, 8], [1, 10]],
    ['DP821A', [60, 8], [1, 10]],
    ['DP811', [20], [10]],
    ['DP811A', [20], [10]],
  ])('%s: %j V, %j A', async (model, volts, amps) => {
    const { call } = await bench({ name: `RIGOL TECHNOLOGIES,${model},DP8A000000001,00.01.14` });
    const highest = async (args: Verbs['set']['in']) => {
      const refused = (await call('set', args).catch((error: unknown) => error)) as { params: { highest: number } };
      return refused.params.highest;
    };
    for (const [index, limit] of volts.entries()) {
      const channel = index + 1;
      expect(await highest({ channel, volts: 1_000 })).toBe(limit);
      expect(await highest({ channel, amps: 1_000 })).toBe(amps[index]);
      const over = call('protect', { channel, overVolts: 1.11 * limit });
      await expect(over).rejects.toMatchObject({ code: 'supply/out-of-range' });
    }
    const beyond = call('state', { channel: volts.length + 1 });
    await expect(beyond).rejects.toMatchObject({ code: 'supply/no-channel' });
  });
});

it('the words on the wire are those of the programming guide', async () => {
  const { heard, call } = await bench();
  for (const [verb, args, words] of [
    ['set', { channel: 2, volts: 5 }, [':SOUR2:VOLT 5.0000', ':SOUR2:VOLT?', ':SOUR2:CURR?']],
    ['set', { amps: 0.25 }, [':SOUR1:VOLT?', ':SOUR1:CURR 0.2500', ':SOUR1:CURR?']],
    ['output', { on: true }, [':OUTP CH1,ON', ':OUTP? CH1', ':OUTP:MODE? CH1']],
    ['measure', {}, [':MEAS:ALL? CH1']],
    ['output', { on: false }, [':OUTP CH1,OFF', ':OUTP? CH1']],
    ['protect', { overVolts: null }, [':OUTP:OVP CH1,OFF', ':OUTP:OVP:VAL? CH1', ':OUTP:OCP:VAL? CH1']],
    ['protect', { overAmps: 1 }, [':OUTP:OCP:VAL CH1,1.0000', ':OUTP:OCP CH1,ON', ':OUTP:OCP? CH1']],
  ] as const) {
    const from = heard.length;
    await call(verb, args as never);
    expect(heard.slice(from)).toEqual(expect.arrayContaining([...words]));
  }
  const text = (frame: Uint8Array) => String.fromCharCode(...frame);
  const off = ['\n', ':OUTP CH1,OFF\n', ':OUTP CH2,OFF\n', ':OUTP CH3,OFF\n'];
  expect(dp800Driver.safeState.frames.map(text)).toEqual(off);
  expect(dp800Driver.safeState.handBack?.map(text)).toEqual([':SYST:LOC\n']);
});

describe('a supply with one output', () => {
  it.each([koradDriver, ridenDriver])('$manifest.id never takes another channel for its own', async (driver) => {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(5) };
    const unit = createUnit({ clock });
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:supply', msPerByte: 0.1 });
    driver.simulate(unit, context).attach(wire);
    const supply = await clock.run(driver.open(transport, { clock }));
    const call = clock.run(supply.call('output', { channel: 2, on: true }, { deadlineMs: 5_000 }));
    await expect(call).rejects.toMatchObject({ code: 'supply/no-channel' });
    expect(unit.supply.state().on).toBe(false);
  });
});
