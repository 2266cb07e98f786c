/** The instruments of a station put together: its live bench, its store, its settings, its screens. */
import { catalogue } from '../../drivers/catalogue.ts';
import { scenarios } from '../../drivers/simulated-unit/scenarios.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { instrumentHandlers } from '../instruments/instrument-handlers.ts';
import { InstrumentRoom } from '../instruments/instrument-room.ts';
import { InstrumentStore } from '../instruments/instrument-store.ts';
import { LiveBench } from '../instruments/live-bench.ts';
import { SettingsStore } from '../self/settings-store.ts';
import type { Database } from '../store/database.ts';
import { lockInstrument } from '../store/run-lock.ts';
import type { BenchFor } from './bench-host-for.ts';
import type { EventHub } from './event-hub.ts';

export interface InstrumentSurroundings {
  /** The station's data folder. */
  readonly folder: string;
  readonly database: Database;
  readonly events: EventHub;
  readonly benchFor: BenchFor;
}

/** Who another process is told has the instrument. */
const reader = 'live-readings';

/** Starts nothing before somebody looks. The room is to be closed with the station. */
export function stationInstruments({ folder, database, events, benchFor }: InstrumentSurroundings) {
  const clock = new RealClock();
  const settings = new SettingsStore(
    database,
    scenarios.map(({ name }) => name),
  );
  let { simulation } = settings.read();
  const room = new InstrumentRoom({
    clock,
    bench: new LiveBench(() => benchFor(clock)),
    drivers: catalogue,
    store: new InstrumentStore(database),
    events,
    simulation: () => simulation,
    lock: (address) => lockInstrument(address, reader, folder),
  });
  events.on('settings', (changed) => {
    const same = JSON.stringify(changed.simulation) === JSON.stringify(simulation);
    simulation = changed.simulation;
    if (!same) void room.simulationChanged();
  });
  return { room, handlers: instrumentHandlers(room, catalogue) };
}
