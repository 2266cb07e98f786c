/**
 * Answers to prompts, given before the run. They stay text where they came as text: the station knows what kind of
 * answer each prompt wants.
 */
import { readFileSync } from 'node:fs';
import { CodedError } from '../../foundation/failure.ts';
import type { Arguments } from './arguments.ts';
import type { OptionSpec } from './command.ts';

export const answerOptions = {
  answer: {
    type: 'string',
    multiple: true,
    takes: (operand: string) => /^[^=]+=/.test(operand),
    value: 'KEY=VALUE',
    help: {
      en: 'answers the prompt KEY beforehand',
      'zh-CN': '预先回答名为 KEY 的提问',
      'zh-TW': '預先回答名為 KEY 的提問',
    },
  },
  answers: {
    type: 'string',
    value: 'FILE',
    help: {
      en: 'a JSON object of answers by key',
      'zh-CN': '以 JSON 对象给出各提问的答案',
      'zh-TW': '以 JSON 物件給出各提問的答案',
    },
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Answers by key; those on the command line win. Fails with `usage/answer`, `usage/answers-file`, `usage/no-file`. */
export function answersGiven(given: Arguments): Readonly<Record<string, unknown>> {
  const file = given.text('answers');
  const answers = new Map<string, unknown>(file === undefined ? [] : Object.entries(readAnswers(file)));
  for (const pair of given.texts('answer')) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new CodedError('usage/answer', { answer: pair });
    answers.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return Object.fromEntries(answers);
}

function readAnswers(file: string): object {
  const text = readTextFile(file);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, together with JSON that is no object.
  }
  throw new CodedError('usage/answers-file', { file });
}

/** Fails with `usage/no-file`. */
function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CodedError('usage/no-file', { file, why: (error as NodeJS.ErrnoException).code ?? '' });
  }
}
