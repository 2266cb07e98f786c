/**
 * The clock, the bench and the script's thread of one run. Real instruments and a simulated bench at the real pace get a
 * bench process of their own; a sped-up simulation is computed in this thread, at a pace it can keep.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { PacedClock } from '../../foundation/clock/paced-clock.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { BenchChoice } from '../api/station-api.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { InlineBench } from '../bench/inline-bench.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import type { ProcedureBundle } from '../runs/script/bundle.ts';
import type { ScriptLane } from '../runs/script/lane.ts';
import { openWorkerLane } from '../runs/script/quickjs-lane-worker.ts';
import { speedOf } from './bench-choice.ts';
import type { BenchFor } from './bench-host-for.ts';
import { simulatedStage } from './simulated-stage.ts';

export interface RunWorld {
  readonly clock: Clock;
  readonly host: BenchHost;
  /** How the journal gathers entries: a simulation must not pass time while an entry waits to be written. */
  readonly schedule: (flush: () => void) => void;
  /** The store as this world needs it. */
  storeFor(store: JournalStore): JournalStore;
  openLane(bundle: ProcedureBundle): Promise<ScriptLane>;
  close(): Promise<void>;
}

export function runWorld(choice: BenchChoice, benchFor: BenchFor): RunWorld {
  const speed = speedOf(choice);
  if (choice.kind === 'simulated' && speed !== 1) return pacedWorld(speed);
  const clock = new RealClock({ speed });
  const host = benchFor(clock);
  return {
    clock,
    host,
    schedule: setImmediate,
    storeFor: (store) => store,
    openLane: (bundle) => openWorkerLane(bundle),
    close: () => host.stop(),
  };
}

function pacedWorld(speed: number): RunWorld {
  const clock = new PacedClock(speed);
  const { simulated, parts } = simulatedStage(clock);
  const host = new InlineBench({ clock, parts });
  let release: () => void = () => undefined;
  // Simulated time stands still while the script's thread computes, or it would pass for the script alone.
  const onBusy = (busy: boolean) => {
    release();
    if (busy) void clock.hold(new Promise<void>((resolve) => (release = resolve)));
  };
  return {
    clock,
    host,
    schedule: queueMicrotask,
    // The simulated world is never older than what the journal says of it: after a crash it may have gone on, not back.
    storeFor: (store) => ({
      commit(entries) {
        simulated.save();
        store.commit(entries);
      },
      entries: (...args) => store.entries(...args),
      last: (run) => store.last(run),
    }),
    openLane: (bundle) => clock.hold(openWorkerLane(bundle, { onBusy })),
    async close() {
      await host.stop();
      simulated.close();
      clock.stop();
    },
  };
}
