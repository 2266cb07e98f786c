import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SolderingStationVerbs } from '../../../foundation/capability/soldering-station.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { wellerWxDriver } from './driver.ts';
import { answerBytes, parseAnswer, setBytes } from './message.ts';
import { simulateWeller } from './simulator.ts';

type Verbs = SolderingStationVerbs;

async function bench() {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(11) };
  const unit = createUnit({ clock });
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:iron', msPerByte: 8.4 });
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(String.fromCharCode(...chunk)));
  const simulator = simulateWeller(unit, context);
  simulator.attach(wire);
  const station = await clock.run(wellerWxDriver.open(transport, { clock }));
  const call = <V extends keyof Verbs>(verb: V, args: Verbs[V]['in']) =>
    clock.run(station.call(verb, args, { deadlineMs: 8_000 })) as Promise<Verbs[V]['out']>;
  return { ...context, unit, heard, station, call, simulator };
}

describe('a message', () => {
  it('has the sum of its characters behind it, and no single damage is believed (seed 19)', () => {
    expect([...setBytes(1, 3_500)]).toEqual([
      ...Buffer.from('s13500'),
      (0x73 + 0x31 + 0x33 + 0x35 + 0x30 + 0x30) & 0xff,
    ]);
    const numbers = fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 9_999 }));
    const property = fc.property(numbers, fc.nat(13), fc.integer({ min: 1, max: 255 }), (values, place, flip) => {
      const bytes = answerBytes('R', values);
      expect(parseAnswer('R', bytes)).toEqual(values);
      expect(parseAnswer('S', bytes)).toBeUndefined();
      expect(
        parseAnswer(
          'R',
          bytes.map((byte, index) => (index === place ? byte ^ flip : byte)),
        ),
      ).toBeUndefined();
      expect(
        parseAnswer(
          'R',
          bytes.filter((_, index) => index !== place),
        ),
      ).toBeUndefined();
    });
    fc.assert(property, { seed: 19, numRuns: 400 });
  });
});

describe('a WX2', () => {
  it('is read without being taken over', async () => {
    const { station, call, heard, unit } = await bench();
    expect(station.identity).toEqual({ make: 'Weller', model: 'WX2' });
    const { temperature, setTemperature } = await call('measure', {});
    expect(temperature).toMatchObject({ value: 320, resolution: 0.1, status: 'ok' });
    expect(setTemperature.value).toBe(320);
    expect(await call('state', {})).toEqual({ state: 'working', tool: 'WXP120', control: false });
    expect(await call('state', { port: 2 })).toMatchObject({ state: 'no-tool', tool: 'none' });
    expect((await call('measure', { port: 2 })).temperature).toMatchObject({ value: null, status: 'invalid' });
    unit.iron.set({ mode: 'stand' });
    expect((await call('state', {})).state).toBe('stand');
    expect(heard.join('')).not.toMatch(/remote|s1/);
  });

  it('is set only under control and within limits, and has its panel and temperature back', async () => {
    const { call, unit, simulator, station, clock } = await bench();
    await expect(call('set', { celsius: 350 })).rejects.toMatchObject({ code: 'soldering/not-in-control' });
    await call('control', { on: true });
    expect(simulator.isRemote()).toBe(true);
    await expect(call('set', { celsius: 460 })).rejects.toMatchObject({ code: 'soldering/out-of-range' });
    expect(await call('set', { celsius: 355 })).toEqual({ celsius: 355 });
    expect(unit.iron.state().setCelsius).toBe(355);
    await call('control', { on: false });
    expect([unit.iron.state().setCelsius, simulator.isRemote()]).toEqual([320, false]);
    await call('control', { on: true });
    await call('set', { celsius: 400 });
    await clock.run(station.close());
    expect([unit.iron.state().setCelsius, simulator.isRemote()]).toEqual([320, false]);
  });

  it('that does not take the temperature is not said to have it', async () => {
    const { call, unit } = await bench();
    await call('control', { on: true });
    unit.iron.set = () => undefined;
    await expect(call('set', { celsius: 300 })).rejects.toMatchObject({ code: 'soldering/not-confirmed' });
  });
});
