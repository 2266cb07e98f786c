/**
 * The verbs of the capability `Phone` as far as an iPhone can be asked them. Guarantees that what it cannot do is
 * `phone/not-on-iphone` with the name of the verb, that unknown verbs are `instrument/unknown-verb`, and that neither
 * reaches the phone.
 */
import type { PhoneSample, PhoneThermal, PhoneVerbs } from '../../../foundation/capability/phone.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import { phoneReading } from '../android/phone-reading.ts';
import { readBattery, readBatteryHealth } from './battery.ts';
import { ask, type IphoneSession } from './iphone-session.ts';
import { crashesOf } from './parse/crash-names.ts';
import { identityOf } from './parse/identity.ts';

type VerbName = keyof PhoneVerbs;
type Args = Readonly<Record<string, unknown>>;
type Handler = (session: IphoneSession, args: Args, options: CallOptions) => Promise<unknown>;

/** No tool on a computer can ask an iPhone for these, or make it do them. */
const cannot =
  (verb: VerbName): Handler =>
  () => {
    throw notOnIphone(verb);
  };

const handlers: Readonly<Record<VerbName, Handler>> = {
  identity: async (session, _args, options) =>
    identityOf((await ask(session, 'identity', options)).value, session.link.udid),
  sample: takeSample,
  batteryHealth: (session, _args, options) => readBatteryHealth(session, options),
  crashes: async ({ link }, _args, options) => ({ entries: crashesOf(await link.crashLogs(options)) }),
  moment: cannot('moment'),
  readiness: cannot('readiness'),
  placeCall: cannot('placeCall'),
  hangUp: cannot('hangUp'),
  load: cannot('load'),
  playVideo: cannot('playVideo'),
  stopVideo: cannot('stopVideo'),
  getSetting: cannot('getSetting'),
  putSetting: cannot('putSetting'),
};

/** Runs one verb. */
export async function callIphoneVerb(
  session: IphoneSession,
  verb: string,
  args: unknown,
  options: CallOptions,
): Promise<unknown> {
  if (!Object.hasOwn(handlers, verb)) throw new CodedError('instrument/unknown-verb', { verb });
  if (args !== undefined && (typeof args !== 'object' || args === null)) {
    throw new CodedError('instrument/bad-arguments', { argument: 'arguments' });
  }
  return handlers[verb as VerbName](session, (args ?? {}) as Args, options);
}

function notOnIphone(what: string): CodedError {
  return new CodedError('phone/not-on-iphone', { what });
}

/** Battery and its temperature; how long it has been on cannot be asked. */
async function takeSample(session: IphoneSession, args: Args, options: CallOptions): Promise<PhoneSample> {
  for (const name of ['battery', 'thermal', 'telephony']) {
    if (!['undefined', 'boolean'].includes(typeof args[name])) {
      throw new CodedError('instrument/bad-arguments', { argument: name });
    }
  }
  if (args.telephony === true) throw notOnIphone('telephony');
  if (args.media !== undefined) throw notOnIphone('media');
  const wanted = args.battery === true || args.thermal === true;
  if (!wanted) throw notOnIphone('moment');
  const battery = await readBattery(session, options);
  const { at = session.clock.now(), latencyMs = 0 } = battery.voltage;
  const unknown = { at, latencyMs };
  const thermal: PhoneThermal = {
    status: phoneReading('count', undefined, unknown),
    battery: battery.temperature,
    skin: phoneReading('celsius', undefined, unknown),
    cpu: phoneReading('celsius', undefined, unknown),
    throttling: false,
  };
  return {
    uptime: phoneReading('seconds', undefined, unknown),
    bootId: '',
    ...(args.battery === true ? { battery } : {}),
    ...(args.thermal === true ? { thermal } : {}),
  };
}
