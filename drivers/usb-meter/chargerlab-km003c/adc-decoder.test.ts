import { describe, expect, it } from 'vitest';
import { type AdcSample, adcData } from './adc.ts';
import { AdcDecoder } from './adc-decoder.ts';
import { attribute, controlBytes, dataBytes, packetType } from './packet.ts';

const sample: AdcSample = {
  ...{ microvolts: 5_012_345, microamps: 617_000, averageMicrovolts: 5_012_000, averageMicroamps: 617_100 },
  ...{ temperature: 3_300, cc1: 16_500, cc2: 120, dPlus: 27_010, dMinus: 26_990, vdd: 33_000, rate: 1 },
};
const packet = (id: number, more: Partial<AdcSample> = {}) =>
  dataBytes(id, [{ attribute: attribute.adc, bytes: adcData({ ...sample, ...more }) }]);
const stream = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

function decoded(bytes: Uint8Array, chunkBytes = bytes.length) {
  const decoder = new AdcDecoder();
  const readings = [];
  for (let from = 0; from < bytes.length; from += Math.max(1, chunkBytes))
    readings.push(...decoder.push(bytes.subarray(from, from + chunkBytes)));
  readings.push(...decoder.end());
  return { readings, volts: valuesOf(readings), discarded: decoder.discardedBytes };
}

function valuesOf(
  readings: readonly { readonly resolution?: number; readonly unit: string; readonly value: number | null }[],
) {
  return readings.filter(({ unit, resolution }) => unit === 'V' && resolution === 1e-6).map(({ value }) => value);
}

describe('packets of a KM003C in a recording', () => {
  it('give every quantity that the meter has, in chunks of any size', () => {
    const bytes = stream(packet(1), packet(2, { microvolts: 9_000_000 }));
    const units = ['V', 'A', 'W', 'Cel', 'V', 'V'];
    for (const chunkBytes of [bytes.length, 64, 7, 1]) {
      const { readings, volts, discarded } = decoded(bytes, chunkBytes);
      expect(volts).toEqual([5.012_345, 9]);
      expect(readings.map(({ unit }) => unit)).toEqual([...units, ...units]);
      expect(discarded).toBe(0);
    }
  });

  it('may be filled up to HID reports, and other packets in between are left out', () => {
    const filled = new Uint8Array(64);
    filled.set(packet(7));
    const other = dataBytes(8, [{ attribute: attribute.pd, bytes: new Uint8Array(12) }]);
    const { volts } = decoded(stream(filled, other, packet(9)));
    expect(volts).toEqual([5.012_345, 5.012_345]);
  });

  it('with a byte lost anywhere, also under numbers that look like a header, give no value that was never sent', () => {
    const sent = new Set(decoded(packet(0)).readings.map(({ value }) => value));
    for (const id of [0, 1, 0x40, 0xff, ...Object.values(packetType)]) {
      const bytes = stream(packet(id), packet(id + 1), packet(id + 2));
      for (let lost = 0; lost < bytes.length; lost += 1) {
        const { readings, volts } = decoded(bytes.filter((_, place) => place !== lost));
        for (const { value } of readings) expect(sent.has(value), `without byte ${lost} of number ${id}`).toBe(true);
        expect(volts.length).toBeGreaterThan(0);
      }
    }
  });

  it('are not taken for measurements when they are questions', () => {
    const question = controlBytes({ type: packetType.getData, id: 1, attribute: attribute.adc });
    expect(decoded(stream(question, question))).toEqual({ readings: [], volts: [], discarded: 8 });
  });
});
