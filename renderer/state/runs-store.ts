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
import { UnseenVerdicts } from './unseen-verdicts.ts';

export interface RunView {
  readonly record: RunRecord;
  /** Wall clock of the last entry, milliseconds. */
  readonly lastWall: number;
  /** It has its verdict, and nobody has seen it yet. */
  readonly unseen: boolean;
  /** What it shows right now. */
  readonly live: LiveRun;
}

export interface RunsState {
  readonly runs: Readonly<Record<string, RunView>>;
}

export interface RunsStore extends StoreApi<RunsState> {
  /** Follows a run from its first entry on. */
  follow(run: string): Promise<void>;
  /** Somebody has seen the verdict, or (`by` null) a PASS was shown for its time. The station keeps it. */
  seen(run: string, by: string | null): void;
}

export const tellMs = 100;
/** A run that is opened after it was let go is read again. */
export const keptEnded = 16;

export function runsStore(link: StationLink): RunsStore {
  const store = createStore<RunsState>(() => ({ runs: {} }));
  const changed = new Set<string>();
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
    const over = [...used].filter((run) => runs[run]?.record.stoppedWall !== undefined && !unseen.has(run));
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
      runs[run] = { ...folded, unseen: unseen.has(run), live: liveOf(run).now() };
      touch(run);
    }
    changed.clear();
    letGo(runs);
    store.setState({ runs });
  };
  const tellSoon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(tell, tellMs);
  };
  const folds = new RunFolds(link, (run, entries) => {
    changed.add(run);
    for (const entry of entries) liveOf(run).add(entry);
    if (entries.some(({ kind }) => kind === 'run.stop')) unseen.came(run, entries.length === 1);
    tellSoon();
  });
  const followLive = async () => {
    const { running, interrupted } = await link.call('station/status', {});
    for (const run of [...running, ...interrupted]) await folds.follow(run).catch(() => undefined);
  };
  const unseen = new UnseenVerdicts(link, (run) => {
    const show = () => {
      changed.add(run);
      tellSoon();
    };
    folds.follow(run).then(show, show);
  });
  link.onUp((up) => {
    if (up) void followLive().catch(() => undefined);
  });
  return {
    ...store,
    follow: (run) => {
      if (used.has(run)) touch(run);
      return folds.follow(run);
    },
    seen: (run, by) => {
      const view = store.getState().runs[run];
      if (view === undefined || !unseen.seen(run, by)) return;
      store.setState({ runs: { ...store.getState().runs, [run]: { ...view, unseen: false } } });
    },
  };
}
