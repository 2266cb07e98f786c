/**
 * Reports of FNIRSI's USB meters: 64 bytes that begin with AA and end with a CRC-8. Pure: bytes ↔ meaning. Sources are
 * named in README.md.
 */

export const reportBytes = 64;
const start = 0xaa;
const measured = 0x04;
const samplesInReport = 4;
const sampleBytes = 15;
const crcFrom = 1;
const crcTo = 63;

/** CRC-8 with the polynomial 0x39 from 0x42, over everything between the first and the last byte. */
export function crc8(bytes: Uint8Array): number {
  let crc = 0x42;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x80) === 0 ? (crc << 1) & 0xff : ((crc << 1) ^ 0x39) & 0xff;
  }
  return crc;
}

/** What the meter is asked: 81 wakes it, 82 and 83 make it talk, 83 keeps it talking. */
export function requestReport(code: 0x81 | 0x82 | 0x83): Uint8Array {
  const bytes = new Uint8Array(reportBytes);
  bytes.set([start, code]);
  bytes[crcTo] = crc8(bytes.subarray(crcFrom, crcTo));
  return bytes;
}

/** As the meter's own digits. */
export interface FnbSample {
  /** Hundred-thousandths of a volt and of an ampere. */
  readonly volts: number;
  readonly amps: number;
  /** Millivolts. */
  readonly dPlus: number;
  readonly dMinus: number;
  /** Tenths of a degree Celsius. */
  readonly celsius: number;
}

/** The byte behind the lines, the same in every sample of every report seen. */
const constantByte = 1;

/** The four samples of exactly one sound report, 10 ms apart; undefined for anything else. */
export function parseReport(bytes: Uint8Array): readonly FnbSample[] | undefined {
  if (bytes.length !== reportBytes || bytes[0] !== start || bytes[1] !== measured) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < samplesInReport; index += 1) {
    if (view.getUint8(2 + index * sampleBytes + 12) !== constantByte) return undefined;
  }
  if (crc8(bytes.subarray(crcFrom, crcTo)) !== bytes[crcTo]) return undefined;
  return Array.from({ length: samplesInReport }, (_, index) => {
    const at = 2 + index * sampleBytes;
    return {
      volts: view.getUint32(at, true),
      amps: view.getUint32(at + 4, true),
      dPlus: view.getUint16(at + 8, true),
      dMinus: view.getUint16(at + 10, true),
      celsius: view.getUint16(at + 13, true),
    };
  });
}

/** The report a meter would send. */
export function reportOf(samples: readonly FnbSample[]): Uint8Array {
  const bytes = new Uint8Array(reportBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([start, measured]);
  for (const [index, sample] of samples.slice(0, samplesInReport).entries()) {
    const at = 2 + index * sampleBytes;
    view.setUint32(at, sample.volts, true);
    view.setUint32(at + 4, sample.amps, true);
    view.setUint16(at + 8, sample.dPlus, true);
    view.setUint16(at + 10, sample.dMinus, true);
    view.setUint8(at + 12, constantByte);
    view.setUint16(at + 13, sample.celsius, true);
  }
  bytes[crcTo] = crc8(bytes.subarray(crcFrom, crcTo));
  return bytes;
}
