/** The `station/*` verbs but the copies of the store: settings, the strip, what this station is. */
import { arch, release, type } from 'node:os';
import { scenarios } from '../../drivers/simulated-unit/scenarios.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { Handlers } from '../../foundation/port/contract.ts';
import { scriptApiVersion } from '../../procedures/language/script-api.ts';
import type { StationApi } from '../api/station-api.ts';
import { diskFree } from '../self/disk.ts';
import { SettingsStore } from '../self/settings-store.ts';
import { StatusWatch } from '../self/status-watch.ts';
import type { Database } from '../store/database.ts';
import { migrations } from '../store/migrations/index.ts';
import { isRunning } from '../store/run-lock.ts';
import { resolveScan } from '../tickets/scan.ts';
import type { EventHub } from './event-hub.ts';
import type { RunsOfStation } from './runs-of-station.ts';
import { engineVersion } from './version.ts';

export interface StationParts {
  readonly folder: string;
  readonly database: Database;
  readonly events: EventHub;
  readonly status: StatusWatch;
}

/** The strip of this station, told to whoever listens. */
export function statusWatch({
  folder,
  database,
  events,
  runs,
}: Pick<StationParts, 'folder' | 'database' | 'events'> & { readonly runs: RunsOfStation }): StatusWatch {
  return new StatusWatch({
    folder,
    database,
    clock: new RealClock(),
    free: diskFree,
    live: () => runs.states,
    waiting: () => runs.waiting,
    energised: () =>
      runs.energised().map(({ run, target: { address, driver } }) => ({
        run,
        address,
        driver,
        simulated: address.startsWith('sim:'),
      })),
    isRunning: (run) => isRunning(folder, run),
    tell: (now) => events.tell('status', now),
  });
}

type StationVerb = 'station/settings' | 'station/change' | 'station/status' | 'station/about' | 'scan/resolve';

export function stationHandlers({
  folder,
  database,
  events,
  status,
}: StationParts): Handlers<Pick<StationApi, StationVerb>> {
  const names = scenarios.map(({ name }) => name);
  const settings = new SettingsStore(database, names);
  return {
    'station/settings': () => settings.read(),
    'station/change': (change) => {
      const changed = settings.change(change);
      events.tell('settings', changed);
      return changed;
    },
    'station/status': () => status.now(),
    'station/about': () => ({
      version: engineVersion,
      dataFolder: folder,
      node: process.version,
      platform: `${type()} ${release()} ${arch()}`,
      apiVersion: scriptApiVersion,
      schema: migrations.length,
    }),
    'scan/resolve': ({ text }) => resolveScan(database, text),
  };
}
