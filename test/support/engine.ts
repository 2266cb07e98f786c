/** Runs a procedure object on the engine in this thread, on virtual time. */
import type { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Failure } from '../../foundation/failure.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import type { Procedure } from '../../procedures/language/procedure.ts';
import { describeProcedure } from '../../procedures/language/script/describe.ts';
import { connectScript } from '../../procedures/language/script/script.ts';
import { type JournalStore, MemoryJournalStore } from '../../station/journal/journal-store.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { Run, type RunOptions } from '../../station/runs/run.ts';
import type { RunBench } from '../../station/runs/run-bench.ts';
import { type ScriptLane, terminated } from '../../station/runs/script/lane.ts';

export interface EngineOptions {
  readonly procedure: Procedure;
  readonly bench: RunBench;
  readonly clock: VirtualClock;
  readonly store?: JournalStore;
  readonly run?: string;
  /** When a group of entries is written; at once by default. */
  readonly schedule?: RunOptions['schedule'];
  /** Another lane for the script than this thread. */
  readonly lane?: ScriptLane;
  readonly answers?: RunOptions['answers'];
}

/** The script in the test's own thread. */
export function directLane(procedure: Procedure): ScriptLane {
  const [host, script] = memoryPortPair();
  let close: (failure: Failure) => void = () => undefined;
  const closed = new Promise<Failure>((resolve) => {
    close = resolve;
  });
  const receive = connectScript(procedure, (message) => script.post(message));
  script.onMessage((message) => receive(message));
  return {
    port: host,
    terminate(code = terminated) {
      host.close();
      close({ code, params: {} });
    },
    closed,
  };
}

export function engineRun(options: EngineOptions): Run {
  const { procedure, clock, bench } = options;
  const described = describeProcedure(procedure);
  return new Run({
    run: options.run ?? 'run-1',
    clock,
    store: options.store ?? new MemoryJournalStore(),
    schedule: options.schedule ?? queueMicrotask,
    procedure: described,
    start: {
      procedure: { id: described.id, version: described.version, hash: 'test', title: described.title },
      ticket: null,
      unit: {},
      operator: null,
      simulated: true,
      clock: { kind: clock.kind, speed: clock.speed },
      engineVersion: 'test',
      apiVersion: described.apiVersion,
    },
    lane: options.lane ?? directLane(procedure),
    bench,
    answers: options.answers ?? { prepared: {}, simulated: true },
  });
}

/** All entries of a run. */
export function entriesOf(run: Run): Entry[] {
  return [...run.journal.entries()];
}

export function recordOf(run: Run): ReturnType<typeof fold> {
  return fold(run.journal.entries());
}
