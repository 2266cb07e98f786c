import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { promptKeys } from '../../simulated-unit/operator.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { rdtechUmDriver } from './driver.ts';
import { checksum, frameOf, type MeterModel, parseFrame } from './frame.ts';
import { confirms, readingsOf, type UsbMeterReadings } from './meaning.ts';
import { dumpOf, simulateUm } from './simulator.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 77);
const models: readonly MeterModel[] = ['UM24C', 'UM25C', 'UM34C'];

/** Dumps of a real UM34C without load, as the sigrok wiki prints them ("RDTech UM series"); zeros are left out. */
function realDump(volts: number, fahrenheit: number, celsius: number, dMinus: number, end: number): Uint8Array {
  const bytes = new Uint8Array(130);
  bytes.set([0x0d, 0x4c, 0x01, volts], 0);
  bytes.set([celsius, 0x00, fahrenheit], 11);
  bytes.set([0x0b, 0, 0, 0, 0x38], 19 - 0);
  bytes.set([dMinus, 0, 0, 0, 0x07], 97);
  bytes.set([0x0a], 111);
  bytes.set([0x02, 0x00, 0x04, 0x00, 0x01, 0x86, 0x9f, 0x00, 0x00, 0x68, end], 119);
  return bytes;
}

async function charging(model: MeterModel = 'UM25C', afterMs = 60_000) {
  const clock = new VirtualClock();
  const unit = createUnit({ clock, startLevel: 20, seed: 3 });
  unit.operator(promptKeys.plugCharger, true);
  await clock.advance(afterMs);
  return { clock, unit, model };
}

describe('a dump', () => {
  it('of a real UM34C is taken, with its checksum', () => {
    const frame = parseFrame(realDump(0xfe, 0x44, 0x14, 0x01, 0x8c));
    expect(frame).toMatchObject({ model: 'UM34C', volts: 510, amps: 0, celsius: 20, fahrenheit: 68, mode: 7 });
    expect(frame?.milliampHours[0]).toBe(11);
    expect(frame?.milliwattHours[0]).toBe(56);
    expect(checksum(realDump(0xfc, 0x46, 0x15, 0x00, 0))).toBe(0x8f);
    expect(parseFrame(realDump(0xfe, 0x44, 0x14, 0x01, 0x8d))).toBeUndefined();
  });

  it.each(models)('of a %s means what the unit shows', async (model) => {
    const { unit } = await charging();
    const bytes = frameOf(dumpOf(unit, model));
    const frame = parseFrame(bytes);
    if (frame === undefined) throw new Error('not a sound dump');
    const readings = readingsOf(frame);
    expect(readings.voltage.value).toBeCloseTo(unit.vbus().volts, model === 'UM25C' ? 3 : 2);
    expect(readings.current.value).toBeCloseTo(unit.vbus().amps, model === 'UM25C' ? 3 : 2);
    expect(readings.energy.value).toBeCloseTo(unit.usbCounted().wattHours, 2);
    expect(readings.energy.unit).toBe('W.h');
    expect(readings.charge.unit).toBe('A.h');
    expect(readings.protocol).toBe('QC2');
  });

  it('of a meter that is set up in a way nobody has published is taken all the same', async () => {
    const { unit } = await charging();
    const bytes = frameOf({ ...dumpOf(unit, 'UM25C'), fahrenheit: 0, deciohms: 1, mode: 300 });
    for (const place of [110, 116, 118, 120, 126]) bytes.set([0x12, 0x34], place);
    expect(parseFrame(bytes)).toMatchObject({ model: 'UM25C', mode: 300 });
  });

  it('with one damaged byte is refused, or damaged where it does not matter, or contradicted by the next one', async () => {
    const { unit } = await charging();
    const good = dumpOf(unit, 'UM25C');
    const bytes = frameOf(good);
    fc.assert(
      fc.property(fc.nat({ max: 129 }), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const damaged = bytes.slice();
        damaged[place] = (damaged[place] ?? 0) ^ flip;
        const frame = parseFrame(damaged);
        if (frame === undefined) return;
        if (!confirms({ frame: good, at: 0 }, { frame, at: 300 })) return;
        const [seen, meant] = [readingsOf(frame), readingsOf(good)];
        for (const name of ['voltage', 'current', 'power', 'charge', 'energy', 'dPlus', 'dMinus'] as const) {
          const [value, expected] = [seen[name].value ?? Number.NaN, meant[name].value ?? Number.NaN];
          // A counter may be off by what half a second of charging could have added.
          const digits = name === 'charge' || name === 'energy' ? 5 : 2;
          const most = Math.max(digits * (meant[name].resolution ?? 0), 0.0015 * expected);
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(most + 1e-9);
        }
      }),
      { seed, numRuns: 5_000 },
    );
  });

  it('of any other length is no dump', async () => {
    const { unit } = await charging();
    const bytes = frameOf(dumpOf(unit, 'UM25C'));
    expect(parseFrame(bytes.subarray(0, 129))).toBeUndefined();
    expect(parseFrame(Uint8Array.from([...bytes, 0]))).toBeUndefined();
    for (let lost = 2; lost < 130; lost += 1) {
      const shifted = Uint8Array.from([...bytes.subarray(0, lost), ...bytes.subarray(lost + 1), 0xf1]);
      const frame = parseFrame(shifted);
      if (frame !== undefined) expect(readingsOf(frame)).toEqual(readingsOf(dumpOf(unit, 'UM25C')));
    }
  });

  it('beyond what the meter is made for is an overload and no number', async () => {
    const { unit } = await charging();
    const over = { ...dumpOf(unit, 'UM25C'), amps: 0xffff };
    expect(readingsOf(over).current).toMatchObject({ status: 'overrange', value: null });
    expect(readingsOf(over).power).toMatchObject({ status: 'overrange', value: null });
  });
});

