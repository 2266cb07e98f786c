/** The simulated unit's phone as an in-process link, for rehearsals on virtual time and for the conformance suite. */
import type { Clock } from '../../../../foundation/clock/clock.ts';
import { type Random, seededRandom } from '../../../../foundation/random/random.ts';
import { FaultSwitch } from '../../../contract/fault.ts';
import type { PhoneLink } from '../../../contract/phone-link.ts';
import type { SimulatedUnit } from '../../../simulated-unit/unit.ts';
import { openSimulatedPhoneLink } from '../../link/simulated-phone-link.ts';
import { AndroidShell } from './android-shell.ts';
import type { Flavour } from './flavour.ts';

export interface SimulatedPhoneOptions {
  readonly clock: Clock;
  /** No faults by default. */
  readonly faults?: FaultSwitch;
  readonly random?: Random;
  /** Whose habits of telling; `pixel` by default. */
  readonly flavour?: Flavour['name'];
  /** The serial in the unit's properties by default. */
  readonly serial?: string;
  /** Clock milliseconds of one question and its answer; 20 by default. */
  readonly roundTripMs?: number;
}

/** Fails with `phone/not-found` while the cable is out. A link that was lost stays lost: open another. */
export function simulatedPhoneLink(
  unit: Pick<SimulatedUnit, 'phone'>,
  options: SimulatedPhoneOptions,
): Promise<PhoneLink> {
  const { clock, faults = new FaultSwitch(), random = seededRandom(1), flavour = 'pixel', roundTripMs } = options;
  return openSimulatedPhoneLink({
    host: new AndroidShell(unit.phone, { clock, flavour }),
    clock,
    faults,
    random,
    serial: options.serial ?? unit.phone.snapshot().properties['ro.serialno'] ?? 'OHMSIM0001',
    ...(roundTripMs === undefined ? {} : { roundTripMs }),
  });
}
