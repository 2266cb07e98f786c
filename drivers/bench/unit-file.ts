/**
 * The simulated unit's state on disk, so that a bench goes on where it was after its process died. Guarantees that the
 * file is always a whole state, never half of one, and at most one real second old. (Not synced to the disk: it must
 * outlive the process, not a power cut.)
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { SimulatedUnit } from '../simulated-unit/unit.ts';
import type { SimulatedBenchSettings } from './bench-api.ts';

const everyRealMs = 1_000;

interface SavedBench {
  readonly settings: string;
  readonly unit: unknown;
}

/** The saved unit if the file holds one of the same settings; `simulation/state-unreadable` when it is damaged. */
export function readUnitFile(path: string, settings: SimulatedBenchSettings): unknown {
  if (!existsSync(path)) return undefined;
  try {
    const saved = JSON.parse(readFileSync(path, 'utf8')) as SavedBench;
    return saved.settings === settingsKey(settings) ? saved.unit : undefined;
  } catch (error) {
    throw new CodedError('simulation/state-unreadable', { path }, error);
  }
}

/** Keeps the file up to date; `stop` saves a last time. */
export interface KeptUnitFile {
  save(): void;
  stop(): void;
}

/** Saves after every change, once a real second, and whenever it is told to. */
export function keepUnitFile(path: string, settings: SimulatedBenchSettings, unit: SimulatedUnit): KeptUnitFile {
  // Real time whatever the bench's clock is: the next process lives in real time.
  const real = new RealClock();
  let waiting = false;
  let stopped = false;
  const save = () => {
    waiting = false;
    if (stopped) return;
    const saved: SavedBench = { settings: settingsKey(settings), unit: unit.save() };
    writeFileSync(`${path}.new`, JSON.stringify(saved));
    renameSync(`${path}.new`, path);
  };
  const tick = () => {
    save();
    cancel = real.after(everyRealMs, tick);
  };
  let cancel = real.after(everyRealMs, tick);
  const stopWatching = unit.onChange(() => {
    // Several changes of one instant make one file.
    if (!waiting) queueMicrotask(save);
    waiting = true;
  });
  save();
  return {
    save,
    stop() {
      stopWatching();
      cancel();
      save();
      stopped = true;
    },
  };
}

/** Two opens share a unit when this is the same. */
export function settingsKey(settings: SimulatedBenchSettings): string {
  return JSON.stringify([settings.scenario, settings.seed, settings.startLevel ?? null]);
}
