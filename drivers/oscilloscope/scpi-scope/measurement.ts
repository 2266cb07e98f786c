/**
 * The instrument's own automatic measurement → a reading. Guarantees: it is of a channel that is on, of what was acquired
 * after the call unless the caller asks for what is held, in the unit it says, and of the signal itself; what is partly off
 * the screen and what the instrument cannot measure are no numbers.
 */
import type {
  ScopeInput,
  ScopeMeasureArgs,
  ScopeMeasurement,
  ScopeMeasurementUnits,
} from '../../../foundation/capability/oscilloscope.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { shownAnew } from './acquisition.ts';
import { channelSettings, inVolts, isUnchanged } from './channel-settings.ts';
import type { ConfirmedLink } from './confirmed-link.ts';
import type { ScopeDialect } from './dialect.ts';
import { askedNumber } from './measured-number.ts';

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

/** These need all of the signal to be on the screen, and count from its ends. */
const ofWholeSwing = new Set<ScopeMeasurement>(['duty-cycle', 'rise-time', 'fall-time']);
/** Another number when the signal is turned upside down. */
const ofSign = new Set<ScopeMeasurement>(['max', 'min', 'mean', ...ofWholeSwing]);
/** Another number without the mean of the signal. */
const ofMean = new Set<ScopeMeasurement>(['max', 'min', 'mean', 'rms']);
/**
 * A signal that comes so near to the edge of the screen, in divisions from its middle, may go on beyond it. Every screen here
 * has eight divisions at the least.
 */
const edgeDivisions = 3.9;

/**
 * `scope/cannot-measure` where this instrument has no such measurement; `scope/channel-off`, `scope/not-volts`,
 * `scope/grounded`, `scope/ac-coupled`, `scope/inverted` where the channel's settings make it another number than is asked
 * for; `scope/changed` when they were touched meanwhile; and as {@link shownAnew} fails.
 */
export async function measured(
  link: ConfirmedLink,
  dialect: ScopeDialect,
  clock: Clock,
  args: ScopeMeasureArgs,
): Promise<Reading> {
  const { channel, what, acquire } = args;
  const { unit, quantity } = measurementUnits[what];
  if (dialect.measurement(what, channel) === undefined) throw new CodedError('scope/cannot-measure', { what });
  const before = await channelSettings(link, dialect, channel);
  if (unit === 'V') inVolts(channel, before);
  refuseOther(args, before.input);
  const isHeld = acquire === 'held' && (await dialect.state(link)) === 'stopped';
  if (!isHeld) await shownAnew(link, dialect, clock);
  const number = await askedNumber(link, dialect, what, channel, unit);
  const beyond = number === undefined ? undefined : await beyondScreen(link, dialect, args);
  if (!(await isUnchanged(link, before.answered))) throw new CodedError('scope/changed', { channel });
  const isStopped = (await dialect.state(link)) === 'stopped';
  if (isStopped && !isHeld) throw new CodedError('scope/stopped');
  if (!isStopped && isHeld) throw new CodedError('scope/changed', { channel });
  const flags: ReadingFlag[] = [
    ...(isHeld ? (['hold'] as const) : []),
    ...(unit === 'V' && before.input.coupling === 'ac' ? (['ac'] as const) : []),
  ];
  const head = { unit, quantity, flags, at: clock.now() };
  if (number === undefined || beyond === 'unknown') return { ...head, value: null, status: 'invalid' };
  if (beyond === undefined) return { ...head, value: number, status: 'ok' };
  return unit === 'V'
    ? { ...head, value: null, status: 'overrange', overloadSign: beyond }
    : { ...head, value: null, status: 'invalid' };
}

/** Fails where the channel's input makes it another number. */
function refuseOther({ channel, what }: ScopeMeasureArgs, { coupling, inverted }: Omit<ScopeInput, 'unit'>): void {
  if (coupling === 'ground') throw new CodedError('scope/grounded', { channel });
  if (coupling === 'ac' && ofMean.has(what)) throw new CodedError('scope/ac-coupled', { channel });
  if (inverted && ofSign.has(what)) throw new CodedError('scope/inverted', { channel });
}

/** On which side the signal leaves the screen, where that matters. `unknown`: the instrument does not say where it ends. */
async function beyondScreen(
  link: ConfirmedLink,
  dialect: ScopeDialect,
  { channel, what }: ScopeMeasureArgs,
): Promise<1 | -1 | 'unknown' | undefined> {
  if (measurementUnits[what].unit !== 'V' && !ofWholeSwing.has(what)) return undefined;
  const highest = await askedNumber(link, dialect, 'max', channel, 'V');
  const lowest = await askedNumber(link, dialect, 'min', channel, 'V');
  const { voltsPerDivision, offsetVolts } = await dialect.vertical(channel).read(link);
  if (highest === undefined || lowest === undefined) return 'unknown';
  if (highest + offsetVolts >= edgeDivisions * voltsPerDivision) return 1;
  return lowest + offsetVolts <= -edgeDivisions * voltsPerDivision ? -1 : undefined;
}
