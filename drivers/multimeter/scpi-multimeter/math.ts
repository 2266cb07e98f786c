/**
 * What a SCPI multimeter does to a number before it tells it. Guarantees that a difference to something stored (Null) is known
 * as one, and that decibels and scaled numbers are no reading at all, on the meters that can be asked. Sources are named in
 * the README.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { SteadyQuestions } from '../../protocol/scpi/steady-questions.ts';
import type { Dialect } from './dialects.ts';
import { functions, type MeterFunction } from './functions.ts';

type Ask = Pick<SteadyQuestions, 'agreed'>;

/** Names of what `CALC:FUNC?` tells that leave the number as it is: statistics and limits. */
const harmless: readonly string[] = ['AVER', 'LIM'];

/** Whether the number is a difference; fails with `meter/not-live` when it is something else again. */
export async function isDifference(
  ask: Ask,
  { math }: Pick<Dialect, 'math'>,
  present: MeterFunction,
  signal: AbortSignal,
): Promise<boolean> {
  if (math === undefined) return false;
  if (math === 'one-of-several') {
    if (!(await ask.agreed('CALC:STAT?', onOrOff, signal))) return false;
    const name = await ask.agreed('CALC:FUNC?', wordOf, signal);
    if (name === 'NULL') return true;
    if (harmless.includes(name)) return false;
    throw new CodedError('meter/not-live', { shown: name });
  }
  if (await ask.agreed('CALC:SCAL:STAT?', onOrOff, signal)) throw new CodedError('meter/not-live', { shown: 'scale' });
  const { conf, flag } = functions[present];
  return flag === undefined && ask.agreed(`${conf}:NULL:STAT?`, onOrOff, signal);
}

function onOrOff(answer: string): boolean | undefined {
  return /^[01]$/.test(answer) ? answer === '1' : undefined;
}

function wordOf(answer: string): string | undefined {
  const word = answer.replace(/"/g, '').toUpperCase();
  return ['NULL', 'DB', 'DBM', 'AVER', 'LIM'].includes(word) ? word : undefined;
}
