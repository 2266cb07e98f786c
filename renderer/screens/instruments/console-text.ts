/** A line of the console for people: bytes in pairs, and as text where they are text. Pure. */

/** Bytes shown of one line; the rest is counted. */
export const shownBytes = 256;

/** `0a1b2c` as `0A 1B 2C`, at most {@link shownBytes} of them. */
export function hexPairs(hex: string): string {
  const pairs = hex.toUpperCase().match(/../g) ?? [];
  const rest = pairs.length - shownBytes;
  return pairs.slice(0, shownBytes).join(' ') + (rest > 0 ? ` … +${rest}` : '');
}

/** ASCII as it is, line ends and other control characters by their pictures (Unicode block Control Pictures), bytes above as `·`. */
export function bytesText(hex: string): string {
  return (hex.match(/../g) ?? [])
    .slice(0, shownBytes)
    .map((pair) => characterOf(Number.parseInt(pair, 16)))
    .join('');
}

function characterOf(byte: number): string {
  if (byte < 0x20) return String.fromCodePoint(0x2400 + byte);
  if (byte === 0x7f) return '\u2421';
  return byte < 0x7f ? String.fromCodePoint(byte) : '·';
}

/** A note of the station about the link, which is text. */
export function noteText(hex: string): string {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return new TextDecoder().decode(bytes);
}
