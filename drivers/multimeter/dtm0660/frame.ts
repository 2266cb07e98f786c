/**
 * The 15 bytes of the DTM0660, an image of its display: the layout of the FS9721 with its nibbles the other way round.
 * Pure. Source: libsigrok, `src/dmm/dtm0660.c` (facts only).
 */
import type { Display } from '../stream-meter/display.ts';
import { encodeImage, type LcdImage, parseImage } from '../stream-meter/lcd-image.ts';

export const frameBytes = 15;

const image: LcdImage = {
  frameBytes,
  firstIndex: 1,
  digitsAt: 1,
  highHalf: 'first',
  // In front of the first digit the same bit is the minus.
  pointBit: 1,
  font: {
    digits: [0xeb, 0x0a, 0xad, 0x8f, 0x4e, 0xc7, 0xe7, 0x8a, 0xef, 0xcf],
    overload: [0x00, 0xeb, 0x61, 0x00],
  },
  lamps: [
    [0, 1, 'ac'],
    [0, 2, 'dc'],
    [0, 4, 'auto'],
    [0, 8, 'rs232'],
    [1, 1, 'minus'],
    [9, 1, 'µ'],
    [9, 2, 'n'],
    [9, 4, 'k'],
    [9, 8, 'diode'],
    [10, 1, 'm'],
    [10, 2, '%'],
    [10, 4, 'M'],
    [10, 8, 'beep'],
    [11, 1, 'F'],
    [11, 2, 'Ω'],
    [11, 4, 'rel'],
    [11, 8, 'hold'],
    [12, 1, 'A'],
    [12, 2, 'V'],
    [12, 4, 'Hz'],
    [12, 8, 'low-battery'],
    [13, 1, '°F'],
    [13, 2, '°C'],
    [14, 2, 'min'],
    [14, 4, 'min-max'],
    [14, 8, 'max'],
  ],
};

/** What the display shows; `undefined` when these bytes are no image of it. */
export function parseFrame(bytes: Uint8Array): Display | undefined {
  const display = parseImage(bytes, image);
  return display?.lit.includes('rs232') ? display : undefined;
}

/** The 15 bytes of a display; the simulator's side of {@link parseFrame}. */
export function encodeFrame(display: Display): Uint8Array {
  return encodeImage(display, image);
}
