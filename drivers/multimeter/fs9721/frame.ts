/**
 * The 14 bytes of the FS9721_LP3, an image of its liquid-crystal display, and back. Pure. Guarantees that a parsed frame
 * counts its bytes from 1 to 14, shows four digits (leading ones may be dark) or `0L`, one decimal point at the most,
 * and the symbol RS232. Source of the layout: libsigrok, `src/dmm/fs9721.c`; checked against frames of a real VC820.
 */
import type { Display } from '../stream-meter/display.ts';
import type { LampTable } from '../stream-meter/lamp.ts';
import { encodeImage, type LcdImage, parseImage } from '../stream-meter/lcd-image.ts';
import type { SegmentFont } from '../stream-meter/segment-digits.ts';

export const frameBytes = 14;

const font: SegmentFont = {
  digits: [0x7d, 0x05, 0x5b, 0x1f, 0x27, 0x3e, 0x7e, 0x15, 0x7f, 0x3f],
  overload: [0x00, 0x7d, 0x68, 0x00],
};

const lamps: LampTable = [
  [0, 8, 'ac'],
  [0, 4, 'dc'],
  [0, 2, 'auto'],
  [0, 1, 'rs232'],
  [1, 8, 'minus'],
  [9, 8, 'µ'],
  [9, 4, 'n'],
  [9, 2, 'k'],
  [9, 1, 'diode'],
  [10, 8, 'm'],
  [10, 4, '%'],
  [10, 2, 'M'],
  [10, 1, 'beep'],
  [11, 8, 'F'],
  [11, 4, 'Ω'],
  [11, 2, 'rel'],
  [11, 1, 'hold'],
  [12, 8, 'A'],
  [12, 4, 'V'],
  [12, 2, 'Hz'],
  [12, 1, 'low-battery'],
];

/** Bits of byte 13 that mean something on one model: products use these four symbols as they like. */
export type UserSymbols = LampTable;

function imageOfModel(userSymbols: UserSymbols): LcdImage {
  return {
    frameBytes,
    firstIndex: 1,
    digitsAt: 1,
    highHalf: 'first',
    // In front of the first digit the same bit is the minus.
    pointBit: 8,
    font,
    lamps: [...lamps, ...userSymbols],
  };
}

/** What the display shows; `undefined` when these bytes are no image of it. */
export function parseFrame(bytes: Uint8Array, userSymbols: UserSymbols): Display | undefined {
  const display = parseImage(bytes, imageOfModel(userSymbols));
  return display?.lit.includes('rs232') ? display : undefined;
}

/** The 14 bytes of a display; the simulator's side of {@link parseFrame}. */
export function encodeFrame(display: Display, userSymbols: UserSymbols): Uint8Array {
  return encodeImage(display, imageOfModel(userSymbols));
}
