/** The instrument's own automatic measurement → a reading. What it cannot measure is no number. */
import type {
  ScopeChannel,
  ScopeMeasurement,
  ScopeMeasurementUnits,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { believed } from '../../protocol/middle.ts';
import { parseScpiNumber, type ScpiNumber } from '../../protocol/scpi/number.ts';
import type { ConfirmedLink } from './confirmed-link.ts';
import type { ScopeDialect } from './dialect.ts';

const volts = { unit: 'V', quantity: 'voltage' } as const;
const seconds = { unit: 's', quantity: 'time' } as const;

/** Unit and quantity of each. */
const measurementUnits = {
  frequency: { unit: 'Hz', quantity: 'frequency' },
  period: seconds,
  max: volts,
  min: volts,
  'peak-to-peak': volts,
  mean: volts,
  rms: volts,
  'duty-cycle': { unit: '%', quantity: 'duty-cycle' },
  'rise-time': seconds,
  'fall-time': seconds,
} as const satisfies {
  readonly [W in ScopeMeasurement]: Pick<Reading, 'quantity'> & { readonly unit: ScopeMeasurementUnits[W] };
};

/** Measured values of a running scope move by this part between two answers. */
const alikePart = 0.01;
const voidsInARow = 10;

/** `scope/cannot-measure` where this instrument has no such measurement. */
export async function measured(
  link: ConfirmedLink,
  dialect: ScopeDialect,
  { channel, what }: { readonly channel: ScopeChannel; readonly what: ScopeMeasurement },
): Promise<Reading> {
  const asked = dialect.measurement(what, channel);
  if (asked === undefined) throw new CodedError('scope/cannot-measure', { what });
  await link.send(...asked.set);
  const numbers: ScpiNumber[] = [];
  let text = '';
  for (let voids = 0; voids < voidsInARow; ) {
    text = dialect.numberIn(await link.once(asked.ask));
    const number = parseScpiNumber(text);
    if (number === undefined) voids += 1;
    else {
      numbers.push(number);
      const place = believed(numbers.map(comparable), alike);
      const found = place === undefined ? undefined : numbers[place];
      if (found !== undefined) return readingOf(found, what);
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

function readingOf(number: ScpiNumber, what: ScopeMeasurement): Reading {
  const { unit, quantity } = measurementUnits[what];
  if (number.kind !== 'value') return { value: null, unit, quantity, status: 'invalid', flags: [] };
  return { value: number.value, unit, quantity, status: 'ok', flags: [] };
}
