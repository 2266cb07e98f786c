import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SolderingStationVerbs } from '../../../foundation/capability/soldering-station.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { jbcUsbDriver } from './driver.ts';
import { innerBytes, P02Finder, p02, p02Bytes, parseInner } from './frame.ts';
import { type P02SimulatorOptions, simulateP02 } from './simulator.ts';

type Verbs = SolderingStationVerbs;
const vectors = path.resolve(import.meta.dirname, '../../../../shared/vectors/jbc/p02_transcript.json');

async function bench(options: P02SimulatorOptions = {}) {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const random = seededRandom(11);
  const unit = createUnit({ clock });
  const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:iron', msPerByte: 0.02 });
  const finder = new P02Finder();
  const heard: number[] = [];
  wire.onData((chunk) => heard.push(...finder.push(chunk).map(({ command }) => command)));
  const simulator = simulateP02(unit, { clock, random, faults }, options);
  simulator.attach(wire);
  const station = await clock.run(jbcUsbDriver.open(transport, { clock }));
  const call = <V extends keyof Verbs>(verb: V, args: Verbs[V]['in'], deadlineMs = 5_000) =>
    clock.run(station.call(verb, args, { deadlineMs })) as Promise<Verbs[V]['out']>;
  /** Another handle on the same port. */
  const reopen = () => {
    const again = simulatedPipe({ clock, random, faults, address: 'sim:iron', msPerByte: 0.02 });
    simulator.attach(again.wire);
    return again.transport;
  };
  return { clock, faults, unit, heard, station, call, simulator, transport, reopen };
}

describe('a frame', () => {
  it.skipIf(!existsSync(vectors))(
    'of a real handshake is understood and built the same (needs the shared vectors)',
    () => {
      const { inner_frames: frames } = JSON.parse(readFileSync(vectors, 'utf8')) as { inner_frames: { hex: string }[] };
      expect(frames.length).toBeGreaterThan(5);
      for (const { hex } of frames) {
        const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
        const frame = parseInner(bytes);
        expect(frame, hex).toBeDefined();
        if (frame !== undefined) expect(Buffer.from(innerBytes(frame)).toString('hex')).toBe(hex);
      }
      const firmware = parseInner(Uint8Array.from(Buffer.from(frames[3]?.hex ?? '', 'hex')));
      expect(String.fromCharCode(...(firmware?.data ?? []))).toBe('02:JTSE_CAP_01:8886855:0023005');
    },
  );

  it('of the published handshake has the published bytes', () => {
    const hex = (frame: Parameters<typeof innerBytes>[0]) => Buffer.from(innerBytes(frame)).toString('hex');
    const none = new Uint8Array(0);
    expect(hex({ to: 0x9d, from: 0, fid: 0xfd, command: p02.handshake, data: Uint8Array.of(6) })).toBe(
      '029d00fd0001066603',
    );
    expect(hex({ to: 0x1d, from: 0, fid: 0xed, command: p02.firmware, data: none })).toBe('021d00ed2100d003');
    expect(hex({ to: 0x1d, from: 0, fid: 1, command: p02.deviceId, data: none })).toBe('021d00011e000303');
  });

  it('is found whatever it carries, in any chunks and after any noise, and never when damaged (seed 3)', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const frames = fc.record({
      to: byte,
      from: byte,
      fid: byte,
      command: byte,
      data: fc.uint8Array({ maxLength: 40 }),
    });
    const property = fc.property(frames, fc.uint8Array({ maxLength: 9 }), fc.nat(), (frame, noise, place) => {
      const bytes = p02Bytes(frame);
      const finder = new P02Finder();
      // Noise may end in the middle of an escape; a frame of nothing puts an end to that.
      finder.push(Uint8Array.from([...noise, 0, 0]));
      expect([...bytes].flatMap((one) => finder.push(Uint8Array.of(one)))).toEqual([frame]);
      const lost = bytes.filter((_, index) => index !== place % bytes.length);
      for (const found of new P02Finder().push(Uint8Array.from([...lost]))) expect(found).toEqual(frame);
    });
    fc.assert(property, { seed: 3, numRuns: 400 });
  });
});

