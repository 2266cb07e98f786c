/** Seven-segment pictures of four digits as a number. What is no picture of a digit makes the whole thing nothing. */

export interface SegmentFont {
  /** Pictures of 0 … 9. */
  readonly digits: readonly number[];
  /** Pictures the four places show in overload. */
  readonly overload: readonly number[];
}

/** All segments off. */
const dark = 0;

/** Leading places may be dark. */
export function numberOfPictures(
  pictures: readonly number[],
  font: SegmentFont,
): { readonly digits: number; readonly overload: boolean } | undefined {
  if (font.overload.every((picture, place) => pictures[place] === picture)) return { digits: 0, overload: true };
  const first = pictures.findIndex((picture) => picture !== dark);
  if (first === -1) return undefined;
  let digits = 0;
  for (const picture of pictures.slice(first)) {
    const digit = font.digits.indexOf(picture);
    if (digit === -1) return undefined;
    digits = digits * 10 + digit;
  }
  return { digits, overload: false };
}

/** The pictures of a number in so many places, most significant first, leading zeros shown. */
export function picturesOf(
  { digits, overload }: { readonly digits: number; readonly overload: boolean },
  font: SegmentFont,
  places = 4,
): number[] {
  if (overload) return [...font.overload];
  return [...String(digits).padStart(places, '0')].map((digit) => font.digits[Number(digit)] ?? dark);
}
