/** The bench put together from its real parts: every kind of address, discovery, and the simulated bench beside them. */
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Driver } from '../contract/driver.ts';
import { AdbPhones } from './adb-phones.ts';
import { askIdentity } from './ask-identity.ts';
import type { BenchParts } from './bench-server.ts';
import { discover } from './discovery.ts';
import { lineMemory } from './known-lines.ts';
import { thisMachine } from './machine.ts';
import { openAddress } from './open-address.ts';
import { patientList } from './patient-list.ts';
import { RealIphones } from './real-iphones.ts';
import { listPortPlaces, listSerialPorts } from './serial-ports.ts';
import { SimulatedBench } from './simulated-bench.ts';
import { simulationParts } from './simulation-parts.ts';
import { isOursAmong } from './usb-instruments.ts';
import { followed, usbPlaces } from './usb-places.ts';

export interface RealBenchOptions {
  readonly clock: Clock;
  readonly drivers: readonly Driver[];
  /** Keys of the private adb server lie in here, and on which line instruments were understood. */
  readonly dataFolder: string;
  readonly adbPort?: number;
  readonly usualAdbPort?: number;
}

export interface RealBench {
  readonly parts: BenchParts;
  /** The simulated unit is saved and adb stopped. */
  release(): Promise<void>;
}

export function realBench(options: RealBenchOptions): RealBench {
  const { clock, drivers, dataFolder, adbPort, usualAdbPort } = options;
  const simulated = new SimulatedBench(simulationParts(clock));
  const phones = new AdbPhones({
    clock,
    dataFolder,
    ...(adbPort === undefined ? {} : { port: adbPort }),
    ...(usualAdbPort === undefined ? {} : { usualPort: usualAdbPort }),
  });
  const iphones = new RealIphones({ clock });
  const discovery = {
    drivers,
    listPorts: listSerialPorts,
    listPhones: patientList(clock, 'adb', () => phones.list()),
    adbRivals: () => phones.rivals(),
    listIphones: patientList(clock, 'libimobiledevice', () => iphones.list()),
  };
  return {
    parts: {
      clock,
      drivers,
      open: (driver, address, settings, line) =>
        openAddress({ clock, phones, iphones, simulated }, driver, address, settings, line),
      discover: (manual) => discover(discovery, manual),
      usb: {
        list: async () =>
          usbPlaces(await listPortPlaces(), await thisMachine.listUsb(isOursAmong(drivers)).catch(() => [])),
        followed,
      },
      identify: (address) => askIdentity(clock, address),
      lines: lineMemory(join(dataFolder, 'instrument-lines.json')),
      operator: (key, answer) => simulated.operator(key, answer),
    },
    async release() {
      simulated.close();
      await iphones.close();
      await phones.close();
    },
  };
}
