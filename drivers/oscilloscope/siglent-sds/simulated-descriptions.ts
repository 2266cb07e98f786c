/** The 346 bytes with which a simulated Siglent describes a record, in the older and in the newer form. Pure. Sources: see README. */
import { descriptorBytes } from './descriptor.ts';

export interface DescribedRecord {
  /** With the probe's factor, as the screen says. */
  readonly voltsPerDivision: number;
  readonly offsetVolts: number;
  readonly probe: number;
  /** Whether the volts of a division have the factor in the newer description as well. */
  readonly scaleHasFactor: boolean;
  readonly codesPerDivision: number;
  readonly adcBits: number;
  readonly secondsPerPoint: number;
  /** From the trigger to the middle of the screen. */
  readonly delaySeconds: number;
}

export function newDescription(record: DescribedRecord): Uint8Array {
  const { voltsPerDivision, offsetVolts, probe, codesPerDivision, adcBits, secondsPerPoint, delaySeconds } = record;
  const factor = record.scaleHasFactor ? 1 : probe;
  const bytes = new Uint8Array(descriptorBytes);
  const view = new DataView(bytes.buffer);
  view.setFloat32(0x9c, voltsPerDivision / factor, true);
  view.setFloat32(0xa0, offsetVolts / factor, true);
  view.setFloat32(0xa4, codesPerDivision, true);
  view.setInt16(0xac, adcBits, true);
  view.setFloat32(0xb0, secondsPerPoint, true);
  view.setFloat64(0xb4, delaySeconds, true);
  view.setFloat32(0x148, probe, true);
  return bytes;
}

/** What `WF? ALL` sends in front of the samples; of the models whose gain is volts of one code. */
export function legacyDescription(
  { voltsPerDivision, offsetVolts, probe, codesPerDivision, secondsPerPoint }: DescribedRecord,
  samples: number,
  firstSeconds: number,
): Uint8Array {
  const bytes = new Uint8Array(descriptorBytes);
  bytes.set(Array.from('WAVEDESC', (letter) => letter.charCodeAt(0)));
  const view = new DataView(bytes.buffer);
  view.setUint16(34, 1, true);
  view.setUint32(36, descriptorBytes, true);
  for (const at of [60, 116, 120]) view.setUint32(at, samples, true);
  view.setFloat32(156, voltsPerDivision / codesPerDivision, true);
  view.setFloat32(160, offsetVolts, true);
  view.setFloat32(176, secondsPerPoint, true);
  view.setFloat64(180, firstSeconds, true);
  view.setFloat32(328, probe, true);
  return bytes;
}
