import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SolderingStationVerbs } from '../../../foundation/capability/soldering-station.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { jbcRobotDriver } from './driver.ts';
import { factoryAddresses, parseRobot, type RobotHeader, robotBytes } from './frame.ts';
import { type RobotSimulatorOptions, simulateRobot } from './simulator.ts';

type Verbs = SolderingStationVerbs;

async function bench(options: RobotSimulatorOptions = {}) {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const random = seededRandom(11);
  const unit = createUnit({ clock });
  const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:iron', msPerByte: 0.52 });
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(String.fromCharCode(...chunk)));
  let swallowed: string | undefined;
  const send = (bytes: Uint8Array) => {
    if (swallowed === undefined || heard.at(-1)?.includes(swallowed) !== true) wire.send(bytes);
  };
  simulateRobot(unit, { clock, random, faults }, options).attach({ ...wire, send });
  const station = await clock.run(jbcRobotDriver.open(transport, { clock }));
  const call = <V extends keyof Verbs>(verb: V, args: Verbs[V]['in']) =>
    clock.run(station.call(verb, args, { deadlineMs: 5_000 })) as Promise<Verbs[V]['out']>;
  /** Answers to frames with this in them do not come. */
  const swallow = (text: string) => {
    swallowed = text;
  };
  return { clock, faults, unit, heard, station, call, transport, swallow };
}

describe('a frame', () => {
  it('is built as the maker describes it', () => {
    const bytes = robotBytes({ header: 'W', command: 'ST1', data: 375 }, factoryAddresses);
    expect(String.fromCharCode(...bytes.subarray(1, -2))).toBe('0001WST100375');
    expect([bytes[0], bytes.at(-2)]).toEqual([0x02, 0x03]);
    expect(bytes.reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
    expect(String.fromCharCode(...robotBytes({ header: 'A', command: 'A12', data: -50 }, undefined))).toContain(
      'AA12-0050',
    );
  });

  it('comes back as it was sent, and no single damage is believed (seed 7)', () => {
    const frames = fc.record({
      header: fc.constantFrom<RobotHeader>('R', 'W', 'A', 'N'),
      command: fc.constantFrom('ST1', 'TT4', 'A12', 'CT2'),
      data: fc.integer({ min: -9_999, max: 99_999 }),
    });
    const property = fc.property(frames, fc.nat(15), fc.integer({ min: 1, max: 255 }), (frame, place, flip) => {
      const bytes = robotBytes(frame, factoryAddresses);
      expect(parseRobot(bytes, factoryAddresses)).toEqual(frame);
      const changed = bytes.map((byte, index) => (index === place ? byte ^ flip : byte));
      expect(parseRobot(changed, factoryAddresses)).toBeUndefined();
      expect(
        parseRobot(
          bytes.filter((_, index) => index !== place),
          factoryAddresses,
        ),
      ).toBeUndefined();
      expect(parseRobot(bytes, { from: '01', to: '00' })).toBeUndefined();
    });
    fc.assert(property, { seed: 7, numRuns: 500 });
  });
});

describe('a station in robot mode', () => {
  it('tells tip, set temperature, state and tool, and is told nothing', async () => {
    const { call, heard, unit } = await bench();
    const { temperature, setTemperature } = await call('measure', {});
    expect(temperature).toMatchObject({ value: 320, unit: 'Cel', resolution: 1, status: 'ok' });
    expect(setTemperature.value).toBe(320);
    expect(await call('state', {})).toEqual({ state: 'working', tool: 'T245', control: false });
    unit.iron.set({ mode: 'sleep' });
    expect((await call('state', {})).state).toBe('sleep');
    expect(await call('limits', {})).toEqual({ lowest: 90, highest: 450, step: 5 });
    expect(heard.every((text) => text.slice(1).startsWith('0001R'))).toBe(true);
  });

  it('is set only under control and within its limits, to its step, and read back', async () => {
    const { call, unit, heard } = await bench();
    await expect(call('set', { celsius: 350 })).rejects.toMatchObject({ code: 'soldering/not-in-control' });
    expect(await call('control', { on: true })).toEqual({ control: true });
    for (const celsius of [85, 451, Number.NaN]) {
      const before = heard.length;
      await expect(call('set', { celsius })).rejects.toMatchObject({ code: 'soldering/out-of-range' });
      expect(heard.length).toBe(before);
    }
    expect(await call('set', { celsius: 352 })).toEqual({ celsius: 350 });
    expect(unit.iron.state().setCelsius).toBe(350);
    await expect(call('set', { celsius: 300, port: 5 })).rejects.toMatchObject({ code: 'soldering/no-port' });
  });

  it('gets its temperature back when control is handed back, and when it is closed', async () => {
    const { call, unit, station, clock } = await bench();
    await call('control', { on: true });
    await call('set', { celsius: 400 });
    await call('set', { celsius: 410 });
    expect(await call('control', { on: false })).toEqual({ control: false });
    expect(unit.iron.state().setCelsius).toBe(320);
    await call('control', { on: true });
    await call('set', { celsius: 420 });
    await clock.run(station.close());
    await clock.advance(100);
    expect(unit.iron.state().setCelsius).toBe(320);
  });

  it('that does not take the temperature is not said to have it', async () => {
    const { call, unit } = await bench();
    await call('control', { on: true });
    await call('set', { celsius: 350 });
    unit.iron.set = () => undefined;
    await expect(call('set', { celsius: 300 })).rejects.toMatchObject({ code: 'soldering/not-confirmed' });
  });

  it('that answers questions and no command is commanded once and three times more, as its maker says', async () => {
    const { call, heard, station, clock, swallow } = await bench();
    await call('control', { on: true });
    swallow('WST1');
    const set = clock.run(station.call('set', { celsius: 350 }, { deadlineMs: 300_000 }));
    await expect(set).rejects.toMatchObject({ code: 'instrument/silent' });
    expect(heard.filter((text) => text.includes('WST1'))).toHaveLength(4);
  });

  it('without addresses is found, read and cooled down', async () => {
    const { call, transport, clock, unit } = await bench({ addresses: null });
    expect((await call('measure', {})).temperature.value).toBe(320);
    for (const frame of jbcRobotDriver.safeState.frames) {
      await transport.write(frame);
      await clock.advance(jbcRobotDriver.safeState.gapMs);
    }
    expect(unit.iron.state().setCelsius).toBe(90);
  });

  it('has no tool, and says so', async () => {
    const { call } = await bench({ tool: 0 });
    expect(await call('state', {})).toMatchObject({ state: 'no-tool', tool: 'none' });
    expect((await call('measure', {})).temperature).toMatchObject({ value: null, status: 'invalid' });
    await expect(call('measure', { port: 2 })).rejects.toMatchObject({ code: 'soldering/refused' });
  });
});
