/** Which function and range a request needs on a dialect, and what the meter says of its present setting. Pure. */
import type { MultimeterReadArgs } from '../../../foundation/capability/capability.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { formatScpiNumber, parseScpiNumber } from '../../protocol/scpi/number.ts';
import { modeName } from '../read-request.ts';
import type { Dialect } from './dialect.ts';
import { functionNamed } from './dialects.ts';
import { functions, type MeterFunction } from './functions.ts';

/** A function to be set; without a range the meter ranges by itself. */
export interface Wanted {
  readonly function: MeterFunction;
  readonly range?: number;
}

/** What the meter says it is set to. Range and resolution only where it tells them. */
export interface Present {
  readonly function: MeterFunction;
  readonly range?: string;
  readonly resolution?: number;
  /** Of a temperature, where the meter can be asked. */
  readonly degrees?: Degrees;
}

type Degrees = Extract<Reading['unit'], 'Cel' | '[degF]'>;

/** Kelvin have no place in a reading of a temperature. */
const degreesCalled: Readonly<Record<string, Degrees>> = { C: 'Cel', CEL: 'Cel', F: '[degF]', FAR: '[degF]' };

/** The question that has to be asked behind this answer about the function; its answer is {@link joined} to it. */
export function degreesQuestion(answer: string, dialect: Dialect): Dialect['askDegrees'] {
  return functionNamed(answer, dialect) === 'celsius' ? dialect.askDegrees : undefined;
}

/** What the meter says of its function and of its degrees as one setting. */
export function joined(answer: string, degrees: string): string {
  return `${answer}\n${degrees}`;
}

/**
 * The answer to `CONF?` or `FUNC?`, behind which the degrees may be {@link joined}: the last comma field of
 * `"VOLT +1.0E+01,+3.0E-06"` is the resolution. `undefined` as well for a temperature in degrees that are not told.
 */
export function presentOf(setting: string, dialect?: Dialect): Present | undefined {
  const [answer = '', word] = setting.split('\n');
  const named = functionNamed(answer, dialect);
  if (named === undefined) return undefined;
  const degrees = word === undefined ? undefined : degreesOf(word);
  if (degrees === undefined && named === 'celsius' && dialect?.askDegrees !== undefined) return undefined;
  const fields = /\s([+\-\d.][^"]*)/.exec(answer.replace(/^"/, ''))?.[1]?.split(',') ?? [];
  const range = fields[0]?.trim();
  const last = fields.length > 1 ? parseScpiNumber(fields.at(-1) ?? '') : undefined;
  return {
    function: named,
    ...(range === undefined ? {} : { range }),
    ...(degrees === undefined ? {} : { degrees }),
    ...(last?.kind === 'value' && last.value > 0 ? { resolution: last.value } : {}),
  };
}

function degreesOf(word: string): Degrees | undefined {
  const name = word.replace(/["°]/g, '').trim().toUpperCase();
  return Object.hasOwn(degreesCalled, name) ? degreesCalled[name] : undefined;
}

/**
 * What to set for a request; `undefined` when the present setting is what is wanted (nothing asked for in particular).
 * Fails with `meter/no-such-function` when the meter cannot measure it.
 */
export function wantedOf(dialect: Dialect, args: MultimeterReadArgs, present: Present | undefined): Wanted | undefined {
  if (args.quantity === undefined && args.coupling === undefined && args.upTo === undefined) return undefined;
  const shown = present === undefined ? undefined : functions[present.function];
  const quantity = args.quantity ?? shown?.quantity;
  const coupling = args.coupling ?? (args.quantity === undefined ? shown?.coupling : undefined) ?? 'dc';
  const found = (Object.keys(dialect.ranges) as MeterFunction[]).find((name) => {
    const meaning = functions[name];
    if (meaning.flag !== undefined || meaning.quantity !== quantity) return false;
    return meaning.coupling === undefined ? args.coupling === undefined : meaning.coupling === coupling;
  });
  if (found === undefined) {
    throw new CodedError('meter/no-such-function', { expected: modeName(args), actual: presentName(present) });
  }
  const ranges = dialect.ranges[found] ?? [];
  if (args.upTo === undefined || ranges.length === 0) return { function: found };
  const { upTo } = args;
  const range = ranges.find((highest) => highest >= upTo) ?? ranges.at(-1);
  return range === undefined ? { function: found } : { function: found, range };
}

/** What the meter is set to, in the words of `meter/wrong-mode`: `voltage ac`, `resistance continuity`. */
export function presentName(present: Present | undefined): string {
  if (present === undefined) return 'unknown';
  const { quantity, coupling, flag } = functions[present.function];
  return [quantity, coupling, flag].filter((word) => word !== undefined).join(' ');
}

/** The command that sets it. */
export function configureCommand({ function: name, range }: Wanted, dialect?: Dialect): string {
  if (dialect?.configure !== undefined) return `${dialect.configure}:${functions[name].conf}`;
  return `CONF:${functions[name].conf}${range === undefined ? '' : ` ${formatScpiNumber(range)}`}`;
}
