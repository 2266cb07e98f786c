/** A simulated unit with the driver opened on it, on virtual time: what the tests of this folder stand on. */
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import type { PhoneSnapshot, SimulatedPhone, SimulatedUnit } from '../../simulated-unit/unit.ts';
import { androidDriver } from './driver.ts';
import type { Flavour } from './simulator/flavour.ts';
import { simulatedPhoneLink } from './simulator/simulated-phone-link.ts';

export interface PhoneBenchOptions {
  readonly scenario?: string;
  readonly flavour?: Flavour['name'];
  readonly startLevel?: number;
  /** Changes what the phone shows, without the unit knowing. */
  readonly showing?: (snapshot: PhoneSnapshot) => PhoneSnapshot;
}

export async function phoneBench(options: PhoneBenchOptions = {}) {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const { scenario = 'healthy', flavour = 'pixel', startLevel = 80, showing } = options;
  const unit: SimulatedUnit = createUnit({ clock, scenario, startLevel });
  const shown = { phone: showing === undefined ? unit.phone : seenThrough(unit.phone, showing) };
  const link = await clock.run(simulatedPhoneLink(shown, { clock, faults, flavour, random: seededRandom(7) }));
  const instrument = await clock.run(androidDriver.open(link, { clock }));
  const readings: (readonly [string, Reading])[] = [];
  instrument.onReading((reading, channel) => void readings.push([channel, reading]));
  const call = <T = unknown>(verb: string, args: unknown = {}, deadlineMs = 30_000): Promise<T> =>
    clock.run(instrument.call(verb, args, { deadlineMs }) as Promise<T>);
  /** The driver once more, on a fresh link: after a reboot, or as a station that was restarted. */
  const reopened = async () => {
    const fresh = await clock.run(simulatedPhoneLink(shown, { clock, faults, flavour, random: seededRandom(8) }));
    const again = await clock.run(androidDriver.open(fresh, { clock }));
    return (verb: string, args: unknown = {}) => clock.run(again.call(verb, args, { deadlineMs: 30_000 }));
  };
  return { clock, faults, unit, link, instrument, readings, call, reopened };
}

function seenThrough(phone: SimulatedPhone, showing: (snapshot: PhoneSnapshot) => PhoneSnapshot): SimulatedPhone {
  return { ...phone, snapshot: () => showing(phone.snapshot()) };
}
