/**
 * The 346 bytes with which a newer Siglent describes a record (`:WAV:PRE?`) → volts. Pure, low byte first. The time base
 * is not taken from it, because the table behind its index begins at 100 ps on some models and at 200 ps on others.
 * volts = code / codes per division · volts per division - offset, both times the probe's factor. Sources: see README.
 */
import { CodedError } from '../../../foundation/failure.ts';

export interface SiglentDescriptor {
  readonly voltsPerStep: number;
  readonly voltsAtZero: number;
  readonly secondsPerPoint: number;
  /** Of the trigger; which way it counts is not known (see README). */
  readonly delaySeconds: number;
  readonly adcBits: number;
  readonly codesPerDivision: number;
}

export const descriptorBytes = 346;
const divisions = 8;
/** From the smallest factor of a probe to beyond the largest; some models write the index of a table there instead. */
const probes = { from: Math.fround(0.01), to: 1e5 } as const;

/** `instrument/unreadable` when it is too short, describes nothing, or its probe's factor is none. */
export function parseDescriptor(bytes: Uint8Array): SiglentDescriptor {
  const refuse = () => new CodedError('instrument/unreadable', { answer: `${bytes.length} bytes` });
  if (bytes.length < descriptorBytes) throw refuse();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [perDivision, offset, codesPerDivision] = [0x9c, 0xa0, 0xa4].map((at) => view.getFloat32(at, true));
  const [interval, probe] = [view.getFloat32(0xb0, true), view.getFloat32(0x148, true)];
  const adcBits = view.getInt16(0xac, true);
  const delaySeconds = view.getFloat64(0xb4, true);
  if (perDivision === undefined || offset === undefined || codesPerDivision === undefined) throw refuse();
  const numbers = [perDivision, offset, codesPerDivision, interval, delaySeconds];
  const isSound = numbers.every(Number.isFinite) && perDivision > 0 && codesPerDivision > 0 && interval > 0;
  // A whole number of 1 to 15 is 1e-45 to 2e-44 as a factor: every sample would be 0 V.
  const isProbe = probe >= probes.from && probe <= probes.to;
  if (!isSound || !isProbe || adcBits < 8 || adcBits > 16) throw refuse();
  return {
    voltsPerStep: (perDivision * probe) / codesPerDivision,
    voltsAtZero: 0 - offset * probe,
    secondsPerPoint: interval,
    delaySeconds,
    adcBits,
    codesPerDivision,
  };
}

/** The largest code: of the converter's bits, or of the whole word where its codes are moved up to fill it. */
export function highestCode({ adcBits, codesPerDivision }: SiglentDescriptor): number {
  const bits = codesPerDivision * divisions <= 2 ** adcBits ? adcBits : 16;
  return 2 ** (bits - 1) - 1;
}
