/** What the simulated bench is made of: the shared unit, and the phone's shell on it behind an in-process link. */
import type { Clock } from '../../foundation/clock/clock.ts';
import { AndroidShell } from '../phone/android/simulator/android-shell.ts';
import type { Flavour } from '../phone/android/simulator/flavour.ts';
import { openSimulatedPhoneLink } from '../phone/link/simulated-phone-link.ts';
import { createUnit, restoreUnit } from '../simulated-unit/simulated-bench-unit.ts';
import type { SimulatedUnit } from '../simulated-unit/unit.ts';
import type { SimulationParts } from './simulated-bench.ts';

/** `flavour`: whose habits of telling the phone has; a Pixel's by default. */
export function simulationParts(clock: Clock, flavour: Flavour['name'] = 'pixel'): SimulationParts {
  // One shell for the life of a unit: a cable that was pulled does not make the phone forget.
  const shells = new WeakMap<SimulatedUnit, AndroidShell>();
  const shellOf = (unit: SimulatedUnit) => {
    const shell = shells.get(unit) ?? new AndroidShell(unit.phone, { clock, flavour });
    shells.set(unit, shell);
    return shell;
  };
  return {
    clock,
    createUnit,
    restoreUnit,
    phoneLink(unit, { faults, random }) {
      const serial = unit.phone.snapshot().properties['ro.serialno'] ?? 'unknown';
      return openSimulatedPhoneLink({ host: shellOf(unit), clock, serial, faults, random });
    },
  };
}