describe('a recording', () => {
  it('gives the readings of every whole dump in it and counts all other bytes', async () => {
    const { clock, unit } = await charging();
    const first = frameOf(dumpOf(unit, 'UM25C'));
    await clock.advance(30_000);
    const second = frameOf(dumpOf(unit, 'UM25C'));
    const noise = Uint8Array.of(1, 2, 0x09, 0xc9, 5, 6, 7);
    const stream = Uint8Array.from([...noise, ...first, ...noise, ...second.subarray(0, 60), ...second, ...noise]);
    for (const size of [1, 7, 130, stream.length]) {
      const decoder = rdtechUmDriver.decoder?.();
      if (decoder === undefined) throw new Error('no decoder');
      const readings: Reading[] = [];
      for (let from = 0; from < stream.length; from += size) {
        readings.push(...decoder.push(stream.subarray(from, from + size)));
      }
      readings.push(...decoder.end());
      expect(readings.length).toBe(16);
      expect(readings[0]?.span).toEqual({ from: 7, to: 137 });
      expect(decoder.discardedBytes).toBe(3 * noise.length + 60);
    }
  });
});

describe('a meter', () => {
  it('is read while a phone charges, and its counters follow the physics', async () => {
    const { clock, unit } = await charging('UM25C', 0);
    const faults = new FaultSwitch();
    const random = seededRandom(seed);
    const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:um', msPerByte: 1.04 });
    simulateUm(unit, { clock, random, faults }, { model: 'UM34C' }).attach(wire);
    const meter = await clock.run(rdtechUmDriver.open(transport, { clock }));
    expect(meter.identity).toEqual({ make: 'RDTech', model: 'UM34C' });
    const channels: string[] = [];
    meter.onReading((_reading, channel) => channels.push(channel));
    const read = () => clock.run(meter.call('read', {}, { deadlineMs: 5_000 })) as Promise<UsbMeterReadings>;
    // While the charger steps up, two dumps in a row may disagree: it takes longer and is never wrong.
    for (let second = 0; second < 8; second += 1) {
      const { voltage } = await read();
      expect(Math.abs((voltage.value ?? 0) - 5) < 0.2 || Math.abs((voltage.value ?? 0) - 9) < 0.2).toBe(true);
      await clock.advance(1_000);
    }
    const before = await read();
    await clock.advance(600_000);
    const after = await read();
    expect(channels.slice(0, 3)).toEqual(['voltage', 'current', 'power']);
    const grown = (after.energy.value ?? 0) - (before.energy.value ?? 0);
    expect(grown).toBeCloseTo((before.power.value ?? 0) / 6, 0);
    expect(after.voltage.latencyMs).toBeGreaterThan(0);
  });
});
