/**
 * A station with many bays: every bay has a phone of its own, the instruments go from bay to bay. All on one virtual
 * clock, with the real leases, list of outputs, journal in SQLite, drivers and simulators. Guarantees that an instrument
 * which is open in one bay cannot be opened in another (`port/busy`), as it is with a real port.
 */
import type { BenchParts } from '../../../drivers/bench/bench-server.ts';
import type { Transport } from '../../../drivers/contract/transport.ts';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { InlineBench } from '../../../station/bench/inline-bench.ts';
import { leaseBench } from '../../../station/bench/leased-bench.ts';
import { Leases } from '../../../station/bench/leases.ts';
import { runStart } from '../../../station/compose/run-start.ts';
import { type SimulatedStage, simulatedStage } from '../../../station/compose/simulated-stage.ts';
import type { Entry } from '../../../station/record/entry.ts';
import { Run } from '../../../station/runs/run.ts';
import type { ProcedureBundle } from '../../../station/runs/script/bundle.ts';
import { openInlineLane } from '../../../station/runs/script/quickjs-lane-inline.ts';
import { EnergisedStore } from '../../../station/store/energised-store.ts';
import { type TemporaryStation, temporaryStation } from '../../benchmarks/temporary-station.ts';

/** The eight instruments of the room, by the role they have in a bay's work. */
export const instruments = {
  meter: { driver: 'uni-t-ut61e', address: 'sim:multimeter' },
  second: { driver: 'scpi-multimeter', address: 'sim:multimeter-2' },
  supply: { driver: 'korad-ka3005p', address: 'sim:supply' },
  load: { driver: 'itech-it8500', address: 'sim:load' },
  usb: { driver: 'rdtech-um25c', address: 'sim:usb-meter' },
  iron: { driver: 'jbc-robot', address: 'sim:soldering-station' },
  // The same two again, for work that only looks at them.
  seenIron: { driver: 'jbc-robot', address: 'sim:soldering-station' },
  seenLoad: { driver: 'itech-it8500', address: 'sim:load' },
  tip: { driver: 'center-309', address: 'sim:thermometer' },
  scope: { driver: 'rigol-ds', address: 'sim:oscilloscope' },
} as const;

export type Role = keyof typeof instruments;

/** One place to work at. */
export interface Bay {
  readonly number: number;
  readonly phoneAddress: string;
  /** What its phone calls itself. */
  readonly serial: string;
  readonly seed: number;
  /** Percent; nobody charges the phones, and the emptiest lasts a day and a night. */
  readonly startLevel: number;
  readonly stage: SimulatedStage;
}

export interface Work {
  readonly run: string;
  readonly roles: readonly Role[];
  readonly minutes: number;
  readonly seconds: number;
  /** Queues so long for what another bay has; refused at once without. */
  readonly waitMs?: number;
  /** Everything is open and leased. */
  onBegun?(): void;
  onEntry?(entry: Entry): void;
}

export class BusyBench {
  readonly clock = new VirtualClock();
  readonly leases = new Leases(this.clock);
  readonly station: TemporaryStation;
  readonly energised: EnergisedStore;
  readonly bays: readonly Bay[];
  readonly #bundle: ProcedureBundle;
  readonly #open = new Map<string, Transport>();

  constructor(bundle: ProcedureBundle, bays: number, seed: number) {
    this.#bundle = bundle;
    this.station = temporaryStation(bundle);
    // What reaches the disk when is measured elsewhere; here thousands of commits would only wait for it.
    this.station.database.run('PRAGMA synchronous = OFF');
    this.energised = new EnergisedStore(this.station.database, new RealClock());
    this.bays = Array.from({ length: bays }, (_, index) => this.#bay(index + 1, seed * 100 + index + 1));
  }

  /** One run from begin to end. Rejects as `leaseBench` does where an instrument is not to be had; nothing is kept then. */
  async work(bay: Bay, work: Work): Promise<void> {
    const { clock } = this;
    const { run, waitMs, minutes, seconds } = work;
    const host = new InlineBench({ clock, parts: this.#partsOf(bay) });
    try {
      const instruments = this.#requests(bay, work.roles);
      const addresses = Object.values(instruments).map(({ address }) => address);
      const held = await this.leases.acquireAll(addresses, run, waitMs === undefined ? {} : { deadlineMs: waitMs });
      const bench = await leaseBench({
        ...{ run, clock, host, instruments },
        leaseOf: (address) => held.find(({ instrument }) => instrument === address),
        energised: this.energised,
      });
      work.onBegun?.();
      const circumstances = { ticket: null, unit: {}, operator: null, simulated: true, scenario: 'healthy' };
      const current = new Run({
        run,
        clock,
        store: this.station.journals,
        schedule: queueMicrotask,
        procedure: this.#bundle.declared,
        start: runStart(this.#bundle, clock, circumstances),
        lane: await clock.hold(openInlineLane(this.#bundle)),
        bench,
        answers: { prepared: { minutes, seconds }, simulated: true },
      });
      current.journal.onEntry((entry) => work.onEntry?.(entry));
      await current.execute();
    } finally {
      await host.stop();
    }
  }

  /** Instruments of the room that are open now; a port that was not given back is one of them. */
  get openNow(): readonly string[] {
    return [...this.#open].filter(([, transport]) => !transport.closed).map(([address]) => address);
  }

  close(): void {
    for (const { stage } of this.bays) stage.simulated.close();
    this.station.close();
  }

  #bay(number: number, seed: number): Bay {
    const serial = `OHMSIM${String(seed).padStart(4, '0')}`;
    const stage = simulatedStage(this.clock);
    return { number, phoneAddress: `sim:phone-${number}`, serial, seed, startLevel: 36 + 4 * number, stage };
  }

  #requests({ phoneAddress, seed, startLevel }: Bay, roles: readonly Role[]) {
    const simulated = { scenario: 'healthy', seed, startLevel };
    const named = roles.map((role) => [role, { ...instruments[role], simulated }] as const);
    return { phone: { driver: 'android', address: phoneAddress, simulated }, ...Object.fromEntries(named) };
  }

  #partsOf({ stage }: Bay): BenchParts {
    return {
      ...stage.parts,
      open: async (driver, address, simulated) => {
        if (this.#open.get(address)?.closed === false) throw new CodedError('port/busy', { path: address });
        const link = await stage.parts.open(driver, address, simulated);
        if (link.link === 'bytes') this.#open.set(address, link.transport);
        return link;
      },
    };
  }
}
