/**
 * Many commands in one round trip: `cmd1; echo '@@…'; cmd2; …`. Guarantees that each answer belongs to its command, that
 * an answer which was cut off or damaged is a failure and never an empty or a wrong answer, and that a command that
 * timed out on a busy phone is asked once more.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { printableChecksum } from './posix-checksum.ts';

export interface Answer {
  /** Output and errors together, because phones refuse on either. */
  readonly text: string;
  readonly code: number;
}

/** What toybox's `timeout` ends with. */
const timedOut = 124;

/** `command`, ended after eight seconds of the phone's time, errors in the output. */
export function limited(command: string): string {
  return `timeout 8 ${command} 2>&1`;
}

export interface RoundOptions extends CallOptions {
  /** Leave backslashes as they are, at the price of the checksum: for values that must come back letter by letter. */
  readonly verbatim?: boolean;
}

/**
 * The answers by the names of the commands. `phone/incomplete-answer` when one of them is missing,
 * `phone/damaged-answer` when the phone's checksum does not fit what arrived.
 */
export async function askAll<Name extends string>(
  link: PhoneLink,
  commands: Readonly<Record<Name, string>>,
  options: RoundOptions,
): Promise<Record<Name, Answer>> {
  const names = Object.keys(commands) as Name[];
  const answers = await ask(link, names, commands, options);
  const late = names.filter((name) => answers[name].code === timedOut);
  return late.length === 0 ? answers : { ...answers, ...(await ask(link, late, commands, options)) };
}

async function ask<Name extends string>(
  link: PhoneLink,
  names: readonly Name[],
  commands: Readonly<Record<Name, string>>,
  options: RoundOptions,
): Promise<Record<Name, Answer>> {
  const body = names.map((name, index) => `${commands[name]}; echo "@@${index} $?"`).join('; ');
  const { out } = await link.run(options.verbatim === true ? body : withChecksum(body), {
    deadlineMs: options.deadlineMs,
    idleMs: options.deadlineMs,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const text = options.verbatim === true ? out : checkedText(out);
  const answers: Partial<Record<Name, Answer>> = {};
  let from = 0;
  for (const [index, name] of names.entries()) {
    const mark = markOf(text, `@@${index} `, from);
    if (mark === undefined) throw new CodedError('phone/incomplete-answer', { command: name });
    answers[name] = { text: text.slice(from, mark.start), code: mark.code };
    from = mark.end;
  }
  return answers as Record<Name, Answer>;
}

/** The mark with its exit status at the end of a line; undefined when there is none from `from` on. */
function markOf(text: string, mark: string, from: number) {
  for (let start = text.indexOf(mark, from); start >= 0; start = text.indexOf(mark, start + 1)) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const digits = text.slice(start + mark.length, end).trimEnd();
    if (/^\d{1,3}$/.test(digits)) return { start, end: Math.min(end + 1, text.length), code: Number(digits) };
  }
  return undefined;
}

/**
 * The phone itself takes a checksum of the printable characters of its answer. Backslashes become slashes first,
 * because the `echo` of Android's shell would give them a meaning.
 */
export function withChecksum(body: string): string {
  return `O=$({ ${body}; } 2>&1 | tr '\\\\' /); echo "$O"; echo "$O" | tr -cd '\\11\\12\\40-\\176' | cksum 2>&1`;
}

function checkedText(out: string): string {
  const end = out.replace(/\n$/, '').lastIndexOf('\n') + 1;
  const text = out.slice(0, end);
  const last = out.slice(end).trim();
  // A phone without the tool cannot vouch for its answer; damage would hardly write these words.
  if (/cksum: (inaccessible or )?not found$/.test(last)) return text;
  const sum = /^(\d{1,10}) (\d{1,10})$/.exec(last);
  if (sum === null) throw new CodedError('phone/incomplete-answer', { command: 'checksum' });
  const { crc, length } = printableChecksum(text);
  if (length !== Number(sum[2]) || crc !== Number(sum[1]))
    throw new CodedError('phone/damaged-answer', { bytes: length });
  return text;
}
