/**
 * A conversation as lines of text. Guarantees that what is written here is read back byte by byte (`read-conversation.ts`),
 * and that a person can type the same by hand:
 *
 *     # ohmstead conversation 1: korad-ka3005p 1.0.0 at /dev/ttyACM0
 *     > @12.5 2a 49 44 4e 3f  # "*IDN?"
 *     < @31.07 4b 4f 52 41 44  # "KORAD"
 *     > "VOUT1?"
 *
 * `>` goes to the instrument, `<` comes from it. `@` stands before clock milliseconds and may be left out. Bytes are
 * hexadecimal digits in pairs or text in quotes with \n, \r, \t, \\, \" and \x1b. `#` begins a remark.
 */
import type { TranscriptEntry } from '../contract/transport.ts';
import { shownBytes } from './conversation.ts';

export interface Heading {
  readonly driver: string;
  readonly version: string;
  readonly address: string;
}

export const formatVersion = 1;

/** The first line; a recording made by hand may be without it. */
export function headingLine({ driver, version, address }: Heading): string {
  return `# ohmstead conversation ${formatVersion}: ${driver} ${version} at ${address}\n`;
}

/** One entry as a line; a note becomes a remark. */
export function conversationLine({ direction, at, bytes }: TranscriptEntry): string {
  const time = `@${Math.round(at * 1000) / 1000}`;
  if (direction === 'note') return `# ${time} ${new TextDecoder().decode(bytes).replace(/\s+/g, ' ')}\n`;
  const hex = Buffer.from(bytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
  const shown = shownBytes(bytes);
  return `${direction === 'sent' ? '>' : '<'} ${time} ${hex}${shown.startsWith('"') ? `  # ${shown}` : ''}\n`;
}
