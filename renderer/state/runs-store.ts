/**
 * The runs that go on or were interrupted, and those a person looks at, each as the fold of its entries. Guarantees:
 * screens are told at most every {@link tellMs} milliseconds, however fast entries come; of runs that are over only the
 * last {@link keptEnded} are kept, besides those whose verdict nobody has seen, so a window may stay open for weeks.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunRecord } from '../../station/record/record.ts';
import type { StationLink } from '../shell/station-link.ts';
import { LiveFold, type LiveRun } from './live-fold.ts';
import { RunFolds } from './run-folds.ts';

export interface RunView {
  readonly record: RunRecord;
  /** Wall clock of the last entry, milliseconds. */
  readonly lastWall: number;
  /** Wall clock of this page when the run began to be told, for a verdict that has just come. */
  readonly endedHere: boolean;
  /** What it shows right now. */
  readonly live: LiveRun;
}

export interface RunsState {
  readonly runs: Readonly<Record<string, RunView>>;
}

export interface RunsStore extends StoreApi<RunsState> {
  /** Follows a run from its first entry on. */
  follow(run: string): Promise<void>;
  /** Somebody has seen the verdict that came while this page was open. */
  seen(run: string): void;
}

export const tellMs = 100;
/** A run that is opened after it was let go is read again. */
export const keptEnded = 16;

export function runsStore(link: StationLink): RunsStore {
  const store = createStore<RunsState>(() => ({ runs: {} }));
  const changed = new Set<string>();
  const endedHere = new Set<string>();
  const lives = new Map<string, LiveFold>();
  const liveOf = (run: string) => {
    const live = lives.get(run) ?? new LiveFold();
    lives.set(run, live);
    return live;
  };
  /** The run that was touched longest ago comes first. */
  const used = new Set<string>();
  const touch = (run: string) => {
    used.delete(run);
    used.add(run);
  };
  const letGo = (runs: Record<string, RunView>) => {
    const over = [...used].filter((run) => runs[run]?.record.stoppedWall !== undefined && !endedHere.has(run));
    for (const run of over.slice(0, Math.max(0, over.length - keptEnded))) {
      delete runs[run];
      used.delete(run);
      lives.delete(run);
      folds.forget(run);
    }
  };
  let waiting = false;
  const tell = () => {
    waiting = false;
    const runs = { ...store.getState().runs };
    for (const run of changed) {
      const folded = folds.folded(run);
      if (folded === undefined) continue;
      runs[run] = { ...folded, endedHere: endedHere.has(run), live: liveOf(run).now() };
      touch(run);
    }
    changed.clear();
    letGo(runs);
    store.setState({ runs });
  };
  const folds = new RunFolds(link, (run, entries) => {
    changed.add(run);
    for (const entry of entries) liveOf(run).add(entry);
    // A verdict that came as part of a longer past is history and not news.
    if (entries.length === 1 && entries[0]?.kind === 'run.stop') endedHere.add(run);
    if (waiting) return;
    waiting = true;
    setTimeout(tell, tellMs);
  });
  const followLive = async () => {
    const { running, interrupted } = await link.call('station/status', {});
    for (const run of [...running, ...interrupted]) await folds.follow(run).catch(() => undefined);
  };
  link.onUp((up) => {
    if (up) void followLive().catch(() => undefined);
  });
  return {
    ...store,
    follow: (run) => {
      if (used.has(run)) touch(run);
      return folds.follow(run);
    },
    seen: (run) => {
      const view = store.getState().runs[run];
      if (view === undefined || !endedHere.delete(run)) return;
      store.setState({ runs: { ...store.getState().runs, [run]: { ...view, endedHere: false } } });
    },
  };
}
