/** What was said on the line of one instrument, both ways and in order, as it was recorded. */

export interface Said {
  readonly direction: 'sent' | 'received';
  readonly bytes: Uint8Array;
  /** Clock milliseconds; absent where nobody has noted them. */
  readonly at?: number;
  /** Line of the file, from 1. */
  readonly line: number;
}

export interface Conversation {
  /** Id of the driver that held it; absent where the recording does not tell. */
  readonly driver?: string;
  /** Where the instrument was; absent where the recording does not tell. */
  readonly address?: string;
  readonly said: readonly Said[];
}

/** As {@link shownBytes} shows at the most. */
const mostShown = 40;

/** Bytes as a person may recognise them: text with its escapes where it is text, else hexadecimal; long ones are cut. */
export function shownBytes(bytes: Uint8Array): string {
  const some = bytes.subarray(0, mostShown);
  const isText = some.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09);
  const shown = isText
    ? `"${Array.from(some, escaped).join('')}"`
    : Array.from(some, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > mostShown ? `${shown} …` : shown;
}

const escapes: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"', 92: '\\\\' };

function escaped(byte: number): string {
  return escapes[byte] ?? String.fromCharCode(byte);
}
