/** For tests of loads: a unit that a supply feeds with 5 V, and the line on which its load will be heard. */
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { createUnit } from '../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../transport/simulated.ts';

/** `context` is what a simulator takes; `line`: how fast it is, and in what pieces its bytes arrive. */
export function loadedUnit(line: { readonly msPerByte: number; readonly chunkBytes?: number }) {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(5) };
  const unit = createUnit({ clock, startLevel: 40 });
  unit.supply.set({ volts: 5, amps: 4 });
  unit.supply.output(true);
  return { clock, context, unit, ...simulatedPipe({ ...context, address: 'sim:load', ...line }) };
}
