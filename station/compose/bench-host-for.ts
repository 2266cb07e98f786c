/**
 * A bench process for one clock: the station's own, or a sped-up one for a simulated bench. How a process is started is
 * handed in: a plain Node process forks one, a station inside Electron cannot and asks its shell.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchProcessSettings } from '../../drivers/bench/bench-process-entry.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { type BenchChild, forkBench } from '../bench/bench-child.ts';
import { BenchProcess } from '../bench/bench-process.ts';

/** The built file of that name beside the running one. */
export function builtFile(name: string): string {
  const own = path.dirname(fileURLToPath(import.meta.url));
  const candidates = [path.join(own, name), path.join(own, '..', '..', 'dist', name)];
  const file = candidates.find((candidate) => existsSync(candidate));
  if (file === undefined) throw new CodedError('station/not-built', { file: name });
  return file;
}

/** Starts a bench process with its settings. */
export type SpawnBench = (settings: BenchProcessSettings) => BenchChild;

/** As a child of a plain Node process. */
export const forkedBench: SpawnBench = (settings) =>
  forkBench({ entry: builtFile('bench-main.mjs'), settings, onLog: (text) => process.stderr.write(text) });

/** A bench that agrees with the clock; nothing is started before somebody wants it. */
export type BenchFor = (clock: RealClock) => BenchProcess;

/** The benches of the station with that data folder. */
export function benchesOf(folder: string, spawn: SpawnBench): BenchFor {
  return (clock) =>
    new BenchProcess({
      clock: new RealClock(),
      callClock: clock,
      spawn: () =>
        spawn({
          originNs: clock.originNs.toString(),
          startMs: 0,
          speed: clock.speed,
          dataFolder: path.join(folder, 'bench'),
          ...adbPortOf(process.env),
        }),
    });
}

/** `OHMSTEAD_ADB_PORT`: another port for the station's own adb server, where the usual one is taken. */
function adbPortOf({ OHMSTEAD_ADB_PORT }: NodeJS.ProcessEnv): { readonly adbPort?: number } {
  const port = Number(OHMSTEAD_ADB_PORT);
  return Number.isInteger(port) && port > 0 ? { adbPort: port } : {};
}
