/** A bench with USB sockets: supplies of one make and model that are plugged in, pulled, and whose ports are numbered anew. */
import type { BenchParts } from '../../drivers/bench/bench-server.ts';
import type { ListedPort } from '../../drivers/bench/serial-ports.ts';
import { usbPlaces } from '../../drivers/bench/usb-places.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { Transport } from '../../drivers/contract/transport.ts';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../drivers/transport/simulated.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';

/** The number that every Korad gives as its own. */
export const koradSerial = 'NT2009101400';

/** The parts of a bench that has these sockets and nothing else. */
export class Sockets {
  readonly clock: Clock;
  readonly #plugged = new Map<Supply, ListedPort>();
  readonly parts: BenchParts;

  constructor(clock: Clock) {
    this.clock = clock;
    this.parts = {
      clock,
      drivers: [koradDriver],
      open: async (_driver, address) => {
        for (const [supply, { path }] of this.#plugged)
          if (path === address) return { link: 'bytes', transport: supply.open(address) };
        throw new CodedError('port/not-found', { path: address });
      },
      discover: async () => ({ instruments: [], problems: [] }),
      usb: { list: async () => usbPlaces([...this.#plugged.values()], []), followed: async (address) => address },
      operator: () => undefined,
    };
  }

  /** `path` is the name that the system gives its port; the serial number is the maker's own for all when absent. */
  plug(supply: Supply, usbPath: string, path: string, serial = koradSerial): void {
    this.#plugged.set(supply, { path, vendor: 0x0416, product: 0x5011, serial, usbPath });
  }

  pull(supply: Supply): void {
    this.#plugged.delete(supply);
    supply.cut();
  }
}

/** It keeps its output as it is when its cable is pulled. */
export class Supply {
  /** All that was ever sent to it. */
  readonly heard: string[] = [];
  readonly #clock: Clock;
  readonly #unit;
  readonly #instrument;
  #cable = new FaultSwitch();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#unit = createUnit({ clock, startLevel: 40 });
    const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
    this.#instrument = koradDriver.simulate(this.#unit, context);
  }

  get isOn(): boolean {
    return this.#unit.supply.state().on;
  }

  switchOn(): void {
    this.#unit.supply.output(true);
  }

  open(address: string): Transport {
    this.#cable = new FaultSwitch();
    const { transport, wire } = simulatedPipe({
      ...{ clock: this.#clock, random: seededRandom(1), faults: this.#cable, address },
    });
    wire.onData((chunk) => this.heard.push(new TextDecoder().decode(chunk)));
    this.#instrument.attach(wire);
    return transport;
  }

  cut(): void {
    this.#cable.set('unplug', true);
  }
}
