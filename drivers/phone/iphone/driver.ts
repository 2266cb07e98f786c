/**
 * The driver `iphone`: identity, battery wear, charger contract and the names of crash logs of an iPhone or iPad that trusts
 * this computer. It gives meaning to an `IphoneLink`; how the answers come (Apple's protocol through the libimobiledevice
 * tools, or the simulator) is not its business.
 */
import type { DriverManifest, IphoneDriver } from '../../contract/driver.ts';
import { PhoneInstrument, type ReadingListeners } from '../android/phone-instrument.ts';
import { ask, type IphoneSession } from './iphone-session.ts';
import { identityOf } from './parse/identity.ts';
import { simulatedIphoneLink } from './simulator/simulated-iphone-link.ts';
import { callIphoneVerb } from './verbs.ts';

const manifest: DriverManifest = {
  id: 'iphone',
  models: [{ make: 'Apple', model: 'iPhone and iPad, as far as libimobiledevice tells' }],
  capability: 'Phone',
  recognised: {
    by: 'idevice_id -l; then ProductType of ideviceinfo begins with iPhone, iPad or iPod',
  },
  minGapMs: 0,
  energises: false,
  version: '1',
};
/** Clock milliseconds for learning who the phone is. */
const openDeadlineMs = 10_000;

export const iphoneDriver: IphoneDriver = {
  link: 'iphone',
  manifest,
  async open(link, { clock }) {
    const { value } = await ask({ link, clock }, 'identity', { deadlineMs: openDeadlineMs });
    const { model, serial, vendorOs } = identityOf(value, link.udid);
    const listeners: ReadingListeners = new Set();
    const session: IphoneSession = {
      link,
      clock,
      gauge: undefined,
      publish(reading, channel) {
        for (const listener of [...listeners]) listener(reading, channel);
      },
    };
    return new PhoneInstrument({
      link,
      clock,
      identity: { make: 'Apple', model, serial, ...(vendorOs === undefined ? {} : { firmware: vendorOs }) },
      readings: listeners,
      call: (verb, args, options) => callIphoneVerb(session, verb, args, options),
    });
  },
  simulate: (unit, context) => simulatedIphoneLink(unit, context),
};
