/**
 * The text of a conversation (`conversation-lines.ts`), or the transcript that a run has kept as evidence, to what was said.
 * Guarantees that a line which is none of either is refused with its number, and nothing is left out or guessed. Only of a
 * recording that was cut off within its last line that line is left out: what was said stands in the lines before it.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Conversation, Said } from './conversation.ts';
import { formatVersion } from './conversation-lines.ts';
import { typedBytes } from './typed-bytes.ts';

/** Fails with `conversation/bad-line`, `conversation/gap` (a transcript that has lost some) or `conversation/empty`. */
export function readConversation(text: string): Conversation {
  const said: Said[] = [];
  let heading: Pick<Conversation, 'driver' | 'address'> = {};
  let line = 0;
  const lines = text.replace(/^\ufeff/, '').split('\n');
  for (const raw of lines) {
    line += 1;
    const content = raw.trim();
    if (content === '') continue;
    if (content.startsWith('#')) {
      heading = { ...heading, ...headingOf(content, line) };
      continue;
    }
    const isCutOff = line === lines.length && heading.driver !== undefined && said.length > 0;
    const one = content.startsWith('{') ? saidInTranscript(content, line) : saidIn(content, line, isCutOff);
    if (one !== undefined && one.bytes.length > 0) said.push(one);
  }
  if (said.length === 0) throw new CodedError('conversation/empty');
  return { ...heading, said };
}

function headingOf(remark: string, line: number): Pick<Conversation, 'driver' | 'address'> {
  const [, version, driver = '', address = ''] =
    /^# ohmstead conversation (\d+): ([a-z0-9-]+) [\d.]+ at (.+)$/.exec(remark) ?? [];
  if (version === undefined) return {};
  if (Number(version) !== formatVersion) throw badLine(line, remark);
  return { driver, address };
}

/** A direction, a time that may be absent, and bytes. */
const parts = /^([<>])\s*(?:@(\d+(?:\.\d+)?)(?=\s|$))?(.*)$/;

/** `isCutOff`: the station ends each line that it records, and behind this one nothing stands. Then undefined when it is none. */
function saidIn(content: string, line: number, isCutOff: boolean): Said | undefined {
  const [, mark, time, rest = ''] = parts.exec(content) ?? [];
  const bytes = mark === undefined ? undefined : typedBytes(rest);
  if (bytes === undefined && isCutOff) return undefined;
  if (bytes === undefined) throw badLine(line, content);
  return {
    direction: mark === '>' ? 'sent' : 'received',
    bytes,
    ...(time === undefined ? {} : { at: Number(time) }),
    line,
  };
}

/** A line of `transcript-file.ts`; undefined for what is no byte. */
function saidInTranscript(content: string, line: number): Said | undefined {
  const entry = entryOf(content, line);
  if (entry.kind === 'lost') throw new CodedError('conversation/gap', { line });
  if (entry.kind === 'transcript' || entry.dir === 'note') return undefined;
  const { dir, hex, at } = entry;
  const isSound = (dir === 'sent' || dir === 'received') && typeof hex === 'string' && typeof at === 'number';
  const digits = isSound ? hex.replaceAll(' ', '') : 'none';
  if (!isSound || digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) throw badLine(line, content);
  return { direction: dir, bytes: Uint8Array.from(Buffer.from(digits, 'hex')), at, line };
}

function entryOf(content: string, line: number): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(content) as Readonly<Record<string, unknown>>;
  } catch {
    throw badLine(line, content);
  }
}

function badLine(line: number, content: string): CodedError {
  return new CodedError('conversation/bad-line', { line, text: content.slice(0, 60) });
}
