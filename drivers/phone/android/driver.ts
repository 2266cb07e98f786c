/**
 * The driver `android`: any phone or tablet with USB debugging, Android 8 to 16. It gives meaning to a `PhoneLink`; how
 * the link comes to be (adb server, simulator) is not its business.
 */
import { CodedError, failureOf } from '../../../foundation/failure.ts';
import type { DriverManifest, PhoneDriver } from '../../contract/driver.ts';
import { identityOf } from './identity.ts';
import { momentCommand, parseMoment } from './moment.ts';
import { marketNameOf, parseGetprop } from './parse/getprop.ts';
import { PhoneInstrument, type ReadingListeners } from './phone-instrument.ts';
import { newSession } from './phone-session.ts';
import { askAll } from './shell-round.ts';
import { callVerb } from './verbs.ts';

const manifest: DriverManifest = {
  id: 'android',
  models: [{ make: 'Any', model: 'Android 8 to 16 with USB debugging' }],
  capability: 'Phone',
  recognised: {
    by: 'adb: interface class 255, subclass 66, protocol 1; then getprop ro.build.version.release and ro.product.model',
  },
  minGapMs: 0,
  energises: false,
  version: '1',
};
/** Clock milliseconds for learning who the phone is. */
const openDeadlineMs = 15_000;

export const androidDriver: PhoneDriver = {
  link: 'phone',
  manifest,
  async open(link, { clock }) {
    const commands = {
      properties: 'getprop 2>&1',
      moment: momentCommand,
      supplies: 'ls /sys/class/power_supply 2>/dev/null',
    };
    const answers = await askAll(link, commands, { deadlineMs: openDeadlineMs }).catch((error: unknown) => {
      const failure = failureOf(error);
      // A shell that answers, but not like a shell, is some other thing with an adb daemon.
      if (failure.code !== 'phone/incomplete-answer') throw error;
      throw new CodedError('instrument/not-recognised', { serial: link.serial }, error);
    });
    const properties = parseGetprop(answers.properties.text);
    const identity = identityOf(properties, link.serial, '');
    parseMoment(answers.moment.text);
    const listeners: ReadingListeners = new Set();
    const session = newSession({
      link,
      clock,
      properties,
      supplies: answers.supplies.text,
      publish(reading, channel) {
        for (const listener of [...listeners]) listener(reading, channel);
      },
    });
    return new PhoneInstrument({
      link,
      clock,
      identity: {
        make: identity.brand,
        model: marketNameOf(properties) ?? identity.model,
        serial: identity.serial,
        firmware: properties.get('ro.build.display.id') ?? `Android ${identity.androidRelease}`,
      },
      readings: listeners,
      call: async (verb, args, options) => callVerb(session, verb, args, options),
    });
  },
};
