/** A line of the console for people: bytes in pairs, and as text where they are text. Pure. */

/** Bytes shown of one line; the rest is counted. */
export const shownBytes = 256;

/** `0a1b2c` as `0A 1B 2C`, at most {@link shownBytes} of them. */
export function hexPairs(hex: string): string {
  const pairs = hex.toUpperCase().match(/../g) ?? [];
  const rest = pairs.length - shownBytes;
  return pairs.slice(0, shownBytes).join(' ') + (rest > 0 ? ` … +${rest}` : '');
}

/** Names of the control characters (ISO 646), which have no picture in most fonts. */
const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US';
const controlNames = controls.split(' ');

/** ASCII as it is, control characters by their names (`<CR><LF>`), bytes above as `·`. */
export function bytesText(hex: string): string {
  return (hex.match(/../g) ?? [])
    .slice(0, shownBytes)
    .map((pair) => characterOf(Number.parseInt(pair, 16)))
    .join('');
}

function characterOf(byte: number): string {
  if (byte < 0x20) return `<${controlNames[byte] ?? ''}>`;
  if (byte === 0x7f) return '<DEL>';
  return byte < 0x7f ? String.fromCodePoint(byte) : '·';
}

/** Time of day of this computer with milliseconds: `14:32:07.125`. */
export function consoleTime(wall: string): string {
  const at = new Date(wall);
  const parts = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0'));
  return `${parts.join(':')}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** A note of the station about the link, which is text. */
export function noteText(hex: string): string {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return new TextDecoder().decode(bytes);
}
