import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsbMeterVerbs } from '../../../foundation/capability/capability.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { tc66cDriver } from './driver.ts';
import { frameOf, parseFrame, type TcFrame } from './frame.ts';

const sample: TcFrame = {
  model: 'TC66',
  firmware: '1.14',
  serial: 77,
  volts: 50_123,
  amps: 123_456,
  watts: 61_880,
  milliampHours: [1_234, 12],
  milliwattHours: [6_170, 60],
  celsius: -3,
  dPlus: 60,
  dMinus: 61,
};

describe('an answer', () => {
  it('keeps its fields, below zero too, and shows nothing of them outside', () => {
    const bytes = frameOf(sample);
    expect(bytes.length).toBe(192);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('pac');
    expect(parseFrame(bytes)).toEqual(sample);
  });

  it('is never believed when it is damaged, cut or not its own (seed 21)', () => {
    const bytes = frameOf(sample);
    const property = fc.property(fc.nat(191), fc.integer({ min: 1, max: 255 }), (place, flip) => {
      expect(parseFrame(bytes.map((byte, index) => (index === place ? byte ^ flip : byte)))).toBeUndefined();
      expect(parseFrame(bytes.filter((_, index) => index !== place))).toBeUndefined();
    });
    fc.assert(property, { seed: 21, numRuns: 300 });
    expect(parseFrame(new Uint8Array(192))).toBeUndefined();
  });

  it('is found in a recording', () => {
    const decoder = tc66cDriver.decoder?.();
    const noise = Uint8Array.from({ length: 37 }, (_, index) => index * 7);
    const readings = [...(decoder?.push(noise) ?? []), ...(decoder?.push(frameOf(sample)) ?? [])];
    expect(readings[0]).toMatchObject({ value: 5.0123, unit: 'V', span: { from: 37, to: 229 } });
    expect(readings[1]).toMatchObject({ value: 1.23456, unit: 'A', resolution: 1e-5 });
    expect(readings.find(({ unit }) => unit === 'Cel')).toMatchObject({ value: -3 });
    expect(decoder?.discardedBytes).toBe(37);
  });
});

describe('a meter', () => {
  it('is named and read, and shows an overload as one', async () => {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(3) };
    const unit = createUnit({ clock, startLevel: 30 });
    unit.supply.set({ volts: 5, amps: 2 });
    unit.supply.output(true);
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:tc', msPerByte: 0.09 });
    tc66cDriver.simulate(unit, context).attach(wire);
    const meter = await clock.run(tc66cDriver.open(transport, { clock }));
    expect(meter.identity).toEqual({ make: 'RDTech', model: 'TC66C', serial: '1234', firmware: '1.14' });
    const read = () =>
      clock.run(meter.call('read', {}, { deadlineMs: 4_000 })) as Promise<UsbMeterVerbs['read']['out']>;
    const answer = await read();
    expect(answer.voltage.value).toBeCloseTo(unit.vbus().volts, 3);
    expect(answer.current.value).toBeCloseTo(unit.vbus().amps, 4);
    expect(answer.protocol).toBe('unknown');
    context.faults.set('overload', true);
    const over = await read();
    expect(over.current).toMatchObject({ value: null, status: 'overrange', overloadSign: 1 });
    expect(over.power.value).toBeNull();
  });
});