describe('a station on USB', () => {
  it('is greeted, named and monitored, and is told nothing', async () => {
    const { station, call, heard, unit, clock } = await bench();
    expect(station.identity).toMatchObject({ make: 'JBC', model: 'DDE', firmware: '8886855' });
    const { temperature, setTemperature } = await call('measure', {});
    expect(temperature).toMatchObject({ value: 320, unit: 'Cel', status: 'ok', resolution: 0.1 });
    expect(setTemperature.value).toBe(320);
    unit.iron.set({ mode: 'hibernation' });
    expect(await call('state', {})).toEqual({ state: 'hibernation', tool: 'T245', control: false });
    expect(await call('limits', {})).toEqual({ lowest: 90, highest: 450, step: 1 });
    await clock.advance(10_000);
    await call('measure', {});
    expect(heard.filter((command) => command === p02.firmware).length).toBe(1);
    expect(heard).not.toContain(p02.connectStatus);
    expect(heard).not.toContain(p02.selectTemperature);
  });

  it('is set only under control and within its own limits, and has its panel back afterwards', async () => {
    const { call, unit, simulator } = await bench();
    await expect(call('set', { celsius: 350 })).rejects.toMatchObject({ code: 'soldering/not-in-control' });
    expect(await call('control', { on: true })).toEqual({ control: true });
    await expect(call('set', { celsius: 451 })).rejects.toMatchObject({ code: 'soldering/out-of-range' });
    expect(await call('set', { celsius: 351 })).toEqual({ celsius: 351 });
    expect(unit.iron.state().setCelsius).toBeCloseTo(351, 6);
    expect(await call('control', { on: false })).toEqual({ control: false });
    expect(unit.iron.state().setCelsius).toBeCloseTo(320, 6);
    expect(simulator.isControlled()).toBe(false);
  });

  it('has its panel and its temperature back when it is closed, or when nothing is heard any more', async () => {
    const { call, unit, station, clock, simulator } = await bench();
    await call('control', { on: true });
    await call('set', { celsius: 400 });
    await clock.run(station.close());
    await clock.advance(3_000);
    expect(unit.iron.state().setCelsius).toBeCloseTo(320, 6);
    expect(simulator.isControlled()).toBe(false);
  });

  it('is cooled down over the link that is there, to its own lowest temperature, and has its panel back', async () => {
    const { call, unit, station, transport, clock, simulator } = await bench();
    await call('control', { on: true });
    await call('set', { celsius: 400 });
    const { frames = [], gapMs = 0, handBack = [] } = station.safeState ?? {};
    for (const frame of [...frames, ...handBack]) {
      await transport.write(frame);
      await clock.advance(gapMs);
    }
    expect(unit.iron.state().setCelsius).toBe(90);
    expect(simulator.isControlled()).toBe(false);
  });

  it('whose computer died in control keeps the temperature, and is cooled down over a line of its own', async () => {
    for (const silentMs of [200, 10_000]) {
      const { call, unit, transport, clock, simulator, reopen } = await bench();
      await call('control', { on: true });
      await call('set', { celsius: 400 });
      await clock.run(transport.close());
      await clock.advance(silentMs);
      expect(unit.iron.state().setCelsius).toBe(400);
      const fresh = reopen();
      const { frames, gapMs, handBack = [] } = jbcUsbDriver.safeState;
      for (const frame of [...frames, ...handBack]) {
        await fresh.write(frame);
        await clock.advance(gapMs);
      }
      expect(unit.iron.state().setCelsius).toBe(90);
      expect(simulator.isControlled()).toBe(false);
    }
  });

  it('that was restarted is linked anew, and control is gone', async () => {
    const { call, clock, simulator, heard } = await bench();
    await call('control', { on: true });
    simulator.restart();
    await clock.advance(1_500);
    expect((await call('measure', {})).temperature.status).toBe('ok');
    await expect(call('set', { celsius: 350 })).rejects.toMatchObject({ code: 'soldering/not-in-control' });
    expect(heard.filter((command) => command === p02.firmware).length).toBeGreaterThan(1);
  });

  it('that answers late never gives an old temperature for a new one', async () => {
    const { call, clock, faults, unit } = await bench();
    faults.set('late-answer', true);
    await expect(call('measure', {}, 1_000)).rejects.toMatchObject({ code: 'instrument/timeout' });
    unit.iron.set({ celsius: 200 });
    await clock.advance(9_000);
    faults.set('late-answer', false);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await clock.advance(900);
      const got = await call('measure', {}, 800).catch(() => undefined);
      if (got !== undefined) expect(got.setTemperature.value).toBe(200);
    }
    expect((await call('measure', {})).setTemperature.value).toBe(200);
  });

  it('without a tool says so, and another port than it has is refused', async () => {
    const { call } = await bench({ tool: 0 });
    expect(await call('state', {})).toMatchObject({ state: 'no-tool', tool: 'none' });
    expect((await call('measure', {})).temperature).toMatchObject({ value: null, status: 'invalid' });
    await expect(call('measure', { port: 3 })).rejects.toMatchObject({ code: 'soldering/refused' });
    await expect(call('measure', { port: 9 })).rejects.toMatchObject({ code: 'soldering/no-port' });
  });
});
