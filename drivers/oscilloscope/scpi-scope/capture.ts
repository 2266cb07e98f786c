/**
 * A capture from its first question to its last. Guarantees: samples, volts and seconds belong together, because every
 * setting they hang on is asked for before the record is acquired and again behind its last sample, and a record in
 * between whose settings were touched is thrown away; a scope that was running before is running afterwards, also when
 * there is no record.
 */
import type { CaptureArgs, ScopeChannel, Waveform } from '../../../foundation/capability/oscilloscope.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallSinks } from '../../contract/driver.ts';
import { type AsFound, acquired, asFound, held } from './acquisition.ts';
import { isOn } from './commands.ts';
import type { ConfirmedLink } from './confirmed-link.ts';
import type { AnsweredQuestion, ScopeDialect, ScopeLink } from './dialect.ts';
import { readRecord } from './record.ts';

/** As often as a new record is acquired when the settings are found changed behind the one before. */
const attempts = 3;

/** `scope/channel-off`, `scope/changed` when settings or record do not stand still, `scope/short-record`. */
export async function captured(
  link: ConfirmedLink,
  dialect: ScopeDialect,
  clock: Clock,
  args: CaptureArgs,
  sinks: CallSinks,
): Promise<Waveform> {
  const { channel } = args;
  let before = await settings(link, dialect, channel);
  const found = await asFound(link, dialect);
  try {
    // What a scope held cannot be had once more: nobody could tell whether it fits the settings there are now.
    for (let left = args.acquire === 'held' ? 1 : attempts; ; ) {
      const waveform = await unlessTouched(link, dialect, clock, { args, found, before, sinks });
      if (waveform !== undefined) return waveform;
      left -= 1;
      if (left === 0) throw new CodedError('scope/changed', { channel });
      before = await settings(link, dialect, channel);
    }
  } finally {
    // Where the caller has given up or the line is lost this cannot be sent any more, and that is not what failed.
    await link.send(...found.goOn).catch(() => undefined);
  }
}

interface CaptureParts {
  readonly args: CaptureArgs;
  readonly found: AsFound;
  /** As the settings were before the record was acquired. */
  readonly before: readonly AnsweredQuestion[];
  readonly sinks: CallSinks;
}

/** Nothing where somebody has turned a knob or set the scope going meanwhile. */
async function unlessTouched(
  link: ConfirmedLink,
  dialect: ScopeDialect,
  clock: Clock,
  { args, found, before, sinks }: CaptureParts,
): Promise<Waveform | undefined> {
  const { channel, record = 'screen', points, acquire = 'new' } = args;
  await (acquire === 'held' ? held(link, dialect, found) : acquired(link, dialect, clock, found));
  const plan = await dialect.plan(link, { channel, record, ...(points === undefined ? {} : { points }) });
  const read = await readRecord(link, plan, sinks);
  for (const { ask, answer } of [...before, ...(plan.described ?? [])]) {
    if ((await link.ask(ask)) !== answer) return undefined;
  }
  if ((await dialect.state(link)) !== 'stopped') return undefined;
  return { channel, ...read };
}

/** All that the record hangs on; `scope/channel-off`. */
async function settings(link: ScopeLink, dialect: ScopeDialect, channel: ScopeChannel): Promise<AnsweredQuestion[]> {
  const shown = { ask: dialect.shown(channel), answer: await link.ask(dialect.shown(channel)) };
  if (!isOn(shown.answer)) throw new CodedError('scope/channel-off', { channel });
  const answered = [shown];
  for (const ask of dialect.settingsOf(channel)) answered.push({ ask, answer: await link.ask(ask) });
  return answered;
}
