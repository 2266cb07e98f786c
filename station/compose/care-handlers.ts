/** Self-check, copies of the store, and the computer's sleep. */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Handlers } from '../../foundation/port/contract.ts';
import type { StationApi } from '../api/station-api.ts';
import { backUp, type CopyParts } from '../copies/backup.ts';
import { layReady } from '../copies/restore.ts';
import { LibraryJobs } from '../library/jobs.ts';
import { checkStation } from '../self/check-steps.ts';
import { diskFree } from '../self/disk.ts';
import { SleepWatch, uptimeOfLinux } from '../self/sleep-watch.ts';
import type { StatusWatch } from '../self/status-watch.ts';
import { databaseFile } from '../store/database.ts';
import type { StoreInspection } from '../store/inspect-store.ts';
import { type BenchFor, builtFile } from './bench-host-for.ts';
import type { EventHub } from './event-hub.ts';
import type { RunsOfStation } from './runs-of-station.ts';

export interface CareParts {
  readonly folder: string;
  readonly benchFor: BenchFor;
  readonly runs: RunsOfStation;
  readonly status: StatusWatch;
  readonly events: EventHub;
}

type CareVerb = 'station/check' | 'station/backup' | 'station/restore' | 'station/power';

export interface StationCare {
  readonly handlers: Handlers<Pick<StationApi, CareVerb>>;
  close(): void;
}

/** A store of gigabytes on a slow disk, milliseconds. */
const inspectionMs = 10 * 60_000;

export function stationCare({ folder, benchFor, runs, status, events }: CareParts): StationCare {
  const clock = new RealClock();
  const jobs = new LibraryJobs(clock, () => builtFile('library-worker.mjs'));
  let looks = 0;
  const inspect = async (file: string): Promise<StoreInspection> => {
    looks += 1;
    const task = { kind: 'inspect', file } as const;
    const answer = await jobs.run({ job: `look ${looks}`, task, deadlineMs: inspectionMs });
    if (answer.kind !== 'inspected') throw new CodedError('rehearsal/thread-lost', { why: answer.kind });
    return answer.inspection;
  };
  const copying: CopyParts = { folder, free: diskFree, inspect, wall: () => clock.wall() };
  const awake = (asleepMs?: number) => {
    status.wall.woke();
    for (const { run } of runs.liveRuns) run.asleep.ends(asleepMs);
    status.changed();
  };
  const sleep = new SleepWatch(clock, uptimeOfLinux, awake);
  return {
    close() {
      sleep.close();
      jobs.close();
    },
    handlers: {
      'station/check': async () => {
        const { savedWall, clock: wall } = await status.now();
        return checkStation({
          folder,
          clock,
          free: diskFree,
          inspect: () => inspect(databaseFile(folder)),
          savedWall: () => savedWall,
          clockStepped: () => wall === 'stepped',
          pingBench: () => pingBench(benchFor),
          usbFolder: '/sys/bus/usb/devices',
          deviceFolder: '/dev',
          onStep: (step) => events.tell('check', step),
        });
      },
      'station/backup': ({ path }) => backUp(path, copying),
      'station/restore': ({ path }) => layReady(path, copying),
      'station/power': ({ event }) => {
        if (event === 'suspend') for (const { run } of runs.liveRuns) run.asleep.begins();
        else {
          // How long it was, where the system tells; else each run has its own measure.
          sleep.check();
          awake();
        }
        return {};
      },
    },
  };
}

/** A process of its own, so that no instrument in use is disturbed. */
async function pingBench(benchFor: BenchFor): Promise<void> {
  const host = benchFor(new RealClock());
  try {
    await (await host.client()).call('bench/ping', {});
  } finally {
    await host.stop();
  }
}
