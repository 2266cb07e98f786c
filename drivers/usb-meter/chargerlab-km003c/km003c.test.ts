import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsbMeterVerbs } from '../../../foundation/capability/capability.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { type AdcSample, adcData, parseAdc, parseAdcQueue, rates } from './adc.ts';
import { km003cDriver } from './driver.ts';
import { attribute, controlBytes, dataBytes, packetType, parseControl, parseData } from './packet.ts';
import { parsePdEvents } from './pd-events.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const sample: AdcSample = {
  microvolts: 5_123_456,
  microamps: -1_234_567,
  averageMicrovolts: 5_123_400,
  averageMicroamps: -1_234_500,
  temperature: 3_264,
  cc1: 4_100,
  cc2: 12,
  dPlus: 6_012,
  dMinus: 5_998,
  vdd: 33_010,
  rate: 1,
};

describe('packets, as the public description has them', () => {
  it('ask for a sample with four bytes under a number', () => {
    expect(hex(controlBytes({ type: packetType.getData, id: 0x5a, attribute: attribute.adc }))).toBe('0c5a0200');
    expect(parseControl(bytesOf('0c 5a 02 00'))).toEqual({ type: 0x0c, id: 0x5a, attribute: 1 });
  });

  it('ask for several things at once, and for streaming', () => {
    const both = attribute.adc | attribute.pd;
    expect(hex(controlBytes({ type: packetType.getData, id: 1, attribute: both }))).toBe('0c012200');
    expect(hex(controlBytes({ type: packetType.getData, id: 2, attribute: attribute.adcQueue }))).toBe('0c020400');
    expect(hex(controlBytes({ type: packetType.getData, id: 3, attribute: attribute.settings }))).toBe('0c031000');
    expect(hex(controlBytes({ type: packetType.getData, id: 4, attribute: attribute.log }))).toBe('0c040004');
    const { connect, disconnect, accept, rejected, startGraph, stopGraph, pdMonitorOn, pdMonitorOff } = packetType;
    expect([connect, disconnect, accept, rejected, startGraph, stopGraph, pdMonitorOn, pdMonitorOff]).toEqual([
      0x02, 0x03, 0x05, 0x06, 0x0e, 0x0f, 0x10, 0x11,
    ]);
  });

  it('carry a sample of 44 bytes behind the eight bytes that were seen', () => {
    const packet = dataBytes(0x5a, [{ attribute: attribute.adc, bytes: adcData(sample) }]);
    expect(hex(packet.subarray(0, 8))).toBe('415a80020100000b');
    expect(packet.length).toBe(52);
    const parsed = parseData(packet);
    expect(parsed).toMatchObject({ type: 0x41, id: 0x5a, words: 10 });
    expect(parsed?.parts).toEqual([{ attribute: 1, next: false, chunk: 0, bytes: adcData(sample) }]);
    expect(parseAdc(parsed?.parts[0]?.bytes ?? new Uint8Array(0))).toEqual(sample);
  });

  it('carry several parts, each with its own header, or are none', () => {
    const pd = Uint8Array.from({ length: 12 }, (_, index) => index);
    const packet = dataBytes(7, [
      { attribute: attribute.adc, bytes: adcData(sample) },
      { attribute: attribute.pd, bytes: pd },
    ]);
    const parts = parseData(packet)?.parts;
    expect(parts?.map((part) => [part.attribute, part.next, part.bytes.length])).toEqual([
      [1, true, 44],
      [0x10, false, 12],
    ]);
    for (let length = 0; length < packet.length; length += 1)
      expect(parseData(packet.slice(0, length))).toBeUndefined();
    expect(parseData(Uint8Array.from([...packet, 0]))).toBeUndefined();
    const alone = dataBytes(7, [{ attribute: attribute.adc, bytes: adcData(sample) }]);
    const report = (last: number) => Uint8Array.from([...alone, ...new Array<number>(11).fill(0), last]);
    expect(parseData(report(0))?.parts[0]?.bytes).toEqual(adcData(sample));
    expect(parseData(report(1))).toBeUndefined();
  });

  it('of anything else are none, and nothing is thrown (seed 17)', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
      const parsed = parseData(bytes);
      const total = parsed?.parts.reduce((sum, part) => sum + 4 + part.bytes.length, 4);
      if (parsed !== undefined && bytes.length !== 64) expect(total).toBe(bytes.length);
      parsePdEvents(bytes);
      parseAdcQueue(bytes, 50);
      if (bytes.length !== 44) expect(parseAdc(bytes)).toBeUndefined();
    });
    fc.assert(property, { seed: 17, numRuns: 2_000 });
  });
});

