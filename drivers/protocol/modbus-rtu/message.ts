/**
 * Requests and answers of Modbus RTU as bytes: functions 03, 06 and 16 and the exceptions. Pure. Guarantees that an answer
 * is taken only if checksum, unit, function, length and everything it repeats of the request are right.
 * Source: "MODBUS Application Protocol Specification V1.1b3", 6.3, 6.6, 6.12 and 7.
 */
import { hasGoodChecksum, withChecksum } from './crc.ts';

export const readHolding = 0x03;
export const writeSingle = 0x06;
export const writeMultiple = 0x10;
/** Set in the function byte of an answer that refuses. */
export const exceptionBit = 0x80;
/** Most registers of one request. */
export const mostRegisters = { read: 125, write: 123 } as const;

/** What is asked of a unit; registers and values are 16-bit numbers without a sign. */
export type ModbusRequest =
  | { readonly kind: 'read'; readonly first: number; readonly count: number }
  | { readonly kind: 'write-one'; readonly register: number; readonly value: number }
  | { readonly kind: 'write'; readonly first: number; readonly values: readonly number[] };

export type ModbusReply =
  | { readonly kind: 'registers'; readonly values: readonly number[] }
  | { readonly kind: 'written' }
  | { readonly kind: 'exception'; readonly exception: number };

/** Names of the exceptions, by their number. */
export const exceptionNames: Readonly<Record<number, string>> = {
  1: 'illegal-function',
  2: 'illegal-address',
  3: 'illegal-value',
  4: 'device-failure',
  5: 'acknowledge',
  6: 'busy',
  8: 'memory-parity',
  10: 'gateway-path',
  11: 'gateway-target',
};

/** The frame of a request for `unit` (1 … 247). A `RangeError` for what no frame can carry. */
export function requestFrame(unit: number, request: ModbusRequest): Uint8Array {
  switch (request.kind) {
    case 'read':
      within(request.count, 1, mostRegisters.read);
      return withChecksum(Uint8Array.from([unit, readHolding, ...word(request.first), ...word(request.count)]));
    case 'write-one':
      return withChecksum(Uint8Array.from([unit, writeSingle, ...word(request.register), ...word(request.value)]));
    case 'write': {
      const { first, values } = request;
      within(values.length, 1, mostRegisters.write);
      const head = [unit, writeMultiple, ...word(first), ...word(values.length), 2 * values.length];
      return withChecksum(Uint8Array.from([...head, ...values.flatMap(word)]));
    }
  }
}

/** What the frame means as the answer to `request`; undefined when it is none. */
export function replyTo(unit: number, request: ModbusRequest, frame: Uint8Array): ModbusReply | undefined {
  if (!hasGoodChecksum(frame) || frame[0] !== unit) return undefined;
  const sent = requestFrame(unit, request);
  const [, asked = 0] = sent;
  if (frame[1] === (asked | exceptionBit)) {
    return frame.length === 5 ? { kind: 'exception', exception: frame[2] ?? 0 } : undefined;
  }
  if (frame[1] !== asked) return undefined;
  if (request.kind === 'read') {
    if (frame[2] !== 2 * request.count || frame.length !== 5 + 2 * request.count) return undefined;
    return { kind: 'registers', values: wordsOf(frame.subarray(3, -2)) };
  }
  // Both kinds of writing repeat the request's first six bytes.
  const repeats = frame.length === 8 && sent.subarray(0, 6).every((byte, place) => frame[place] === byte);
  return repeats ? { kind: 'written' } : undefined;
}

/** Whether these bytes are one whole answer by their own length and checksum; if not, only silence can tell its end. */
export function isWholeReply(bytes: Uint8Array): boolean {
  const [, code = 0, count = 0] = bytes;
  const length = (code & exceptionBit) !== 0 ? 5 : code === readHolding ? 5 + count : 8;
  return bytes.length === length && hasGoodChecksum(bytes);
}

/** Big-endian pairs as numbers. */
export function wordsOf(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length >> 1 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));
}

/** A 16-bit number, high byte first. */
export function word(value: number): [number, number] {
  within(value, 0, 0xffff);
  return [value >>> 8, value & 0xff];
}

function within(value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${value} is not a whole number from ${low} to ${high}`);
}
