/**
 * The verbs of the capability `Phone`, each with its arguments checked here. Guarantees that unknown verbs and wrong
 * arguments never reach the phone: `instrument/unknown-verb`, `instrument/bad-arguments`.
 */
import type { PhoneSampleArgs, PhoneVerbs } from '../../../foundation/capability/phone.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import { readBatteryHealth } from './battery-health.ts';
import { hangUp, placeCall } from './call-actions.ts';
import { identityOf } from './identity.ts';
import { setLoad } from './load-script.ts';
import { momentCommand, parseMoment } from './moment.ts';
import { parseGetprop } from './parse/getprop.ts';
import type { PhoneSession } from './phone-session.ts';
import { readCrashes, readReadiness } from './readiness.ts';
import { takeSample } from './sample.ts';
import { getSetting, putSetting, type SettingsTable } from './settings.ts';
import { askAll } from './shell-round.ts';
import { packageName } from './shell-words.ts';
import { playVideo, stopVideo } from './video.ts';

type VerbName = keyof PhoneVerbs;
type Args = Readonly<Record<string, unknown>>;
type Handler = (session: PhoneSession, args: Args, options: CallOptions) => Promise<unknown>;

const handlers: Readonly<Record<VerbName, Handler>> = {
  identity: async (session, _args, options) => {
    const commands = { properties: 'getprop', moment: momentCommand };
    const { properties, moment } = await askAll(session.link, commands, options);
    return identityOf(parseGetprop(properties.text), session.link.serial, parseMoment(moment.text).bootId);
  },
  moment: (session, _args, options) => takeSample(session, {}, options),
  sample: (session, args, options) => takeSample(session, sampleArgs(args), options),
  batteryHealth: (session, _args, options) => readBatteryHealth(session, options),
  readiness: (session, _args, options) => readReadiness(session, options),
  placeCall: (session, args, options) => done(placeCall(session, text(args, 'number'), options)),
  hangUp: (session, _args, options) => done(hangUp(session, options)),
  load: (session, args, options) => done(setLoad(session, percent(args), options)),
  playVideo: (session, args, options) => playVideo(session, text(args, 'path'), options),
  stopVideo: (session, _args, options) => done(stopVideo(session, options)),
  getSetting: (session, args, options) => getSetting(session, table(args), text(args, 'key'), options),
  putSetting: (session, args, options) =>
    done(putSetting(session, table(args), text(args, 'key'), textOrNull(args, 'value'), options)),
  crashes: (session, _args, options) => readCrashes(session, options),
};

/** Runs one verb. */
export function callVerb(session: PhoneSession, verb: string, args: unknown, options: CallOptions): Promise<unknown> {
  if (!Object.hasOwn(handlers, verb)) throw new CodedError('instrument/unknown-verb', { verb });
  if (args !== undefined && (typeof args !== 'object' || args === null)) throw bad('arguments');
  return handlers[verb as VerbName](session, (args ?? {}) as Args, options);
}

async function done(work: Promise<void>): Promise<Record<string, never>> {
  await work;
  return {};
}

function sampleArgs(args: Args): PhoneSampleArgs {
  const { media } = args;
  return {
    battery: flag(args, 'battery'),
    thermal: flag(args, 'thermal'),
    telephony: flag(args, 'telephony'),
    ...(media === undefined ? {} : { media: mediaArgs(media) }),
  };
}

function mediaArgs(media: unknown): NonNullable<PhoneSampleArgs['media']> {
  if (typeof media !== 'object' || media === null) throw bad('media');
  const args = media as Args;
  const name = text(args, 'package');
  if (!packageName.test(name)) throw bad('package');
  return { package: name, screenshot: flag(args, 'screenshot') };
}

function flag(args: Args, name: string): boolean {
  const value = args[name] ?? false;
  if (typeof value !== 'boolean') throw bad(name);
  return value;
}

function text(args: Args, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw bad(name);
  return value;
}

function textOrNull(args: Args, name: string): string | null {
  return args[name] === null ? null : text(args, name);
}

function percent(args: Args): number {
  const value = args.percent;
  if (typeof value !== 'number' || !(value >= 0 && value <= 100)) throw bad('percent');
  return value;
}

function table(args: Args): SettingsTable {
  const value = args.table;
  if (value !== 'system' && value !== 'global' && value !== 'secure') throw bad('table');
  return value;
}

function bad(argument: string): CodedError {
  return new CodedError('instrument/bad-arguments', { argument });
}
