/**
 * The instruments of the station outside of runs: what is there, what is open to be read, and what a run has. Guarantees:
 * a run gets an instrument only after our own reading of it is closed, and gives it back; an instrument that was lost is
 * looked for by its identity, wherever it is plugged in; nothing is started before somebody looks.
 */
import { parseAddress } from '../../drivers/bench/open-address.ts';
import type { Driver, InstrumentIdentity } from '../../drivers/contract/driver.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { CalibrationNote, ConsoleLine, InstrumentView, NamedInstrument } from '../api/instruments.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import type { EventHub } from '../compose/event-hub.ts';
import type { RunLock } from '../store/run-lock.ts';
import { conversationText } from './console-conversation.ts';
import { Consoles } from './console-ring.ts';
import { DiscoveryWatch } from './discovery-watch.ts';
import { foundAt } from './found-at.ts';
import { Identifications } from './identifications.ts';
import type { InstrumentStore } from './instrument-store.ts';
import { viewsOf } from './instrument-view.ts';
import type { LiveBench } from './live-bench.ts';
import type { LiveMaking } from './live-parts.ts';
import type { LiveReadings } from './live-readings.ts';
import { Loans } from './loans.ts';
import { LongCalls } from './long-calls.ts';
import { OpenInstruments } from './open-instruments.ts';
import { followRun } from './run-readings.ts';
import { simulatedPlaces } from './simulated-places.ts';
import { TelemetryFeed } from './telemetry-feed.ts';
import { ToldViews } from './told-views.ts';

export interface RoomParts {
  readonly clock: Clock;
  readonly bench: LiveBench;
  readonly drivers: readonly Driver[];
  readonly store: InstrumentStore;
  readonly events: Pick<EventHub, 'tell' | 'watched'>;
  /** Whether the simulated bench is offered now, and what is on it. */
  simulation(): { readonly on: boolean; readonly scenario: string };
  /** For reading at that address; throws `lease/taken` while another process has it. */
  lock(address: string): RunLock;
}

export class InstrumentRoom implements LiveReadings {
  readonly feed: TelemetryFeed;
  readonly loans = new Loans();
  readonly #calls: LongCalls;
  readonly #parts: RoomParts;
  readonly #watch: DiscoveryWatch;
  readonly #open: OpenInstruments;
  readonly #names: Identifications;
  readonly #consoles = new Consoles();
  readonly #told: ToldViews;

  constructor(parts: RoomParts) {
    this.#parts = parts;
    const { clock, bench, events, store } = parts;
    const watched = () => events.watched;
    this.#names = new Identifications(parts);
    this.feed = new TelemetryFeed({ clock, watched, tell: (frame) => events.tell('telemetry', frame) });
    this.#calls = new LongCalls({ clock, tell: (calls) => events.tell('progress', calls) });
    this.#watch = new DiscoveryWatch({
      ...{ clock, bench },
      manual: () => [...new Set([...store.addresses(), ...this.#open.all.map(({ address }) => address)])],
      wanted: () => events.watched || this.#open.all.some(({ state }) => state === 'lost'),
      onLooked: (isNews) => {
        // Whoever is lost looks for itself: without news that would wake all others, and they in turn it.
        if (isNews) for (const live of this.#open.all) live.tryNow();
        this.changed();
      },
    });
    this.#open = new OpenInstruments(this.#making());
    this.#told = new ToldViews({
      clock,
      views: () => this.views(),
      tell: (views) => events.tell('instruments', views),
    });
  }

  /** Everything that is known; looks again first when asked to. The next telemetry frame is a whole one. */
  async overview(look: boolean): Promise<readonly InstrumentView[]> {
    if (look) await this.#watch.look();
    this.feed.snapshot();
    return this.views();
  }

