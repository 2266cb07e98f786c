/**
 * One answer of an RDTech TC66C: 192 bytes, AES-256 in ECB mode under a key that is the same in every meter; inside three
 * blocks `pac1`, `pac2`, `pac3` of 64 bytes, each with a CRC-16. Pure: bytes ↔ fields. Sources are named in README.md.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { crc16 } from '../../protocol/modbus-rtu/crc.ts';

export const frameBytes = 192;
const blockBytes = 64;
const coveredBytes = 60;
const names = ['pac1', 'pac2', 'pac3'];

/** Printed in libsigrok; it keeps nothing secret. */
const key = Buffer.from('5821fa5601b2f02687ff1204622a4fb086f40260816f9a0ba7f106619ab87288', 'hex');

/** Bytes that are encrypted by themselves. */
const cipherBytes = 16;
/** In this mode, and given whole blocks only, it keeps nothing from one call to the next. */
const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);

/** As the meter's own digits. */
export interface TcFrame {
  readonly model: string;
  readonly firmware: string;
  readonly serial: number;
  /** Tenths of a millivolt. */
  readonly volts: number;
  /** Hundredths of a milliampere. */
  readonly amps: number;
  /** Tenths of a milliwatt. */
  readonly watts: number;
  /** Of both groups. */
  readonly milliampHours: readonly [number, number];
  readonly milliwattHours: readonly [number, number];
  readonly celsius: number;
  /** Hundredths of a volt. */
  readonly dPlus: number;
  readonly dMinus: number;
}

/** Exactly one sound answer; undefined for anything else. */
export function parseFrame(bytes: Uint8Array): TcFrame | undefined {
  if (bytes.length !== frameBytes) return undefined;
  // Almost everything that is no answer is known by its first sixteen bytes.
  if (decipher.update(bytes.subarray(0, cipherBytes)).toString('latin1', 0, 4) !== names[0]) return undefined;
  const plain = decipher.update(bytes);
  const isSound = names.every((name, index) => {
    const block = plain.subarray(index * blockBytes, (index + 1) * blockBytes);
    const checks = block.readUInt32LE(coveredBytes) === crc16(block.subarray(0, coveredBytes));
    return checks && block.toString('latin1', 0, 4) === name;
  });
  if (!isSound) return undefined;
  const [first, second] = [plain, plain.subarray(blockBytes)];
  return {
    model: first.toString('latin1', 4, 8),
    firmware: first.toString('latin1', 8, 12),
    serial: first.readUInt32LE(12),
    volts: first.readUInt32LE(48),
    amps: first.readUInt32LE(52),
    watts: first.readUInt32LE(56),
    milliampHours: [second.readUInt32LE(8), second.readUInt32LE(16)],
    milliwattHours: [second.readUInt32LE(12), second.readUInt32LE(20)],
    celsius: second.readUInt32LE(24) === 0 ? second.readUInt32LE(28) : -second.readUInt32LE(28),
    dPlus: second.readUInt32LE(32),
    dMinus: second.readUInt32LE(36),
  };
}

/** The answer a meter would send; what {@link parseFrame} does not look at is zero. */
export function frameOf(frame: TcFrame): Uint8Array {
  const plain = Buffer.alloc(frameBytes);
  for (const [index, name] of names.entries()) plain.write(name, index * blockBytes, 'latin1');
  const [first, second] = [plain, plain.subarray(blockBytes)];
  first.write(frame.model.slice(0, 4), 4, 'latin1');
  first.write(frame.firmware.slice(0, 4), 8, 'latin1');
  first.writeUInt32LE(frame.serial, 12);
  first.writeUInt32LE(frame.volts, 48);
  first.writeUInt32LE(frame.amps, 52);
  first.writeUInt32LE(frame.watts, 56);
  for (const group of [0, 1] as const) {
    second.writeUInt32LE(frame.milliampHours[group], 8 + 8 * group);
    second.writeUInt32LE(frame.milliwattHours[group], 12 + 8 * group);
  }
  second.writeUInt32LE(frame.celsius < 0 ? 1 : 0, 24);
  second.writeUInt32LE(Math.abs(frame.celsius), 28);
  second.writeUInt32LE(frame.dPlus, 32);
  second.writeUInt32LE(frame.dMinus, 36);
  for (const index of names.keys()) {
    const block = plain.subarray(index * blockBytes, (index + 1) * blockBytes);
    block.writeUInt32LE(crc16(block.subarray(0, coveredBytes)), coveredBytes);
  }
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final()]));
}
