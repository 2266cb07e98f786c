/**
 * The 11 bytes of the UT71 series and its relatives, and back. Pure. Guarantees that a parsed frame has only bytes
 * 0x30–0x3F before CR LF, decimal digits or one of the two marks for over and under range, and no contradiction of auto
 * and manual. Source: libsigrok, `src/dmm/ut71x.c` (facts only); checked against frames of a real Voltcraft VC940.
 */
import { type BitTable, lampsIn, lightUp } from '../stream-meter/lamp.ts';

export const frameBytes = 11;

export type Ut71xBit = 'ac' | 'dc' | 'auto' | 'manual' | 'minus';

export interface Ut71xFrame {
  /** Five of them; where `fourDigits`, four. */
  readonly digits: number;
  /** The 4000-count modes: the last place stays dark. */
  readonly fourDigits: boolean;
  readonly overload: boolean;
  readonly underLimit: boolean;
  /** 0 … 15, as is the function. */
  readonly range: number;
  readonly functionIndex: number;
  /** In frequency the minus says that the number is a duty cycle. */
  readonly lit: readonly Ut71xBit[];
}

const overloadDigits = '::0<:';
const underLimitDigits = ':<0::';
/** A place that is dark. */
const dark = ':';

const bits: BitTable<Ut71xBit> = [
  [7, 1, 'ac'],
  [7, 2, 'dc'],
  [8, 1, 'auto'],
  [8, 2, 'manual'],
  [8, 4, 'minus'],
];
const rangePlace = 5;
const functionPlace = 6;

export function parseFrame(bytes: Uint8Array): Ut71xFrame | undefined {
  if (bytes.length !== frameBytes || bytes[9] !== 0x0d || bytes[10] !== 0x0a) return undefined;
  if (bytes.slice(0, 9).some((byte) => (byte & 0xf0) !== 0x30)) return undefined;
  const shown = String.fromCharCode(...bytes.slice(0, 5));
  const overload = shown === overloadDigits;
  const underLimit = shown === underLimitDigits;
  const [, digits, last] = /^(\d{4})([\d:])$/.exec(shown) ?? [];
  if (digits === undefined && !overload && !underLimit) return undefined;
  const lit = lampsIn(bytes, bits);
  if (lit.includes('auto') && lit.includes('manual')) return undefined;
  const fourDigits = last === dark;
  return {
    digits: Number(`${digits ?? 0}${fourDigits ? '' : (last ?? '')}`),
    fourDigits,
    overload,
    underLimit,
    range: (bytes[rangePlace] ?? 0) & 0x0f,
    functionIndex: (bytes[functionPlace] ?? 0) & 0x0f,
    lit,
  };
}

/** The 11 bytes of a frame, without parity bits; the simulator's side of {@link parseFrame}. */
export function encodeFrame(frame: Ut71xFrame): Uint8Array {
  const { digits, fourDigits, overload, underLimit, range, functionIndex, lit } = frame;
  const number = fourDigits ? `${String(digits).padStart(4, '0')}${dark}` : String(digits).padStart(5, '0');
  const shown = overload ? overloadDigits : underLimit ? underLimitDigits : number;
  const codes = [...shown].map((char) => char.charCodeAt(0));
  const bytes = Uint8Array.from([...codes, 0x30 | range, 0x30 | functionIndex, 0x30, 0x30, 0x0d, 0x0a]);
  lightUp(bytes, bits, lit);
  return bytes;
}
