/**
 * The measurement packet of a UT181A: flags, mode word, and values as binary numbers with the digits the display shows. Pure.
 * Guarantees that a value has the decimals of the display and not those of a binary number, that mode and unit fit each other,
 * and overload and a lead in the wrong jack as a status. Source: github.com/antage/ut181a, `Protocol.md` (facts only).
 */
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { numberReading } from '../stream-meter/number-reading.ts';
import { modeOf } from './modes.ts';

export type PacketFormat = 'normal' | 'relative' | 'min-max' | 'peak';
const formats: readonly (PacketFormat | undefined)[] = ['normal', 'relative', 'min-max', undefined, 'peak'];

export interface Ut181aMeasurement {
  readonly mode: number;
  readonly format: PacketFormat;
  readonly hold: boolean;
  readonly auto: boolean;
  readonly leadError: boolean;
  /** In the unit that is written beside it. */
  readonly value: number;
  /** Digits behind the point. */
  readonly places: number;
  readonly overload: 1 | -1 | undefined;
  /** As it is written: `VDC`, `mVAC`, `k~`. */
  readonly unit: string;
}

const measurementKind = 0x02;
/** Kind, two bytes of flags, mode, range. */
const headBytes = 6;
const unitBytes = 8;
/** Bytes of one value with its digits and unit, and of the four values of a MIN MAX packet with one unit. */
const normalBytes = headBytes + 5 + unitBytes;
const minMaxUnitAt = headBytes + 32;
const secondBits = { aux1: 0x02, aux2: 0x04, bar: 0x08 } as const;

/** `undefined` when this is no measurement. */
export function parsePacket(packet: Uint8Array): Ut181aMeasurement | undefined {
  if (packet.length < normalBytes || packet[0] !== measurementKind) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length);
  const misc = view.getUint8(1);
  const misc2 = view.getUint8(2);
  const format = formats[(misc >> 4) & 7];
  if (format === undefined || packet.length !== lengthOf(format, misc)) return undefined;
  const precision = view.getUint8(headBytes + 4);
  const unit = textAt(packet, format === 'min-max' ? minMaxUnitAt : headBytes + 5);
  if (unit === undefined) return undefined;
  return {
    mode: view.getUint16(3, true),
    format,
    hold: (misc & 0x80) !== 0,
    auto: (misc2 & 0x01) !== 0,
    leadError: (misc2 & 0x08) !== 0,
    value: view.getFloat32(headBytes, true),
    places: precision >> 4,
    overload: (precision & 2) !== 0 ? -1 : (precision & 1) !== 0 ? 1 : undefined,
    unit,
  };
}

function lengthOf(format: PacketFormat, misc: number): number {
  const valueBytes = 5 + unitBytes;
  if (format === 'relative') return headBytes + 3 * valueBytes;
  if (format === 'peak') return headBytes + 2 * valueBytes;
  if (format === 'min-max') return minMaxUnitAt + unitBytes;
  const extra = [secondBits.aux1, secondBits.aux2].filter((bit) => (misc & bit) !== 0).length;
  return headBytes + (1 + extra) * valueBytes + ((misc & secondBits.bar) !== 0 ? 4 + unitBytes : 0);
}

/** Up to its zero; `undefined` without one, or with anything behind it that is no text. */
function textAt(packet: Uint8Array, from: number): string | undefined {
  const bytes = packet.subarray(from, from + unitBytes);
  const end = bytes.indexOf(0);
  return end > 0 ? String.fromCharCode(...bytes.subarray(0, end)) : undefined;
}

/** The simulator's side of {@link parsePacket}: a normal measurement without second values, or a relative one. */
export function encodePacket(shown: Ut181aMeasurement): Uint8Array {
  const { mode, format, hold, auto, leadError, value, places, overload, unit } = shown;
  const packet = new Uint8Array(lengthOf(format, 0));
  const view = new DataView(packet.buffer);
  packet[0] = measurementKind;
  packet[1] = (formats.indexOf(format) << 4) | (hold ? 0x80 : 0);
  packet[2] = (auto ? 0x01 : 0) | (leadError ? 0x08 : 0);
  view.setUint16(3, mode, true);
  view.setFloat32(headBytes, value, true);
  packet[headBytes + 4] = (places << 4) | (overload === 1 ? 1 : overload === -1 ? 2 : 0);
  const unitAt = format === 'min-max' ? minMaxUnitAt : headBytes + 5;
  packet.set(
    [...unit].slice(0, unitBytes - 1).map((character) => character.charCodeAt(0)),
    unitAt,
  );
  return packet;
}

const prefixes: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6 };
const mostDigits = 1_000_000;
const mostPlaces = 7;

/** The reading a packet shows on the main display; `undefined` when it breaks the rules above. */
export function meaningOf(shown: Ut181aMeasurement): Reading | undefined {
  const { format, value, places, overload, unit, leadError } = shown;
  const mode = modeOf(shown.mode);
  const prefix = mode === undefined ? undefined : prefixes[mode.written.exec(unit)?.[1] ?? 'none'];
  if (mode === undefined || prefix === undefined || places > mostPlaces) return undefined;
  const digits = Math.round(value * 10 ** places);
  const isNumber = Number.isFinite(value) && Math.abs(digits) <= mostDigits;
  if (overload === undefined && !isNumber) return undefined;
  const flags: ReadingFlag[] = mode.flag === undefined ? [] : [mode.flag];
  if (shown.auto) flags.push('auto');
  if (shown.hold) flags.push('hold');
  if (format === 'relative') flags.push('rel');
  if (format === 'peak') flags.push('peak-max');
  const reading = numberReading({
    quantity: mode.quantity,
    unit: mode.unit,
    digits: Math.abs(isNumber ? digits : 0),
    exponent: prefix - places,
    negative: overload === undefined ? digits < 0 : overload < 0,
    status: overload === undefined ? 'ok' : 'overrange',
    flags,
  });
  if (!leadError) return reading;
  const { overloadSign: _none, ...rest } = reading;
  return { ...rest, value: null, status: 'invalid', flags: reading.flags.filter((flag) => flag !== 'short') };
}
