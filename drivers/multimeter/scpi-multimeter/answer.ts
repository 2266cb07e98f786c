/**
 * The answers of a SCPI multimeter → a reading. Pure. Guarantees: a number has the one shape of the dialect, an overload
 * is never a number, and no single damaged answer becomes a reading.
 */
import { decimal, type Reading, type ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { believed, believedOfThree } from '../../protocol/middle.ts';
import { parseScpiNumber, type ScpiNumber } from '../../protocol/scpi/number.ts';
import type { Dialect } from './dialect.ts';
import { functions, type MeterFunction } from './functions.ts';
import type { Present } from './setting.ts';

/** Fixed in the 34401A and its successors; the manual of the 34461A allows no other. */
const shortUpToOhms = 10;
/** Two measurements agree within ten digits or 0.05 %, whichever is more. */
const agreeWithin = { digits: 10, part: 0.000_5 } as const;

/** A number with the setting the meter named before and after it, word for word the same. */
export interface Answer {
  readonly text: string;
  readonly number: ScpiNumber;
  readonly setting: string;
  readonly present: Present;
}

/** `undefined` when it is not how this meter writes a number; a list of several samples is none either. */
export function numberOf(text: string, dialect: Dialect, present?: MeterFunction): ScpiNumber | undefined {
  const own = present === undefined ? undefined : dialect.overAboveIn?.[present];
  return dialect.numberShape.test(text.trim()) ? parseScpiNumber(text, own ?? dialect.overAbove) : undefined;
}

/** The one of the answers to believe, `undefined` while another is needed. Only those of the newest setting count. */
export function believedAnswer(answers: readonly Answer[], dialect: Dialect): Answer | undefined {
  const setting = answers.at(-1)?.setting;
  const counting = answers.filter((answer) => answer.setting === setting);
  const digits = counting.map((answer) => resolutionOf(answer, dialect) ?? 0);
  const digit = digits.length === 0 ? 0 : Math.min(...digits);
  const believe = dialect.lossHides === true ? believedOfThree : believed;
  const place = believe(counting.map(comparable), (one, other) => {
    const largest = Math.max(Math.abs(one), Math.abs(other));
    return Math.abs(one - other) <= Math.max(agreeWithin.digits * digit, agreeWithin.part * largest);
  });
  return place === undefined ? undefined : counting[place];
}

function comparable({ number }: Answer): number {
  if (number.kind === 'value') return number.value;
  return number.kind === 'overrange' ? number.sign * Number.POSITIVE_INFINITY : Number.NaN;
}

export function readingOf(answer: Answer, dialect: Dialect, auto: boolean): Reading {
  const { number, present } = answer;
  const meaning = functions[present.function];
  const value = number.kind === 'value' ? number.value : null;
  const resolution = resolutionOf(answer, dialect);
  const flags: ReadingFlag[] = [];
  if (meaning.coupling !== undefined) flags.push(meaning.coupling);
  if (auto) flags.push('auto');
  if (meaning.flag !== undefined) flags.push(meaning.flag);
  // A live circuit at the probes can make the number negative: far below nothing is no short.
  const isShort = meaning.flag === 'continuity' && value !== null && Math.abs(value) <= shortUpToOhms;
  if (isShort) flags.push('short');
  return {
    value,
    unit: present.degrees ?? meaning.unit,
    quantity: meaning.quantity,
    status: number.kind === 'value' ? 'ok' : number.kind,
    flags,
    ...(resolution === undefined ? {} : { resolution }),
    // While the meter ranges by itself, the range it names is not the one of this number.
    ...(auto || present.range === undefined ? {} : { range: present.range }),
    ...(number.kind === 'overrange' ? { overloadSign: number.sign } : {}),
  };
}

/** As the meter tells it; else, where it never does, the weight of the last digit written: `3.3031E+00` has 0.0001. */
function resolutionOf({ text, present }: Answer, dialect: Dialect): number | undefined {
  if (present.resolution !== undefined || dialect.read === 'READ?') return present.resolution;
  const match = /^[+-]?\d+(?:\.(\d*))?(?:[eE]([+-]?\d+))?/.exec(text.trim());
  return match === null ? undefined : decimal(1, Number(match[2] ?? 0) - (match[1]?.length ?? 0));
}
