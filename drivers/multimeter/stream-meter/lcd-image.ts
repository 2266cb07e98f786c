/**
 * Images of a four-digit liquid-crystal display, sent as bytes that carry their own place in the high nibble and four
 * segments in the low one: which bits are which is data. Pure. Guarantees that a parsed image has all its bytes in
 * order, pictures of digits only, and one decimal point at the most.
 */
import type { Display } from './display.ts';
import { type LampTable, lampsIn, lightUp } from './lamp.ts';
import { numberOfPictures, picturesOf, type SegmentFont } from './segment-digits.ts';

export interface LcdImage {
  readonly frameBytes: number;
  /** High nibble of the first byte. */
  readonly firstIndex: 0 | 1;
  /** Where the first of the four pairs of bytes begins that make the digits. */
  readonly digitsAt: number;
  /** Which byte of a pair is the high half of a picture. */
  readonly highHalf: 'first' | 'second';
  /** Bit of the first byte of a pair that is the point in front of the digit, and no part of its picture. */
  readonly pointBit: number;
  readonly font: SegmentFont;
  readonly lamps: LampTable;
}

const places = 4;

/** The four pictures of an image; `undefined` when its bytes do not count themselves. */
export function picturesIn(bytes: Uint8Array, image: LcdImage): number[] | undefined {
  const { frameBytes, firstIndex, digitsAt, highHalf, pointBit } = image;
  if (bytes.length !== frameBytes || bytes.some((byte, index) => byte >> 4 !== index + firstIndex)) return undefined;
  return Array.from({ length: places }, (_, nth) => {
    const first = (bytes[digitsAt + 2 * nth] ?? 0) & 0x0f & ~pointBit;
    const second = (bytes[digitsAt + 2 * nth + 1] ?? 0) & 0x0f;
    return highHalf === 'first' ? (first << 4) | second : (second << 4) | first;
  });
}

/** Digits behind the point; `undefined` when there are two points. */
export function pointIn(bytes: Uint8Array, { digitsAt, pointBit }: LcdImage): number | undefined {
  const lit = [1, 2, 3].filter((nth) => ((bytes[digitsAt + 2 * nth] ?? 0) & pointBit) !== 0);
  return lit.length > 1 ? undefined : places - (lit[0] ?? places);
}

/** What an image shows; `undefined` when these bytes are none. */
export function parseImage(bytes: Uint8Array, image: LcdImage): Display | undefined {
  const pictures = picturesIn(bytes, image);
  const number = pictures === undefined ? undefined : numberOfPictures(pictures, image.font);
  const point = pointIn(bytes, image);
  if (number === undefined || point === undefined) return undefined;
  return { ...number, places: point, lit: lampsIn(bytes, image.lamps) };
}

/** The bytes of these pictures, point and lamps. */
export function imageOf(
  { pictures, places: behindPoint, lit }: { pictures: readonly number[] } & Pick<Display, 'places' | 'lit'>,
  image: LcdImage,
): Uint8Array {
  const { frameBytes, firstIndex, digitsAt, highHalf, pointBit, lamps } = image;
  const bytes = Uint8Array.from({ length: frameBytes }, (_, index) => (index + firstIndex) << 4);
  const add = (place: number, bits: number) => {
    bytes[place] = (bytes[place] ?? 0) | bits;
  };
  for (const [nth, picture] of pictures.entries()) {
    const halves = [picture >> 4, picture & 0x0f];
    if (highHalf === 'second') halves.reverse();
    for (const [half, bits] of halves.entries()) add(digitsAt + 2 * nth + half, bits);
  }
  if (behindPoint > 0) add(digitsAt + 2 * (places - behindPoint), pointBit);
  lightUp(bytes, lamps, lit);
  return bytes;
}

/** The bytes of a display; the simulator's side of {@link parseImage}. */
export function encodeImage(display: Display, image: LcdImage): Uint8Array {
  return imageOf({ ...display, pictures: picturesOf(display, image.font) }, image);
}
