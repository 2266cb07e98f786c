/**
 * How wide a text is in a terminal. East Asian wide characters take two cells;
 * combining marks take none. Ranges: Unicode Standard Annex 11, the blocks that occur in names and texts.
 */

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const widthless = /[\p{Mn}\p{Me}\u200b-\u200f\ufeff]/u;

/** Cells of a terminal; colours must not be in it. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthless.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** Cut to `width` cells, with an ellipsis where something is missing. */
export function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let out = '';
  for (const character of text) {
    if (textWidth(out + character) > width - 1) break;
    out += character;
  }
  return `${out}…`;
}
