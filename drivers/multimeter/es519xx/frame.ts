/**
 * The 11 bytes of the small ES519xx chips, and back. Pure. Guarantees that a parsed frame has only bytes 0x30–0x3F, four
 * decimal digits and CR LF. The two variants differ in what the option bits stand for; that is data.
 * Source: libsigrok, `src/dmm/es519xx.c` (facts only); one frame of a real IDM103N.
 */
import { type BitTable, lampsIn, lightUp } from '../stream-meter/lamp.ts';

export const frameBytes = 11;

export type Es519xxBit =
  | 'judge'
  | 'minus'
  | 'low-battery'
  | 'overload'
  | 'hold'
  | 'max'
  | 'min'
  | 'peak-max'
  | 'peak-min'
  | 'dc'
  | 'ac'
  | 'auto'
  | 'vahz';

export interface Es519xxFrame {
  /** 0 … 15. */
  readonly range: number;
  /** Four, without sign; they stay digits in overload. */
  readonly digits: number;
  readonly functionCode: number;
  readonly overload: boolean;
  readonly lit: readonly Exclude<Es519xxBit, 'overload'>[];
}

export type OptionBits = BitTable<Es519xxBit>;

const statusBits: OptionBits = [
  [6, 8, 'judge'],
  [6, 4, 'minus'],
  [6, 2, 'low-battery'],
  [6, 1, 'overload'],
  [8, 8, 'dc'],
  [8, 4, 'ac'],
  [8, 2, 'auto'],
];
const rangePlace = 0;
const functionPlace = 5;

export function parseFrame(bytes: Uint8Array, optionBits: OptionBits): Es519xxFrame | undefined {
  if (bytes.length !== frameBytes || bytes[9] !== 0x0d || bytes[10] !== 0x0a) return undefined;
  if (bytes.slice(0, 9).some((byte) => (byte & 0xf0) !== 0x30)) return undefined;
  const digits = String.fromCharCode(...bytes.slice(1, 5));
  if (!/^\d{4}$/.test(digits)) return undefined;
  const lit = lampsIn(bytes, [...statusBits, ...optionBits]);
  return {
    range: (bytes[rangePlace] ?? 0) & 0x0f,
    digits: Number(digits),
    functionCode: bytes[functionPlace] ?? 0,
    overload: lit.includes('overload'),
    lit: lit.filter((bit) => bit !== 'overload'),
  };
}

/** The 11 bytes of a frame, without parity bits; the simulator's side of {@link parseFrame}. */
export function encodeFrame(
  { range, digits, functionCode, overload, lit }: Es519xxFrame,
  optionBits: OptionBits,
): Uint8Array {
  const codes = [...String(digits).padStart(4, '0')].map((char) => char.charCodeAt(0));
  const bytes = Uint8Array.from([0x30 | range, ...codes, functionCode, 0x30, 0x30, 0x30, 0x0d, 0x0a]);
  lightUp(bytes, [...statusBits, ...optionBits], overload ? [...lit, 'overload'] : lit);
  return bytes;
}
