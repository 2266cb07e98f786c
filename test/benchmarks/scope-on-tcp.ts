/** A simulated Rigol with so many points of memory on a TCP port, in a process of its own, so that its work is not counted. */
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { simulateRigol } from '../../drivers/oscilloscope/rigol-ds/simulator.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';

const unit = {
  vbus: () => ({ volts: 5.02 }),
  batteryTerminal: () => ({ volts: 3.842, amps: 0 }),
} as unknown as SimulatedUnit;
const context = { clock: new RealClock(), random: seededRandom(1), faults: new FaultSwitch() };
const instrument = simulateRigol(unit, context, { memoryPoints: Number(process.argv[2]) });
const { port } = await listenOnTcp({ ...context, instrument, port: 0 });
process.send?.({ port });
process.on('disconnect', () => process.exit(0));
