/**
 * Frames of JBC's robot protocol: STX, two addresses where addressing is on, one letter, a command of three, five digits
 * where there is data, ETX and an XOR over all of it. Pure: bytes ↔ meaning. Sources are named in README.md.
 */

const stx = 0x02;
const etx = 0x03;

/** Read, write, acknowledged (with the number that was read), refused (with the reason's number). */
export type RobotHeader = 'R' | 'W' | 'A' | 'N';

export interface RobotFrame {
  readonly header: RobotHeader;
  /** `ST1`: selected temperature of port 1. */
  readonly command: string;
  readonly data?: number;
}

/** Two-digit addresses as they leave the factory; a station with addressing switched off has none. */
export interface RobotAddresses {
  readonly from: string;
  readonly to: string;
}

export const factoryAddresses: RobotAddresses = { from: '00', to: '01' };

/** Five characters: `00375`, `-0050`. */
function digits(value: number): string {
  return value < 0 ? `-${String(-value).padStart(4, '0')}` : String(value).padStart(5, '0');
}

export function robotBytes(frame: RobotFrame, addresses: RobotAddresses | undefined): Uint8Array {
  const prefix = addresses === undefined ? '' : addresses.from + addresses.to;
  const text = prefix + frame.header + frame.command + (frame.data === undefined ? '' : digits(frame.data));
  const covered = [stx, ...Array.from(text, (letter) => letter.charCodeAt(0)), etx];
  return Uint8Array.from([...covered, covered.reduce((sum, byte) => sum ^ byte, 0)]);
}

const addressed = /^(\d\d)(\d\d)([RWAN])([A-Z][A-Z0-9]{2})(\d{5}|-\d{4})?$/;
const plain = /^([RWAN])([A-Z][A-Z0-9]{2})(\d{5}|-\d{4})?$/;

/** Exactly one sound frame from the one side to the other; undefined for anything else. */
export function parseRobot(bytes: Uint8Array, addresses: RobotAddresses | undefined): RobotFrame | undefined {
  const last = bytes.length - 1;
  if (bytes[0] !== stx || bytes[last - 1] !== etx) return undefined;
  if (bytes.subarray(0, last).reduce((sum, byte) => sum ^ byte, 0) !== bytes[last]) return undefined;
  const text = String.fromCharCode(...bytes.subarray(1, last - 1));
  const match = (addresses === undefined ? plain : addressed).exec(text);
  if (match === null) return undefined;
  const fields = [...match].slice(1);
  if (addresses !== undefined) {
    const [from, to] = fields.splice(0, 2);
    if (from !== addresses.from || to !== addresses.to) return undefined;
  }
  const [header, command = '', data] = fields;
  return { header: header as RobotHeader, command, ...(data === undefined ? {} : { data: Number(data) }) };
}

/** The other way round, for the answer. */
export function answering({ from, to }: RobotAddresses): RobotAddresses {
  return { from: to, to: from };
}

/** Why a frame was refused, in words for a record. */
const refusals: Readonly<Record<number, string>> = { 1: 'checksum', 2: 'format', 3: 'range' };

export function refusalName(number: number | undefined): string {
  return refusals[number ?? 0] ?? `reason ${number ?? 'unknown'}`;
}
