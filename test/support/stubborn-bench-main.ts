/** A bench process whose only driver is the stubborn one, for tests with real processes and real ports. */
import { benchClock, benchProcessSettings, runBenchProcess } from '../../drivers/bench/bench-process-entry.ts';
import { openAddress } from '../../drivers/bench/open-address.ts';
import { SimulatedBench } from '../../drivers/bench/simulated-bench.ts';
import { CodedError } from '../../foundation/failure.ts';
import { stubbornSupply } from './stubborn-supply.ts';

const clock = benchClock(benchProcessSettings());
const refuse = () => {
  throw new CodedError('bench/not-simulated');
};
const simulated = new SimulatedBench({ clock, createUnit: refuse, restoreUnit: refuse, phoneLink: refuse });
const phones = { open: () => Promise.reject(new CodedError('phone/none')), close: () => Promise.resolve() };
const iphones = { open: () => Promise.reject(new CodedError('phone/none')) };

runBenchProcess({
  clock,
  drivers: [stubbornSupply()],
  open: (driver, address, settings) => openAddress({ clock, phones, iphones, simulated }, driver, address, settings),
  discover: () => Promise.resolve({ instruments: [], problems: [] }),
  operator: () => undefined,
});
