/** One number of the instrument's own measurements, asked for until it can be believed. */
import type { ScopeChannel, ScopeMeasurement } from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { believed } from '../../protocol/middle.ts';
import type { ScpiNumber } from '../../protocol/scpi/number.ts';
import type { ScopeDialect, ScopeLink } from './dialect.ts';
import { numberInUnit, type ScopeUnit } from './number-with-unit.ts';

/** Measured values of a running scope move by this part between two answers. */
const alikePart = 0.01;
const voidsInARow = 10;

/**
 * In the base unit; nothing where the instrument says that there is nothing to measure. `scope/cannot-measure`, or
 * `instrument/unreadable` when again and again no number in this unit comes.
 */
export async function askedNumber(
  link: ScopeLink,
  dialect: ScopeDialect,
  what: ScopeMeasurement,
  channel: ScopeChannel,
  unit: ScopeUnit,
): Promise<number | undefined> {
  const asked = dialect.measurement(what, channel);
  if (asked === undefined) throw new CodedError('scope/cannot-measure', { what });
  await link.send(...asked.set);
  const numbers: ScpiNumber[] = [];
  let text = '';
  for (let voids = 0; voids < voidsInARow; ) {
    text = dialect.numberIn(await link.once(asked.ask));
    const number = numberInUnit(text, unit);
    if (number === undefined) voids += 1;
    else {
      numbers.push(number);
      const place = believed(numbers.map(comparable), alike);
      const found = place === undefined ? undefined : numbers[place];
      if (found !== undefined) return found.kind === 'value' ? found.value : undefined;
    }
  }
  throw new CodedError('instrument/unreadable', { answer: text.slice(0, 80) });
}

/** 9.9E37 is how oscilloscopes write "cannot be measured", not an overload. */
function comparable(number: ScpiNumber): number {
  return number.kind === 'value' ? number.value : Number.NaN;
}

function alike(one: number, other: number): boolean {
  return Math.abs(one - other) <= alikePart * Math.max(Math.abs(one), Math.abs(other));
}
