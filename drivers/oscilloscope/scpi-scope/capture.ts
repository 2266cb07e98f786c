/**
 * A capture from its first question to its last. Guarantees: samples, volts and seconds belong together, because every
 * setting they hang on is asked for before the record is acquired and again behind its last sample, and a record in
 * between whose settings were touched is thrown away; a scope that was running before is running afterwards, also when
 * there is no record, unless somebody has set it going otherwise after the caller has given up.
 */
import type { CaptureArgs, Waveform } from '../../../foundation/capability/oscilloscope.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallSinks } from '../../contract/driver.ts';
import { type AsFound, acquired, asFound, held } from './acquisition.ts';
import { type ChannelSettings, channelSettings, inVolts, isUnchanged } from './channel-settings.ts';
import type { ConfirmedLink } from './confirmed-link.ts';
import type { ScopeDialect } from './dialect.ts';
import { readRecord } from './record.ts';

/** As often as a new record is acquired when the settings are found changed behind the one before. */
const attempts = 3;

/** `scope/channel-off`, `scope/not-volts`, `scope/changed` when settings or record do not stand still, `scope/short-record`. */
export async function captured(
  link: ConfirmedLink,
  dialect: ScopeDialect,
  clock: Clock,
  args: CaptureArgs,
  sinks: CallSinks,
): Promise<Waveform> {
  const { channel } = args;
  let before = await channelSettings(link, dialect, channel);
  inVolts(channel, before);
  const found = await asFound(link, dialect);
  const record = { stands: false };
  try {
    // What a scope held cannot be had once more: nobody could tell whether it fits the settings there are now.
    for (let left = args.acquire === 'held' ? 1 : attempts; ; ) {
      const waveform = await unlessTouched(link, dialect, clock, { args, found, before, sinks, record });
      if (waveform !== undefined) return waveform;
      left -= 1;
      if (left === 0) throw new CodedError('scope/changed', { channel });
      before = await channelSettings(link, dialect, channel);
    }
  } finally {
    // One that stood for us and does not any more was set going by somebody else.
    await link.sendBehind(found.goOn, async (behind) => !record.stands || (await dialect.state(behind)) === 'stopped');
  }
}

interface CaptureParts {
  readonly args: CaptureArgs;
  readonly found: AsFound;
  /** As the settings were before the record was acquired. */
  readonly before: ChannelSettings;
  readonly sinks: CallSinks;
  /** Whether what the instrument holds stands still for us. */
  readonly record: { stands: boolean };
}

/** Nothing where somebody has turned a knob or set the scope going meanwhile. */
async function unlessTouched(
  link: ConfirmedLink,
  dialect: ScopeDialect,
  clock: Clock,
  { args, found, before, sinks, record: present }: CaptureParts,
): Promise<Waveform | undefined> {
  const { channel, record = 'screen', points, acquire = 'new' } = args;
  const input = inVolts(channel, before);
  present.stands = false;
  await (acquire === 'held' ? held(link, dialect, found) : acquired(link, dialect, clock, found));
  present.stands = true;
  const plan = await dialect.plan(link, { channel, record, ...(points === undefined ? {} : { points }) });
  const read = await readRecord(link, plan, input, sinks);
  if (!(await isUnchanged(link, [...before.answered, ...(plan.described ?? [])]))) return undefined;
  if ((await dialect.state(link)) !== 'stopped') return undefined;
  return { channel, input, ...read };
}
