/** For tests: one driver open on its simulator, whose unit shows 3.8421 V. */
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';

const rigUnit = { batteryTerminal: () => ({ volts: 3.842_1, amps: 0 }) } as unknown as SimulatedUnit;

/** `meter` as the simulator is made by `simulate`, and `read` on the virtual clock. */
export async function askedRig<S extends SimulatedInstrument>(
  driver: ByteDriver,
  simulate: (unit: SimulatedUnit, context: SimulatorContext) => S,
  seed = 20_260_105,
) {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const random = seededRandom(seed);
  const meter = simulate(rigUnit, { clock, random, faults });
  const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:meter', msPerByte: 1 });
  meter.attach(wire);
  const instrument = await clock.run(driver.open(transport, { clock }));
  const read = (args: unknown = {}, deadlineMs = 4_000) =>
    clock.run(instrument.call('read', args, { deadlineMs })) as Promise<Reading>;
  return { meter, read, clock, faults, wire, instrument };
}