  /** Opens it to be read. Fails as the bench does, with the cure among the parameters; `lease/taken` while a run has it. */
  async connect(address: string, driverId: string): Promise<InstrumentView> {
    const driver = this.#parts.drivers.find(({ manifest }) => manifest.id === driverId);
    if (driver === undefined) throw new CodedError('bench/unknown-driver', { driver: driverId });
    parseAddress(address);
    this.#refuseLent(address);
    const before = this.#open.at(address);
    if (before?.parts.driver === driverId && before.state !== 'lost') return this.#viewAt(before.address);
    if (before !== undefined) await this.disconnect(address);
    const live = await this.#open.open(address, driver, () => {
      this.#names.forget(this.#idOf(address));
      this.#refuseLent(address);
    });
    return this.#viewAt(live.address);
  }

  /** Asks it who it is, because a person wants to know: `lease/taken` while a run has it, and see {@link Identifications}. */
  async identify(address: string): Promise<NamedInstrument> {
    parseAddress(address);
    this.#refuseLent(address);
    if (this.#open.at(address) !== undefined) throw new CodedError('instrument/open-already', { address });
    try {
      return await this.#names.ask(address, this.#idOf(address));
    } finally {
      this.changed();
    }
  }

  /** Closes it; one that is not open is left as it is. */
  disconnect(address: string): Promise<void> {
    return this.#open.close(address);
  }

  /** `bench/bad-address` for what is none. */
  async add(address: string): Promise<readonly InstrumentView[]> {
    parseAddress(address);
    this.#parts.store.add(address, this.#parts.clock.wall());
    await this.#watch.look();
    return this.views();
  }

  async forget(address: string): Promise<readonly InstrumentView[]> {
    this.#parts.store.forget(address);
    this.#names.forget(this.#idOf(address));
    await this.disconnect(address);
    await this.#watch.look();
    return this.views();
  }

  calibrate(id: string, note: CalibrationNote | null): void {
    const identity = this.views().find((view) => view.id === id)?.identity ?? null;
    this.#parts.store.note(id, identity, note);
    this.changed();
  }

  /** What the record of a run shall say of an instrument that a run has opened. */
  calibrationOf(address: string, identity: InstrumentIdentity, name?: string): CalibrationNote | null {
    return this.#parts.store.calibration(name ?? this.#idOf(address), identity);
  }

  console(address: string, after: number, count: number): readonly ConsoleLine[] {
    return this.#consoles.of(address).after(after, count);
  }

  /** What was said on its line, with the driver that held it. */
  conversation(address: string): { readonly name: string; readonly text: string } {
    const id = this.views().find((view) => view.address === address)?.driver ?? null;
    const driver = this.#parts.drivers.find(({ manifest }) => manifest.id === id)?.manifest;
    const heading = driver && { driver: driver.id, version: driver.version, address };
    const day = new Date(this.#parts.clock.wall()).toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
    const text = conversationText(this.#consoles.of(address), address, heading);
    return { name: `conversation-${driver?.id ?? 'instrument'}-${day}.txt`, text };
  }

  /** What a person has opened and said what it is, also while a run has it or it is lost: it is still the one meant. */
  held(): readonly { readonly driver: string; readonly address: string }[] {
    const open = this.#open.all.filter(({ address }) => !address.startsWith('sim:'));
    return open.map(({ address, parts }) => ({ driver: parts.driver, address }));
  }

  /** Resolves when nothing of ours holds any of them; from now on they are the run's. */
  async lend(run: string, addresses: readonly string[]): Promise<void> {
    this.loans.take(run, addresses);
    const taken = addresses.flatMap((address) => this.#open.at(address) ?? []);
    this.changed();
    await Promise.all(taken.map((live) => live.lend()));
  }

  /** The run does not have them any more; what was read before is read again. */
  giveBack(run: string, addresses: readonly string[]): void {
    this.loans.giveBack(run, addresses);
    for (const live of this.#open.all) if (this.loans.runOf(live.address) === null) live.takeBack();
    this.changed();
  }

  follow(
    run: string,
    host: BenchHost,
    instruments: Readonly<Record<string, { readonly address: string }>>,
  ): () => void {
    const { clock } = this.#parts;
    const endCalls = this.#calls.follow(run, host, instruments);
    const endReadings = followRun(run, host, instruments, {
      reading: (address, channel, reading) => {
        if (this.feed.point(address, channel, clock.wall(), reading)) this.changed();
      },
      transcript: (address, { direction, hex }) => this.#consoles.of(address).add(direction, clock.wall(), hex),
      lost: (address) => this.feed.gap(address, clock.wall()),
    });
    return () => {
      endReadings();
      endCalls();
    };
  }

  /** After the simulated bench was switched on or off, or shows another unit. */
  async simulationChanged(): Promise<void> {
    const manual = this.#parts.store.addresses();
    const { on } = this.#parts.simulation();
    const simulated = this.#open.all.filter(({ address }) => address.startsWith('sim:'));
    const gone = on ? [] : simulated.filter(({ address }) => !manual.includes(address));
    await Promise.all(gone.map(({ address }) => this.disconnect(address)));
    // What stays is opened again, on the unit that is on the bench now.
    const kept = simulated.filter((live) => this.#open.has(live) && this.loans.runOf(live.address) === null);
    await Promise.all(kept.map((live) => live.lend()));
    for (const live of kept) live.takeBack();
    this.changed();
  }

  views(): readonly InstrumentView[] {
    const { store, drivers, simulation } = this.#parts;
    const simulated = simulation().on ? simulatedPlaces(drivers) : [];
    return viewsOf({
      ...{ discovery: this.#watch.last, manual: store.addresses(), simulated, drivers },
      ...{ live: this.#open.all, failed: this.#open.failed, loans: this.loans },
      named: (id) => this.#names.of(id),
      channels: (address) => this.feed.channels(address),
      calibration: (id, identity) => store.calibration(id, identity),
    });
  }

  /** Tells the screens when anything is different from what they were told last. */
  changed(): void {
    this.#told.changed();
  }

  /** Everything is closed, and the bench with it. */
  async close(): Promise<void> {
    this.#told.stop();
    this.#watch.stop();
    this.feed.stop();
    this.#calls.stop();
    await this.#open.closeAll();
    await this.#parts.bench.stop();
  }

  #making(): LiveMaking {
    const { clock, bench, simulation, lock } = this.#parts;
    return {
      ...{ clock, bench, lock, feed: this.feed, consoles: this.#consoles, discovery: this.#watch },
      simulated: () => ({ scenario: simulation().scenario, seed: 1, startLevel: 80 }),
      changed: () => this.changed(),
    };
  }

  /** What it is known as without being opened. */
  #idOf(address: string): string {
    return foundAt(this.#watch.last, address)?.stableId ?? address;
  }

  #refuseLent(address: string): void {
    const owner = this.loans.runOf(address);
    if (owner !== null) throw new CodedError('lease/taken', { instrument: address, owner });
  }

  #viewAt(address: string): InstrumentView {
    const view = this.views().find((one) => one.address === address);
    if (view === undefined) throw new CodedError('instrument/not-open', { key: address });
    return view;
  }
}
