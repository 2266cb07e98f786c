/** Ends an interrupted run without its script: outputs off, the phone's settings given back, INCONCLUSIVE. */
import type { Clock } from '../../foundation/clock/clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { Journal } from '../journal/journal.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import { RunFold } from '../record/fold.ts';
import type { RunVerdict } from '../record/verdict.ts';
import { History } from '../runs/history.ts';
import type { RunBench } from '../runs/run-bench.ts';
import { SavedSettings } from '../runs/saved-settings.ts';

export interface CloseOptions {
  readonly run: string;
  readonly clock: Clock;
  readonly store: JournalStore;
  /** Undefined when the instruments cannot be had; then what was not given back stays in the record. */
  readonly bench: RunBench | undefined;
}

/** The verdict: INCONCLUSIVE, or what was already bad. */
export async function closeRun({ run, clock, store, bench }: CloseOptions): Promise<RunVerdict> {
  const fold = new RunFold();
  for (const entry of store.entries(run)) fold.add(entry);
  const history = new History(store.entries(run));
  const last = history.last?.t ?? 0;
  const journal = new Journal({
    run,
    clock,
    store,
    runTime: () => last,
    schedule: setImmediate,
    onTrouble: () => undefined,
  });
  journal.onEntry((entry) => fold.add(entry));
  await journal.append({ kind: 'interruption', lastEntry: history.last?.i ?? -1, gapMs: null });
  if (bench !== undefined) {
    await new SavedSettings(journal, bench, history.settings()).restoreAll();
    const targets = await bench
      .makeSafe('close')
      .catch((error: unknown) => [{ key: '*', outcome: failureOf(error).code }]);
    await journal.append({ kind: 'safe', cause: 'close', targets });
    const looks = await bench.look();
    if (looks.length > 0) await journal.append({ kind: 'safe.look', targets: looks });
  }
  await journal.append({ kind: 'undecided', key: null, code: 'run/closed', params: {} });
  const { verdict, reasons } = fold.verdictNow({ stopped: history.stopped, completed: false });
  const entries = journal.length + 1;
  await journal.append({ kind: 'run.stop', verdict, reasons, entries, activeMs: last, totalMs: last });
  return verdict;
}
