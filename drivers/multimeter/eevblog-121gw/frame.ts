/**
 * The 19 bytes of the EEVblog 121GW, and back: main display, second display, bar, symbols and an exclusive-or sum. Pure.
 * Source of the layout: libsigrok, `src/dmm/eev121gw.c` (facts only).
 */

export const frameBytes = 19;
export const marker = 0xf2;

export interface Eev121gwFrame {
  /** Of the main display, 0 … 31. */
  readonly mode: number;
  readonly range: number;
  /** Without sign and point; 18 bits. */
  readonly digits: number;
  readonly overload: boolean;
  readonly negative: boolean;
  readonly lit: readonly Symbol121gw[];
}

export type Symbol121gw = '°C' | '°F' | 'peak' | 'dc' | 'ac' | 'auto' | 'low-battery' | 'rel' | 'min-max' | 'hold';

/** Byte, bits any of which lights it, and the bits the simulator sets. */
const symbols: readonly (readonly [place: number, mask: number, sent: number, name: Symbol121gw])[] = [
  [6, 0x20, 0x20, '°C'],
  [6, 0x10, 0x10, '°F'],
  [15, 0x20, 0x20, 'peak'],
  [15, 0x10, 0x10, 'ac'],
  [15, 0x08, 0x08, 'dc'],
  [15, 0x04, 0x04, 'auto'],
  [15, 0x01, 0x01, 'low-battery'],
  [16, 0x10, 0x10, 'rel'],
  [16, 0x07, 0x01, 'min-max'],
  [17, 0x0c, 0x04, 'hold'],
  [17, 0x02, 0x02, 'ac'],
  [17, 0x01, 0x01, 'dc'],
];

const highestDigits = 2 ** 18 - 1;
/** A bit nobody has seen set: with it, these are not the bytes of this meter. */
const neverSet = 0x20;

export function isSound(frame: Uint8Array): boolean {
  return frame.length === frameBytes && frame[0] === marker && frame.reduce((sum, byte) => sum ^ byte, 0) === 0;
}

/** `undefined` when these bytes are no frame. */
export function parseFrame(frame: Uint8Array): Eev121gwFrame | undefined {
  const [mode = 0, range = 0, high = 0, low = 0] = frame.subarray(5, 9);
  if (!isSound(frame) || (mode & neverSet) !== 0) return undefined;
  const lit = symbols.filter(([place, mask]) => ((frame[place] ?? 0) & mask) !== 0).map(([, , , name]) => name);
  return {
    mode: mode & 0x1f,
    range: range & 0x0f,
    digits: ((mode >> 6) << 16) | (high << 8) | low,
    overload: (range & 0x80) !== 0,
    negative: (range & 0x40) !== 0,
    lit: [...new Set(lit)],
  };
}

/** The simulator's side of {@link parseFrame}: bar dark, second display showing the room's 23.0 °C. */
export function encodeFrame({ mode, range, digits, overload, negative, lit }: Eev121gwFrame): Uint8Array {
  const shown = Math.min(highestDigits, digits);
  const bytes = Uint8Array.of(
    ...[marker, 0x17, 0x84, 0x21, 0x21, mode | ((shown >> 16) << 6)],
    ...[range | (overload ? 0x80 : 0) | (negative ? 0x40 : 0), (shown >> 8) & 0xff, shown & 0xff],
    ...[100, 1, 0, 230, 0x10, 0, 0, 0x40, 0, 0],
  );
  for (const [place, , sent, name] of symbols) {
    if (lit.includes(name)) bytes[place] = (bytes[place] ?? 0) | sent;
  }
  bytes[frameBytes - 1] = bytes.reduce((sum, byte) => sum ^ byte, 0);
  return bytes;
}
