/**
 * Frames of ITECH's IT8500 loads: AA, address, command, 22 bytes, and the sum of it all. Numbers are little-endian. Pure:
 * bytes ↔ meaning. Sources are named in README.md.
 */
import type { LoadMode } from '../../../foundation/capability/electronic-load.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';

export const frameBytes = 26;
const start = 0xaa;
const dataBytes = 22;

/** Commands, as numbers; a query is answered with its own number, anything else with {@link it8500.status}. */
export const it8500 = {
  limits: 0x01,
  status: 0x12,
  remote: 0x20,
  input: 0x21,
  setMode: 0x28,
  getMode: 0x29,
  setValue: { 'constant-current': 0x2a, 'constant-voltage': 0x2c, 'constant-power': 0x2e, 'constant-resistance': 0x30 },
  getValue: { 'constant-current': 0x2b, 'constant-voltage': 0x2d, 'constant-power': 0x2f, 'constant-resistance': 0x31 },
  state: 0x5f,
  model: 0x6a,
} as const;

/** Modes in the order of their numbers. */
export const modes: readonly LoadMode[] = [
  'constant-current',
  'constant-voltage',
  'constant-power',
  'constant-resistance',
];

/** Amperes come in tenths of a milliampere; volts, watts and ohms in thousandths. */
export function exponentOf(mode: LoadMode): number {
  return mode === 'constant-current' ? -4 : -3;
}

export interface It8500Frame {
  readonly address: number;
  readonly command: number;
  /** 22 bytes. */
  readonly data: Uint8Array;
}

export function it8500Bytes(command: number, data: readonly number[] = [], address = 0): Uint8Array {
  const bytes = new Uint8Array(frameBytes);
  bytes.set([start, address, command, ...data.slice(0, dataBytes)]);
  bytes[frameBytes - 1] = sumOf(bytes);
  return bytes;
}

/** Exactly one sound frame; undefined for anything else. */
export function parseIt8500(bytes: Uint8Array): It8500Frame | undefined {
  if (bytes.length !== frameBytes || bytes[0] !== start || bytes[frameBytes - 1] !== sumOf(bytes)) return undefined;
  return { address: bytes[1] ?? 0, command: bytes[2] ?? 0, data: bytes.slice(3, 3 + dataBytes) };
}

function sumOf(bytes: Uint8Array): number {
  return bytes.subarray(0, frameBytes - 1).reduce((sum, byte) => (sum + byte) & 0xff, 0);
}

export function long(data: Uint8Array, place: number): number {
  return new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(place, true);
}

/** 32 bits as four bytes. */
export function longBytes(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}

/** What the load shows: volts, amperes and watts as its own digits, and its state. */
export interface It8500State {
  readonly millivolts: number;
  /** Tenths of a milliampere. */
  readonly decimilliamps: number;
  readonly milliwatts: number;
  readonly input: boolean;
  readonly remote: boolean;
  readonly mode: LoadMode | 'unknown';
  /** Over-voltage, over-current, over-power, over-temperature or reversed: the load protects itself. */
  readonly tripped: boolean;
}

const inputBit = 0x08;
const remoteBit = 0x04;
const trippedBits = 0x1f;
const firstModeBit = 0x40;

export function stateOf(data: Uint8Array): It8500State {
  const operation = data[12] ?? 0;
  const demand = (data[13] ?? 0) | ((data[14] ?? 0) << 8);
  const mode = modes.find((_, index) => (demand & (firstModeBit << index)) !== 0);
  return {
    millivolts: long(data, 0),
    decimilliamps: long(data, 4),
    milliwatts: long(data, 8),
    input: (operation & inputBit) !== 0,
    remote: (operation & remoteBit) !== 0,
    mode: mode ?? 'unknown',
    tripped: (demand & trippedBits) !== 0,
  };
}

/** The data of an answer that shows this. */
export function stateData(state: It8500State): readonly number[] {
  const { millivolts, decimilliamps, milliwatts, input, remote, mode } = state;
  const demand = mode === 'unknown' ? 0 : firstModeBit << modes.indexOf(mode);
  const operation = (input ? inputBit : 0) | (remote ? remoteBit : 0);
  const numbers = [millivolts, decimilliamps, milliwatts].flatMap(longBytes);
  return [...numbers, operation, demand & 0xff, (demand >> 8) | 0, 0];
}

/** Model, firmware and serial number; undefined when the model is no text. */
export function identityOf(data: Uint8Array): InstrumentIdentity | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...data.subarray(from, to)).replace(/[\0 ]+$/, '');
  const model = text(0, 5);
  if (!/^[\w+-]{3,5}$/.test(model)) return undefined;
  const serial = text(7, 17);
  const firmware = `${(data[6] ?? 0).toString(16)}.${(data[5] ?? 0).toString(16).padStart(2, '0')}`;
  return { make: 'ITECH', model: `IT${model}`, firmware, ...(/^\w+$/.test(serial) ? { serial } : {}) };
}

/** Why a command was refused, in words for a record. */
export function refusalName(code: number | undefined): string {
  const names: Readonly<Record<number, string>> = {
    144: 'checksum',
    160: 'parameter',
    176: 'unknown command',
    192: 'invalid command',
  };
  return names[code ?? 0] ?? `code ${code ?? 'unknown'}`;
}