describe('samples and events', () => {
  it('have a temperature in 128ths of a degree, a direction, and a rate there is', () => {
    expect(sample.temperature / 128).toBe(25.5);
    expect(rates).toEqual([2, 10, 50, 1_000, 10_000]);
    const bytes = adcData(sample);
    expect(parseAdc(bytes)?.microamps).toBe(-1_234_567);
    expect(parseAdc(bytes.map((byte, index) => (index === 36 ? 5 : byte)))).toBeUndefined();
  });

  it('in the queue are 20 bytes, with the lines in tenths of a millivolt at two a second and in millivolts above', () => {
    const bytes = new Uint8Array(45);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 500, true);
    view.setUint16(2, 0xabcd, true);
    view.setInt32(4, 9_012_345, true);
    view.setInt32(8, -42, true);
    for (const [index, value] of [4_100, 0, 600, 610].entries()) view.setUint16(12 + 2 * index, value, true);
    view.setUint16(20, 501, true);
    const fast = parseAdcQueue(bytes, 1_000);
    expect(fast).toHaveLength(2);
    expect(fast[0]).toMatchObject({ sequence: 500, marker: 0xabcd, microvolts: 9_012_345, microamps: -42 });
    expect(fast[0]).toMatchObject({ cc1: 4.1, dPlus: 0.6, dMinus: 0.61 });
    expect(fast[1]?.sequence).toBe(501);
    expect(parseAdcQueue(bytes, 2)[0]).toMatchObject({ cc1: 0.41, dPlus: 0.06 });
  });

  it('of Power Delivery stand behind twelve bytes, with their length, time and wire bytes', () => {
    const wire = [0x61, 0x11, 0x2c, 0x91, 0x01, 0x0a];
    const event = [0x80 | (5 + wire.length), 0x10, 0x27, 0, 0, 0, ...wire];
    const reset = [0x05, 0x11, 0x27, 0, 0, 3];
    const bytes = Uint8Array.from([...new Array<number>(12).fill(0), ...event, ...reset]);
    expect(parsePdEvents(bytes)).toEqual([
      { at: 10_000, sop: 0, wire: Uint8Array.from(wire) },
      { at: 10_001, sop: 3, wire: new Uint8Array(0) },
    ]);
    expect(parsePdEvents(bytes.slice(0, -1))).toBeUndefined();
    expect(parsePdEvents(new Uint8Array(12))).toEqual([]);
  });
});

describe('a meter', () => {
  it('is read in microvolts, and does not make up what it does not tell', async () => {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(3) };
    const unit = createUnit({ clock, startLevel: 30 });
    unit.supply.set({ volts: 5, amps: 2 });
    unit.supply.output(true);
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:km' });
    km003cDriver.simulate(unit, context).attach(wire);
    const meter = await clock.run(km003cDriver.open(transport, { clock }));
    const read = () =>
      clock.run(meter.call('read', {}, { deadlineMs: 4_000 })) as Promise<UsbMeterVerbs['read']['out']>;
    // More questions than there are numbers for them.
    for (let round = 0; round < 150; round += 1) {
      unit.supply.set({ volts: 4.8 + 0.01 * (round % 20) });
      const { voltage, current, dPlus } = await read();
      expect(voltage.value).toBeCloseTo(unit.vbus().volts, 4);
      expect(current.value).toBeCloseTo(unit.vbus().amps, 3);
      expect(dPlus.value).toBeCloseTo(0.6, 4);
    }
    const { charge, energy, protocol } = await read();
    expect([charge.status, energy.status, protocol]).toEqual(['invalid', 'invalid', 'unknown']);
    context.faults.set('overload', true);
    expect((await read()).current).toMatchObject({ value: null, status: 'overrange', overloadSign: 1 });
  });
});
