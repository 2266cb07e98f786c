/**
 * The 15 bytes of a Brymen BM250 series meter, an image of its display. Pure. A temperature has its unit in the place of
 * the last digit; volts with neither AC nor DC are the diode test. Source: libsigrok, `src/dmm/bm25x.c` (facts only).
 */
import type { Display } from '../stream-meter/display.ts';
import type { UnitLamp } from '../stream-meter/lamp.ts';
import { lampsIn } from '../stream-meter/lamp.ts';
import { encodeImage, imageOf, type LcdImage, parseImage, picturesIn, pointIn } from '../stream-meter/lcd-image.ts';
import { numberOfPictures, picturesOf } from '../stream-meter/segment-digits.ts';

export const frameBytes = 15;
const firstByte = 0x02;

const image: LcdImage = {
  frameBytes,
  firstIndex: 0,
  digitsAt: 3,
  highHalf: 'second',
  // In front of the first digit the same bit is the minus.
  pointBit: 1,
  font: {
    digits: [0xbe, 0xa0, 0xda, 0xf8, 0xe4, 0x7c, 0x7e, 0xa8, 0xfe, 0xfc],
    overload: [0x00, 0xbe, 0x16, 0x00],
  },
  lamps: [
    [1, 8, 'auto'],
    [1, 4, 'dc'],
    [1, 2, 'ac'],
    [1, 1, 'rel'],
    [3, 1, 'minus'],
    [11, 8, 'hold'],
    [11, 2, 'M'],
    [11, 1, 'k'],
    [12, 4, 'Ω'],
    [12, 2, 'Hz'],
    [12, 1, 'n'],
    [13, 8, 'max'],
    [13, 4, 'F'],
    [13, 2, 'µ'],
    [13, 1, 'm'],
    [14, 8, 'min'],
    [14, 4, 'V'],
    [14, 2, 'A'],
  ],
};
/** In the last place of a temperature. */
const unitPictures: readonly (readonly [picture: number, unit: UnitLamp])[] = [
  [0x1e, '°C'],
  [0x4e, '°F'],
];
const digitsOfTemperature = 3;

/** What the display shows; `undefined` when these bytes are no image of it. */
export function parseFrame(bytes: Uint8Array): Display | undefined {
  if (bytes[0] !== firstByte) return undefined;
  const pictures = picturesIn(bytes, image);
  const unit = unitPictures.find(([picture]) => picture === pictures?.[digitsOfTemperature])?.[1];
  if (pictures !== undefined && unit !== undefined) return temperature(bytes, pictures, unit);
  const display = parseImage(bytes, image);
  if (display === undefined || !isDiodeTest(display.lit)) return display;
  return { ...display, lit: [...display.lit, 'diode'] };
}

function isDiodeTest(lit: Display['lit']): boolean {
  return lit.includes('V') && !lit.includes('dc') && !lit.includes('ac');
}

function temperature(bytes: Uint8Array, pictures: readonly number[], unit: UnitLamp): Display | undefined {
  const number = numberOfPictures(pictures.slice(0, digitsOfTemperature), image.font);
  const point = pointIn(bytes, image);
  if (number === undefined || point === undefined) return undefined;
  return { ...number, places: Math.max(0, point - 1), lit: [...lampsIn(bytes, image.lamps), unit] };
}

/** The 15 bytes of a display; the simulator's side of {@link parseFrame}. */
export function encodeFrame(display: Display): Uint8Array {
  const unit = unitPictures.find(([, lamp]) => display.lit.includes(lamp));
  let bytes = encodeImage(display, image);
  if (unit !== undefined && !display.overload) {
    const pictures = [...picturesOf(display, image.font, digitsOfTemperature), unit[0]];
    bytes = imageOf({ pictures, places: display.places === 0 ? 0 : display.places + 1, lit: display.lit }, image);
  }
  bytes[0] = firstByte;
  return bytes;
}
