/**
 * What the strip on every screen shows. Guarantees: told when something in it changes and every few seconds besides, so
 * that a screen which hears nothing knows that the station is gone; asking never waits for a run, a bench or the store.
 */
import type { Cancel, Clock } from '../../foundation/clock/clock.ts';
import type { EnergisedOutput, StationStatus, WaitingRun } from '../api/station.ts';
import type { Entry } from '../record/entry.ts';
import type { Database } from '../store/database.ts';
import { type DiskFree, lowMarkBytes } from './disk.ts';
import { WallWatch } from './wall-watch.ts';

/** A run that this process works on, as far as the strip is concerned. */
export interface LiveState {
  readonly run: string;
  readonly bench: 'up' | 'starting' | 'down';
  /** Code of the store's refusal while its journal waits. */
  readonly trouble: string | undefined;
}

export interface StatusSources {
  readonly folder: string;
  readonly database: Database;
  /** Real time. */
  readonly clock: Clock;
  readonly free: DiskFree;
  live(): readonly LiveState[];
  waiting(): readonly WaitingRun[];
  energised(): readonly EnergisedOutput[];
  /** Whether any process works on the run. */
  isRunning(run: string): boolean;
  tell(status: StationStatus): void;
}

/** Milliseconds between two tellings when nothing changes. */
const everyMs = 3_000;
/** Entries come in bursts; what they changed is told once. */
const soonMs = 150;
/** Kinds after which the strip may look different. */
const telling: ReadonlySet<Entry['kind']> = new Set([
  'run.start',
  'run.stop',
  'suspension',
  'continuation',
  'resume',
  'interruption',
  'safe',
  'safe.look',
  'establish.end',
  'undo',
]);
/** What the store says when it will not come back by itself. */
const lasting: ReadonlySet<string> = new Set(['store/damaged', 'store/read-only', 'store/no-access']);

export class StatusWatch {
  readonly wall: WallWatch;
  readonly #sources: StatusSources;
  #savedWall: number | null;
  #cancel: Cancel = () => undefined;
  #soon: Cancel | undefined;
  #closed = false;

  constructor(sources: StatusSources) {
    this.#sources = sources;
    this.wall = new WallWatch(sources.clock);
    this.#savedWall = lastCommit(sources.database);
    this.#wait();
  }

  /** An entry of this process's runs is on disk. */
  saved(entry: Entry): void {
    this.#savedWall = this.#sources.clock.wall();
    if (telling.has(entry.kind)) this.changed();
  }

  /** Something else of the strip has changed; it is told in a moment. */
  changed(): void {
    if (this.#closed) return;
    this.#soon ??= this.#sources.clock.after(soonMs, () => {
      this.#soon = undefined;
      void this.#tellNow();
    });
  }

  async now(): Promise<StationStatus> {
    const { folder, database, free, isRunning } = this.#sources;
    const diskFreeBytes = await free(folder);
    const live = this.#sources.live();
    const running = live.map(({ run }) => run);
    // A run that is just being set up has no entry yet, and nothing to resume.
    const open = this.#closed ? [] : database.all(openRuns).map(({ id }) => String(id));
    return {
      savedWall: this.#savedWall === null ? null : new Date(this.#savedWall).toISOString(),
      diskFreeBytes,
      diskLow: diskFreeBytes !== null && diskFreeBytes < lowMarkBytes,
      clock: this.wall.state(),
      bench: benchOf(live),
      store: storeOf(live),
      energised: this.#closed ? [] : this.#sources.energised(),
      running,
      waiting: this.#closed ? [] : this.#sources.waiting(),
      interrupted: open.filter((run) => !running.includes(run) && !isRunning(run)),
    };
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#soon?.();
  }

  #wait(): void {
    this.#cancel = this.#sources.clock.after(everyMs, () => {
      void this.#tellNow();
      this.#wait();
    });
  }

  /** A store that cannot be asked now is asked again with the next telling. */
  async #tellNow(): Promise<void> {
    try {
      const status = await this.now();
      if (!this.#closed) this.#sources.tell(status);
    } catch {
      // The next telling is a few seconds away.
    }
  }
}

const openRuns = `SELECT id FROM run WHERE verdict IS NULL
  AND EXISTS (SELECT 1 FROM journal WHERE journal.run = run.id) ORDER BY id DESC`;

function benchOf(live: readonly LiveState[]): StationStatus['bench'] {
  const states = live.map(({ bench }) => bench);
  return (['down', 'starting', 'up'] as const).find((state) => states.includes(state)) ?? 'idle';
}

function storeOf(live: readonly LiveState[]): StationStatus['store'] {
  const troubles = live.flatMap(({ trouble }) => trouble ?? []);
  if (troubles.some((code) => lasting.has(code))) return 'failed';
  return troubles.length > 0 ? 'waiting' : 'ok';
}

/** Of the newest run that has an entry; milliseconds since 1970. */
function lastCommit(database: Database): number | null {
  const row = database.get(
    `SELECT body FROM journal WHERE run = (SELECT id FROM run WHERE EXISTS
       (SELECT 1 FROM journal WHERE journal.run = run.id) ORDER BY started_wall DESC LIMIT 1)
     ORDER BY i DESC LIMIT 1`,
  );
  try {
    const { wall } = JSON.parse(String(row?.body)) as { wall: string };
    const at = Date.parse(wall);
    return Number.isFinite(at) ? at : null;
  } catch {
    return null;
  }
}
