/**
 * The 14 bytes of the FS9922-DMM3 and -DMM4, and back. Pure. Guarantees that a parsed frame has a sign, four decimal
 * digits or the overload mark, a defined decimal point and CR LF.
 * Source: libsigrok, `src/dmm/fs9922.c` (facts only), which corrects the point codes of the maker's data sheet.
 */
import type { Display } from '../stream-meter/display.ts';
import { type LampTable, lampsIn, lightUp } from '../stream-meter/lamp.ts';

export const frameBytes = 14;

const overloadDigits = '?0:?';
/** Code of byte 6 by digits behind the point. */
const pointCodes = ['0', '4', '2', '1'];
const signPlace = 0;
const pointPlace = 6;

const lamps: LampTable = [
  [7, 0x20, 'auto'],
  [7, 0x10, 'dc'],
  [7, 0x08, 'ac'],
  [7, 0x04, 'rel'],
  [7, 0x02, 'hold'],
  [8, 0x20, 'max'],
  [8, 0x10, 'min'],
  [8, 0x04, 'low-battery'],
  [8, 0x02, 'n'],
  [9, 0x80, 'µ'],
  [9, 0x40, 'm'],
  [9, 0x20, 'k'],
  [9, 0x10, 'M'],
  [9, 0x08, 'beep'],
  [9, 0x04, 'diode'],
  [9, 0x02, '%'],
  [10, 0x80, 'V'],
  [10, 0x40, 'A'],
  [10, 0x20, 'Ω'],
  [10, 0x10, 'hFE'],
  [10, 0x08, 'Hz'],
  [10, 0x04, 'F'],
  [10, 0x02, '°C'],
  [10, 0x01, '°F'],
];
/** Always clear in byte 7. */
const neverSet = 0xc0;

/** Bits that only some products give a meaning: `z1` is 0x80 of byte 8. */
export type UserSymbols = LampTable;

/** What the meter shows; `undefined` when these bytes are no frame of it. */
export function parseFrame(bytes: Uint8Array, userSymbols: UserSymbols): Display | undefined {
  if (bytes.length !== frameBytes || bytes[12] !== 0x0d || bytes[13] !== 0x0a) return undefined;
  if (((bytes[7] ?? 0) & neverSet) !== 0) return undefined;
  const [sign, number, space, point] = /^([+-])(....)(.)(.)/s.exec(String.fromCharCode(...bytes))?.slice(1) ?? [];
  const places = pointCodes.indexOf(point ?? '');
  const overload = number === overloadDigits;
  if (sign === undefined || space !== ' ' || places === -1) return undefined;
  if (!overload && !/^\d{4}$/.test(number ?? '')) return undefined;
  const lit = lampsIn(bytes, [...lamps, ...userSymbols]);
  if (sign === '-') lit.push('minus');
  return { digits: overload ? 0 : Number(number), overload, places, lit };
}

/** The 14 bytes of a display; the simulator's side of {@link parseFrame}. */
export function encodeFrame(display: Display, userSymbols: UserSymbols): Uint8Array {
  const { digits, overload, places, lit } = display;
  const bytes = new Uint8Array(frameBytes);
  const write = (place: number, text: string) =>
    bytes.set(
      [...text].map((char) => char.charCodeAt(0)),
      place,
    );
  write(signPlace, lit.includes('minus') ? '-' : '+');
  write(signPlace + 1, overload ? overloadDigits : String(digits).padStart(4, '0'));
  write(pointPlace - 1, ` ${pointCodes[places] ?? '0'}`);
  lightUp(bytes, [...lamps, ...userSymbols], lit);
  write(12, '\r\n');
  return bytes;
}
