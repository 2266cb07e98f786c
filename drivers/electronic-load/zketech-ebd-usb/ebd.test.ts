import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ElectronicLoadVerbs } from '../../../foundation/capability/electronic-load.ts';
import { loadedUnit } from '../loaded-unit.ts';
import { ebdDriver } from './driver.ts';
import { ebd, ebdCommand, parseCommand, parseStatus, statusFrame } from './frame.ts';
import { type EbdSimulatorOptions, simulateEbd } from './simulator.ts';
import { StatusFinder } from './status-finder.ts';

type Verbs = ElectronicLoadVerbs;

async function bench(options: EbdSimulatorOptions = {}) {
  const { clock, context, unit, transport, wire } = loadedUnit({ msPerByte: 1.15 });
  const heardMs: number[] = [];
  wire.onData(() => heardMs.push(clock.now()));
  const commands: { command: number; cutOff: number }[] = [];
  let sent: number[] = [];
  wire.onData((chunk) => {
    sent = [...sent, ...chunk].slice(-10);
    const { command, cutOff } = parseCommand(Uint8Array.from(sent)) ?? {};
    if (command !== undefined && cutOff !== undefined) commands.push({ command, cutOff });
  });
  simulateEbd(unit, context, options).attach(wire);
  const load = await clock.run(ebdDriver.open(transport, { clock }));
  const call = <V extends keyof Verbs>(verb: V, args: Verbs[V]['in'], deadlineMs = 15_000) =>
    clock.run(load.call(verb, args, { deadlineMs })) as Promise<Verbs[V]['out']>;
  return { ...context, unit, load, call, heardMs, commands, transport };
}

describe('a frame', () => {
  it('has the bytes libsigrok sends', () => {
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    expect(hex(ebdCommand(ebd.connect))).toBe('fa0500000000000005f8');
    expect(hex(ebdCommand(ebd.stop))).toBe('fa0200000000000002f8');
    expect(hex(ebdCommand(ebd.change, 1_500))).toBe('fa07063c000000003df8');
    expect(parseCommand(ebdCommand(ebd.start, 2_345, 300))).toEqual({ command: 1, milliamps: 2_345, cutOff: 300 });
  });

  it('comes through noise and any chunks, and is never believed when damaged (seed 13)', () => {
    const number = fc.integer({ min: 0, max: 57_599 });
    const seen = { decimilliamps: number, millivolts: number, dPlusMillivolts: number, dMinusMillivolts: number };
    const statuses = fc.oneof(
      fc.record({ loading: fc.constant(true), ...seen, limitMilliamps: number, cutOff: number }),
      fc.record({ loading: fc.constant(false), ...seen }),
    );
    const noise = fc.uint8Array({ maxLength: 12 });
    const property = fc.property(
      statuses,
      noise,
      fc.nat(18),
      fc.integer({ min: 1, max: 255 }),
      (status, junk, place, flip) => {
        const bytes = statusFrame(status);
        expect(parseStatus(bytes)).toEqual(status);
        const finder = new StatusFinder();
        finder.push(junk);
        const found = [...bytes, ...bytes].flatMap((byte) => finder.push(Uint8Array.of(byte)));
        // Noise may swallow the first one, never the second.
        expect(found.at(-1)?.status).toEqual(status);
        expect(parseStatus(bytes.map((byte, index) => (index === place ? byte ^ flip : byte)))).toBeUndefined();
        expect(parseStatus(bytes.filter((_, index) => index !== place))).toBeUndefined();
      },
    );
    fc.assert(property, { seed: 13, numRuns: 400 });
  });
});

