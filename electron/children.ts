/** Starts the two kinds of child process, each under a name of its own for each life. */
import { MessageChannelMain, utilityProcess } from 'electron';
import type { Clock } from '../foundation/clock/clock.ts';
import type { ChildGone } from './child-gone.ts';
import { childEnvironment, type Places } from './places.ts';
import { UtilityChild } from './utility-child.ts';

/** Read by `drivers/bench/bench-process-entry.ts`. */
const benchSettingsVariable = 'OHMSTEAD_BENCH';

export interface ChildrenParts {
  readonly places: Places;
  readonly gone: ChildGone;
  readonly clock: Clock;
  log(line: string): void;
}

export function childrenOf({ places, gone, clock, log }: ChildrenParts) {
  let benches = 0;
  const start = (entry: string, serviceName: string, more: Readonly<Record<string, string | undefined>>) =>
    new UtilityChild({
      serviceName,
      fork: (name) =>
        utilityProcess.fork(entry, [], {
          serviceName: name,
          stdio: 'pipe',
          env: childEnvironment(process.env, { ESBUILD_BINARY_PATH: places.esbuild, ...more }),
        }),
      gone,
      clock,
      killProcess: (pid) => void process.kill(pid, 'SIGKILL'),
      log,
    });
  return {
    channel: () => new MessageChannelMain(),
    station: (life: number) => start(places.stationEntry, `ohmstead-station-${life}`, { OHMSTEAD_DATA: places.data }),
    bench: (settings: string) => {
      benches += 1;
      return start(places.benchEntry, `ohmstead-bench-${benches}`, { [benchSettingsVariable]: settings });
    },
  };
}
