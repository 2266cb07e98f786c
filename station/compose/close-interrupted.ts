/** `run/close`: gets the interrupted run's bench, if it can be had, and ends the run without its script. */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Entry } from '../record/entry.ts';
import type { RunVerdict } from '../record/verdict.ts';
import type { RunBench } from '../runs/run-bench.ts';
import { lockRun } from '../store/run-lock.ts';
import { closeRun } from './close-run.ts';
import type { RunsOfStation } from './runs-of-station.ts';

/** `run/ended` when it has its end already, `run/not-begun` when it has no entry, `run/taken` while another process works on it. */
export async function closeInterrupted(
  runs: RunsOfStation,
  folder: string,
  run: string,
  tell: (entry: Entry) => void,
): Promise<RunVerdict> {
  const known = runs.catalogue.get(run);
  if (known.verdict !== null) throw new CodedError('run/ended', { run, verdict: known.verdict });
  if (runs.journals.last(run) === undefined) throw new CodedError('run/not-begun', { run });
  const lock = lockRun(folder, run);
  let bench: { readonly bench: RunBench; stop(): Promise<void> } | undefined;
  try {
    const from = (runs.journals.last(run)?.i ?? -1) + 1;
    bench = await runs.benchOf(run).catch(() => undefined);
    const verdict = await closeRun({ run, clock: new RealClock(), store: runs.journals, bench: bench?.bench });
    for (const entry of runs.journals.entries(run, from)) tell(entry);
    runs.ended(run, verdict);
    return verdict;
  } finally {
    try {
      await bench?.bench.release();
      await bench?.stop();
    } finally {
      // Whatever the bench had to say: the run must not stay taken for as long as this process lives.
      lock.release();
    }
  }
}
