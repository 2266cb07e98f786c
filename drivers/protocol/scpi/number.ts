/**
 * Numbers as SCPI instruments write them (IEEE 488.2 NR1, NR2, NR3), with or without a header and a unit, always with a
 * decimal point whatever the locale. Guarantees that an overload or a not-a-number never comes out as a large number.
 * Source of the special values: SCPI-99, volume 1, 7.2.1.4/5 (9.9E37 infinity, 9.91E37 not a number).
 */

export type ScpiNumber =
  | { readonly kind: 'value'; readonly value: number; readonly suffix: string }
  | { readonly kind: 'overrange'; readonly sign: 1 | -1 }
  | { readonly kind: 'invalid' };

const number = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([^\d\s+\-.,][^\s,]*)?$/;
/** From here on it is infinity, as libsigrok takes it too; instruments differ in the last digits they write. */
const infinity = 9.0e37;
const notANumber = 9.91e37;

/** Reads one number; `overAbove` is where a dialect's overload begins. `undefined` when the text is no number at all. */
export function parseScpiNumber(text: string, overAbove = infinity): ScpiNumber | undefined {
  const trimmed = withoutHeader(text.trim());
  if (/^(nan|\*+|-+)$/i.test(trimmed)) return { kind: 'invalid' };
  const word = /^([+-]?)(inf(?:inity)?|ninf(?:inity)?|ovld|ol)$/i.exec(trimmed);
  if (word !== null) return { kind: 'overrange', sign: word[1] === '-' || /^ninf/i.test(word[2] ?? '') ? -1 : 1 };
  const match = number.exec(trimmed);
  if (match === null) return undefined;
  const value = Number(match[1]);
  // 9.91E37 is told from 9.90E37 by its second decimal; instruments write anything from three to nine digits.
  if (Math.abs(value - notANumber) < 0.005e37) return { kind: 'invalid' };
  if (!Number.isFinite(value) || Math.abs(value) >= Math.min(overAbove, infinity)) {
    return { kind: 'overrange', sign: value < 0 ? -1 : 1 };
  }
  return { kind: 'value', value, suffix: match[2] ?? '' };
}

/** A number for a command: exponent form where it is short enough to lose digits in decimals. */
export function formatScpiNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('only finite numbers can be sent to an instrument');
  const magnitude = Math.abs(value);
  return magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e9)
    ? value.toExponential().toUpperCase()
    : String(value);
}

/** `C1:VDIV 5.00E-01V` → `5.00E-01V`: replies repeat the command when headers are on. */
function withoutHeader(text: string): string {
  const header = /^[:*]?[A-Za-z][\w:]*\s+(?=[+\-.\d*])/.exec(text);
  return header === null ? text : text.slice(header[0].length);
}