describe('an EBD-USB', () => {
  it('loads with the current it was told, confirmed, and stops', async () => {
    const { unit, call } = await bench();
    expect(await call('state', {})).toEqual({ input: false, mode: 'constant-current' });
    expect(await call('set', { mode: 'constant-current', amps: 1.5 })).toEqual({ mode: 'constant-current', amps: 1.5 });
    expect(unit.load.state().on).toBe(false);
    expect(await call('input', { on: true })).toEqual({ input: true, mode: 'constant-current' });
    const { voltage, current, power } = await call('measure', {});
    expect(current).toMatchObject({ value: 1.5, resolution: 0.0001, status: 'ok' });
    expect(voltage.value).toBeCloseTo(unit.load.state().volts, 3);
    expect(power.value).toBeCloseTo(unit.load.state().volts * 1.5, 2);
    expect(await call('set', { mode: 'constant-current', amps: 0.75 })).toMatchObject({ amps: 0.75 });
    expect(unit.load.state().setAmps).toBe(0.75);
    expect(await call('input', { on: false })).toMatchObject({ input: false });
    expect(await call('input', { on: false })).toMatchObject({ input: false });
    expect(unit.load.state().on).toBe(false);
  });

  it('is given its bytes one by one', async () => {
    const { heardMs, call } = await bench();
    await call('set', { mode: 'constant-current', amps: 1 });
    await call('input', { on: true });
    const gaps = heardMs.slice(1).map((at, index) => at - (heardMs[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10);
  });

  it('keeps the voltage at which it stops by itself, as it was seen while it loaded', async () => {
    const { call, commands, unit } = await bench({ cutOff: 330 });
    unit.load.input(true);
    await call('measure', {});
    await call('set', { mode: 'constant-current', amps: 1 });
    await call('input', { on: false });
    await call('set', { mode: 'constant-current', amps: 0.5 });
    await call('input', { on: true });
    const energising = commands.filter(({ command }) => command === ebd.start || command === ebd.change);
    expect(energising.map(({ cutOff }) => cutOff)).toEqual([330, 330]);
  });

  it('is not started with what stands in its status while it is off, nor ever before a current was said', async () => {
    const { call, commands, unit } = await bench({ unexplained: [2_345, 4_200] });
    await expect(call('input', { on: true })).rejects.toMatchObject({ code: 'load/nothing-set' });
    expect(unit.load.state().on).toBe(false);
    await call('set', { mode: 'constant-current', amps: 0.5 });
    await call('input', { on: true });
    expect(unit.load.state()).toMatchObject({ on: true, setAmps: 0.5 });
    expect(commands.filter(({ command }) => command === ebd.start)).toEqual([{ command: ebd.start, cutOff: 0 }]);
  });

  it('that is off is never started by what shall make it safe, nor by its end, though "stop" would start it', async () => {
    const { call, unit, load, clock, transport, commands } = await bench({ stopStarts: true });
    for (const frame of ebdDriver.safeState.frames) {
      await transport.write(frame);
      await clock.advance(ebdDriver.safeState.gapMs);
    }
    expect(unit.load.state().on).toBe(false);
    await call('set', { mode: 'constant-current', amps: 1 });
    await call('input', { on: true });
    expect(await call('input', { on: false })).toMatchObject({ input: false });
    await clock.run(load.close());
    await clock.advance(500);
    expect(unit.load.state().on).toBe(false);
    expect(commands.filter(({ command }) => command === ebd.stop)).toHaveLength(1);
  });

  it('that somebody else lets load is left loading on closing', async () => {
    const { call, unit, load, clock } = await bench();
    unit.load.input(true);
    await call('measure', {});
    await clock.run(load.close());
    await clock.advance(500);
    expect(unit.load.state().on).toBe(true);
  });

  it('keeps current only, and nothing beyond its limits', async () => {
    const { call } = await bench();
    await expect(call('set', { mode: 'constant-power', watts: 5 })).rejects.toMatchObject({
      code: 'load/mode-unsupported',
    });
    await expect(call('set', { mode: 'constant-current', amps: 5.1 })).rejects.toMatchObject({
      code: 'load/out-of-range',
    });
  });

  it('that does not start is not said to have started', async () => {
    const { unit, call } = await bench();
    await call('set', { mode: 'constant-current', amps: 1 });
    unit.load.input = () => undefined;
    await expect(call('input', { on: true }, 30_000)).rejects.toMatchObject({ code: 'load/not-confirmed' });
  });

  it('gives the status that began after the call, never one from before it', async () => {
    const { clock, unit, call } = await bench();
    await call('set', { mode: 'constant-current', amps: 1 });
    await call('input', { on: true });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await clock.advance(attempt * 37);
      unit.load.set({ setAmps: 0.5 + 0.02 * attempt });
      expect((await call('measure', {})).current.value).toBeCloseTo(0.5 + 0.02 * attempt, 3);
    }
  });
});
