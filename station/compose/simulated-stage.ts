/** A simulated bench in the station's own thread: the unit, its instruments, and the bench that opens them. */
import type { BenchParts } from '../../drivers/bench/bench-server.ts';
import { SimulatedBench } from '../../drivers/bench/simulated-bench.ts';
import { simulationParts } from '../../drivers/bench/simulation-parts.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import type { Flavour } from '../../drivers/phone/android/simulator/flavour.ts';
import type { Clock } from '../../foundation/clock/clock.ts';

export interface SimulatedStage {
  readonly simulated: SimulatedBench;
  /** For one bench after another on the same stage. */
  readonly parts: BenchParts;
}

export function simulatedStage(clock: Clock, flavour?: Flavour['name']): SimulatedStage {
  const simulated = new SimulatedBench(simulationParts(clock, flavour));
  const parts: BenchParts = {
    clock,
    drivers: catalogue,
    open: async (driver, address, settings) => simulated.open(driver, address, settings),
    discover: () => Promise.resolve({ instruments: [], problems: [] }),
    operator: (key, answer) => simulated.operator(key, answer),
  };
  return { simulated, parts };
}
