/**
 * What a SCPI multimeter does to a number before it tells it. Guarantees that a difference to something stored (Null, REL) is
 * known as one, and that decibels, scaled numbers, extremes and held ones are no reading at all, on the meters that can be
 * asked. Sources are named in the README.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { SteadyQuestions } from '../../protocol/scpi/steady-questions.ts';
import type { Dialect } from './dialect.ts';
import { functions, type MeterFunction } from './functions.ts';

type Ask = Pick<SteadyQuestions, 'agreed'>;

/** What the words of `CALC:FUNC?` do to a number; statistics and limits leave it as it is. */
interface Words {
  readonly difference: readonly string[];
  readonly harmless: readonly string[];
  readonly notLive: readonly string[];
}

const oneOfSeveral: Words = { difference: ['NULL'], harmless: ['AVER', 'LIM'], notLive: ['DB', 'DBM'] };
const advanced: Words = {
  difference: ['REL'],
  harmless: ['OFF', 'COMP', 'LIM', 'STOR', 'STORE', 'AVER'],
  notLive: ['MIN', 'MAX', 'HOLD', 'DB', 'DBM', 'MXB', 'MATH', 'INV', 'REF'],
};
/** Its smallest, largest and mean are kept beside the number, and so is what it passes. */
const addedUp: Words = {
  difference: ['REL'],
  harmless: ['NONE', 'MIN', 'MAX', 'AVERAGE', 'TOTAL', 'PF'],
  notLive: ['DB', 'DBM'],
};

/** Whether the number is a difference; fails with `meter/not-live` when it is something else again. */
export async function isDifference(
  ask: Ask,
  { math }: Pick<Dialect, 'math'>,
  present: MeterFunction,
  signal: AbortSignal,
): Promise<boolean> {
  const isOn = (question: string) => ask.agreed(question, onOrOff, signal);
  const done = (question: string, words: Words) => ask.agreed(question, (answer) => wordsOf(answer, words), signal);
  const { conf, flag } = functions[present];
  const isNulled = async () => flag === undefined && isOn(`${conf}:NULL:STAT?`);
  if (math === undefined) return false;
  switch (math) {
    case 'one-of-several':
      return (await isOn('CALC:STAT?')) && subtracts(await done('CALC:FUNC?', oneOfSeveral), oneOfSeveral);
    case 'scale-and-null':
      if (await isOn('CALC:SCAL:STAT?')) throw notLive('scale');
      return isNulled();
    case 'advanced':
      return isAdvanced(done, isOn);
    case 'advanced-and-null':
      return (await isAdvanced(done, isOn)) || isNulled();
    case 'added-up':
      return subtracts(await done(':CALC:FUNC?', addedUp), addedUp);
  }
}

/** A word that is not off may still be switched off. */
async function isAdvanced(
  done: (question: string, words: Words) => Promise<readonly string[]>,
  isOn: (question: string) => Promise<boolean>,
): Promise<boolean> {
  const words = await done('CALC:FUNC?', advanced);
  return !words.includes('OFF') && (await isOn('CALC:STAT?')) && subtracts(words, advanced);
}

function subtracts(found: readonly string[], words: Words): boolean {
  const other = found.find((word) => words.notLive.includes(word));
  if (other !== undefined) throw notLive(other);
  return found.some((word) => words.difference.includes(word));
}

function notLive(shown: string): CodedError {
  return new CodedError('meter/not-live', { shown });
}

function onOrOff(answer: string): boolean | undefined {
  return /^[01]$/.test(answer) ? answer === '1' : undefined;
}

/** Undefined when one of them is none that is known. */
function wordsOf(answer: string, { difference, harmless, notLive: others }: Words): readonly string[] | undefined {
  const found = answer.replace(/"/g, '').toUpperCase().split('+');
  const known = [...difference, ...harmless, ...others];
  return found.every((word) => known.includes(word)) ? found : undefined;
}
