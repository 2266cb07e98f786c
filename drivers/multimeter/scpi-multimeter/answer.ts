/** One number of a SCPI multimeter → a reading. Pure. Overload by the dialect's rule, never as a number. */
import { CodedError } from '../../../foundation/failure.ts';
import { decimal, type Reading, type ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { parseScpiNumber } from '../../protocol/scpi/number.ts';
import { type Dialect, functions } from './dialects.ts';
import type { Present } from './setting.ts';

/** Fixed in the 34401A and its successors; the manual of the 34461A allows no other. */
const shortBelowOhms = 10;

/** Fails with `instrument/unreadable` when the answer is no number, which is never taken for "nothing to show". */
export function readingOf(answer: string, dialect: Dialect, present: Present, auto: boolean): Reading {
  // A list would mean several samples; the first is not the one that was asked for.
  const parsed = parseScpiNumber(answer, dialect.overAbove);
  if (parsed === undefined) throw new CodedError('instrument/unreadable', { answer: answer.slice(0, 80) });
  const meaning = functions[present.function];
  const status = parsed.kind === 'value' ? 'ok' : parsed.kind;
  const value = parsed.kind === 'value' ? parsed.value : null;
  const resolution = present.resolution ?? (dialect.askFunction === 'FUNC?' ? lastDigitOf(answer) : undefined);
  const flags: ReadingFlag[] = [];
  if (meaning.coupling !== undefined) flags.push(meaning.coupling);
  if (auto) flags.push('auto');
  if (meaning.flag !== undefined) flags.push(meaning.flag);
  if (meaning.flag === 'continuity' && value !== null && value <= shortBelowOhms) flags.push('short');
  return {
    value,
    unit: meaning.unit,
    quantity: meaning.quantity,
    status,
    flags,
    ...(resolution === undefined ? {} : { resolution }),
    // While the meter ranges by itself, the range it names is not the one of this number.
    ...(auto || present.range === undefined ? {} : { range: present.range }),
    ...(parsed.kind === 'overrange' ? { overloadSign: parsed.sign } : {}),
  };
}

/** Weight of the last digit written: `3.3031E+00` has 0.0001. For meters that do not tell their resolution. */
function lastDigitOf(answer: string): number | undefined {
  const match = /^[+-]?\d+(?:\.(\d*))?(?:[eE]([+-]?\d+))?/.exec(answer.trim());
  return match === null ? undefined : decimal(1, Number(match[2] ?? 0) - (match[1]?.length ?? 0));
}
