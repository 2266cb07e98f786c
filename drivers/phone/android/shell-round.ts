/**
 * Many commands in one round trip: `cmd1; echo '@@…'; cmd2; …`. Guarantees that each answer belongs to its command, that
 * an answer which was cut off is a failure and not an empty answer, and that a command that timed out on a busy phone is
 * asked once more.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';

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

/** The answers by the names of the commands; `phone/incomplete-answer` when one of them is missing. */
export async function askAll<Name extends string>(
  link: PhoneLink,
  commands: Readonly<Record<Name, string>>,
  options: CallOptions,
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
  options: CallOptions,
): Promise<Record<Name, Answer>> {
  const line = names.map((name, index) => `${commands[name]}; echo "@@${index} $?"`).join('; ');
  const { out } = await link.run(line, {
    deadlineMs: options.deadlineMs,
    idleMs: options.deadlineMs,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const answers: Partial<Record<Name, Answer>> = {};
  let from = 0;
  for (const [index, name] of names.entries()) {
    const end = new RegExp(`@@${index} (\\d{1,3})\\r?(?:\\n|$)`, 'g');
    end.lastIndex = from;
    const match = end.exec(out);
    if (match === null) throw new CodedError('phone/incomplete-answer', { command: name });
    answers[name] = { text: out.slice(from, match.index), code: Number(match[1]) };
    from = end.lastIndex;
  }
  return answers as Record<Name, Answer>;
}
