/**
 * The station without a screen: one plain Node process with its store, a bench process and a script worker per run.
 * Reads like a list of its parts.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { type Caller, caller, type Handlers, serve } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import type { Port } from '../../foundation/port/port.ts';
import type { StationApi, StationEvents } from '../api/station-api.ts';
import { stationValidators } from '../api/validators.ts';
import type { Entry } from '../record/entry.ts';
import { SeriesKeeper } from '../series/series-keeper.ts';
import { AwaitedVerdicts } from '../store/awaited-verdicts.ts';
import { openDatabase } from '../store/database.ts';
import { EnergisedStore } from '../store/energised-store.ts';
import { isRunning } from '../store/run-lock.ts';
import { TicketStore } from '../tickets/ticket-store.ts';
import { type BenchFor, benchesOf, forkedBench } from './bench-host-for.ts';
import { stationCare } from './care-handlers.ts';
import { closeInterrupted } from './close-interrupted.ts';
import { EmergencyWithoutRun } from './emergency.ts';
import { EventHub } from './event-hub.ts';
import { historyHandlers } from './history-handlers.ts';
import { libraryDesk } from './library-handlers.ts';
import { Records } from './records.ts';
import { RunsOfStation } from './runs-of-station.ts';
import { stationHandlers, statusWatch } from './station-handlers.ts';
import { stationInstruments } from './station-instruments.ts';
import { verdictHandlers, windowHandlers } from './window-handlers.ts';

export interface HeadlessStation extends Caller<StationApi> {
  /** What the station tells by itself: every entry of every run after it is on disk, and more. */
  on<E extends keyof StationEvents>(name: E, listener: (value: StationEvents[E]) => void): () => void;
  /** Answers calls over this port as well and tells it all events: a window's way in. */
  attach(port: Port): void;
  /** Stops what runs, properly, and closes the store. */
  close(): Promise<void>;
}

/** `benchFor`: how a bench process is started where it cannot be forked. */
export function openStation(folder: string, benchFor: BenchFor = benchesOf(folder, forkedBench)): HeadlessStation {
  const database = openDatabase(folder);
  const events = new EventHub();
  const tickets = new TicketStore(database, () => Date.now());
  const tell = (entry: Entry) => {
    events.tell('entry', entry);
    status.saved(entry);
    series.saw(entry);
  };
  const onChange = () => status.changed();
  const instruments = stationInstruments({ folder, database, events, benchFor });
  const { room: live } = instruments;
  const runs = new RunsOfStation({ folder, database, tickets, benchFor, live, onEntry: tell, onChange });
  const emergency = new EmergencyWithoutRun({
    ...{ energised: new EnergisedStore(database, new RealClock()), benchFor, live, onChange },
    isRunning: (run) => isRunning(folder, run),
  });
  const series = new SeriesKeeper(database, new RealClock());
  const library = libraryDesk({ database, events, clock: new RealClock() });
  const status = statusWatch({ folder, database, events, runs });
  const care = stationCare({ folder, benchFor, runs, status, events });
  const records = new Records(folder, database);
  const verdicts = new AwaitedVerdicts(database, () => Date.now());
  const [near, far] = memoryPortPair();
  const handlers: Handlers<StationApi> = {
    ...records.handlers(),
    ...runHandlers(runs, emergency, folder, tell),
    ...stationHandlers({ folder, database, events, status }),
    ...historyHandlers({
      folder,
      database,
      isRunning: (run) => isRunning(folder, run),
      record: (run) => records.begun(run),
      series,
    }),
    ...verdictHandlers(verdicts),
    ...library.handlers,
    ...care.handlers,
    ...instruments.handlers,
  };
  serve<StationApi>(far, stationValidators, handlers);
  return {
    ...caller<StationApi>(near, 'station/lost'),
    on: (name, listener) => events.on(name, listener),
    attach(port) {
      serve<StationApi>(port, stationValidators, windowHandlers(handlers, verdicts));
      events.attach(port);
    },
    async close() {
      await runs.close();
      await live.close();
      status.close();
      series.close();
      library.close();
      care.close();
      near.close();
      database.close();
    },
  };
}

type RunVerb = 'run/start' | 'run/resume' | 'run/close' | 'run/stop' | 'run/emergency' | 'run/answer' | 'run/wait';

function runHandlers(
  runs: RunsOfStation,
  emergency: EmergencyWithoutRun,
  folder: string,
  tell: (entry: Entry) => void,
): Handlers<Pick<StationApi, RunVerb>> {
  return {
    'run/start': async (request) => ({ run: await runs.start(request) }),
    'run/resume': async ({ run, bench, answers }) => ({ run: await runs.resume(run, bench, answers) }),
    'run/close': async ({ run }) => ({ verdict: await closeInterrupted(runs, folder, run, tell) }),
    // Not waited for: the caller hears of the end, and of its failure, by `run/wait`.
    'run/stop': ({ run, by }) => {
      if (runs.giveUp(run, by)) return {};
      runs.live(run).run.stop(by).catch(toldByWait);
      return {};
    },
    'run/emergency': async ({ run, by }) => {
      if (runs.giveUp(run, by)) return {};
      if (runs.states.some((live) => live.run === run)) runs.live(run).run.emergency(by).catch(toldByWait);
      // Waited for: no end of a run will tell what became of it.
      else await emergency.off(run, runs.catalogue.get(run).verdict !== null);
      return {};
    },
    'run/answer': ({ run, key, value }) => {
      runs.live(run).run.prompts.answer(key, value);
      return {};
    },
    'run/wait': async ({ run }) => {
      const { verdict } = runs.catalogue.get(run);
      return { verdict: verdict ?? (await runs.live(run).ended) };
    },
  };
}

/** A rejection that nobody takes would end the station, and other runs with it. */
function toldByWait(): void {}
