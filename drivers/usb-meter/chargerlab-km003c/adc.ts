/**
 * What the KM003C measures: one sample with its averages, or a queue of samples. Pure: bytes ↔ numbers in the meter's own
 * units. Sources are named in README.md.
 */

export const adcBytes = 44;
const sampleBytes = 20;

/** Samples a second, by their number in a sample. */
export const rates = [2, 10, 50, 1_000, 10_000] as const;

export interface AdcSample {
  readonly microvolts: number;
  /** The sign is the direction. */
  readonly microamps: number;
  readonly averageMicrovolts: number;
  readonly averageMicroamps: number;
  /** 128ths of a degree Celsius. */
  readonly temperature: number;
  /** Tenths of a millivolt. */
  readonly cc1: number;
  readonly cc2: number;
  readonly dPlus: number;
  readonly dMinus: number;
  readonly vdd: number;
  /** Index into {@link rates}. */
  readonly rate: number;
}

/** Exactly 44 bytes with a rate there is; undefined for anything else. */
export function parseAdc(bytes: Uint8Array): AdcSample | undefined {
  if (bytes.length !== adcBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rate = view.getUint8(36);
  if (rate >= rates.length) return undefined;
  const tenths = (place: number) => view.getUint16(place, true);
  return {
    microvolts: view.getInt32(0, true),
    microamps: view.getInt32(4, true),
    averageMicrovolts: view.getInt32(8, true),
    averageMicroamps: view.getInt32(12, true),
    temperature: view.getInt16(24, true),
    cc1: tenths(26),
    cc2: tenths(28),
    dPlus: tenths(30),
    dMinus: tenths(32),
    vdd: tenths(34),
    rate,
  };
}

/** The bytes a meter would send; the uncalibrated averages are those of the calibrated ones. */
export function adcData(sample: AdcSample): Uint8Array {
  const bytes = new Uint8Array(adcBytes);
  const view = new DataView(bytes.buffer);
  const words = [sample.microvolts, sample.microamps, sample.averageMicrovolts, sample.averageMicroamps];
  for (const [index, word] of [...words, words[2] ?? 0, words[3] ?? 0].entries()) view.setInt32(index * 4, word, true);
  view.setInt16(24, sample.temperature, true);
  const tenths = [sample.cc1, sample.cc2, sample.dPlus, sample.dMinus, sample.vdd];
  for (const [index, value] of tenths.entries()) view.setUint16(26 + index * 2, value, true);
  view.setUint8(36, sample.rate);
  // Averages in millivolts.
  for (const [index, value] of [sample.cc2, sample.dPlus, sample.dMinus].entries())
    view.setUint16(38 + index * 2, Math.round(value / 10), true);
  return bytes;
}

/** One sample of the queue that streaming fills. */
export interface QueuedSample {
  /** Ticks of a millisecond. */
  readonly sequence: number;
  readonly marker: number;
  readonly microvolts: number;
  readonly microamps: number;
  /** Volts, whatever the rate. */
  readonly cc1: number;
  readonly cc2: number;
  readonly dPlus: number;
  readonly dMinus: number;
}

/** Samples of 20 bytes; what is left over is dropped. At 2 a second the lines come in 0.1 mV, faster in millivolts. */
export function parseAdcQueue(bytes: Uint8Array, samplesPerSecond: (typeof rates)[number]): QueuedSample[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const voltsPerDigit = samplesPerSecond === 2 ? 1e-4 : 1e-3;
  return Array.from({ length: Math.floor(bytes.length / sampleBytes) }, (_, index) => {
    const at = index * sampleBytes;
    const line = (place: number) => Number((view.getUint16(at + place, true) * voltsPerDigit).toFixed(4));
    return {
      sequence: view.getUint16(at, true),
      marker: view.getUint16(at + 2, true),
      microvolts: view.getInt32(at + 4, true),
      microamps: view.getInt32(at + 8, true),
      cc1: line(12),
      cc2: line(14),
      dPlus: line(16),
      dMinus: line(18),
    };
  });
}
