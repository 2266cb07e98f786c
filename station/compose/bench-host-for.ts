/** A bench process for one clock: the station's own, or a sped-up one for a simulated bench. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { forkBench } from '../bench/bench-child.ts';
import { BenchProcess } from '../bench/bench-process.ts';

/** The built file of that name beside the running one. */
export function builtFile(name: string): string {
  const own = path.dirname(fileURLToPath(import.meta.url));
  const candidates = [path.join(own, name), path.join(own, '..', '..', 'dist', name)];
  const file = candidates.find((candidate) => existsSync(candidate));
  if (file === undefined) throw new CodedError('station/not-built', { file: name });
  return file;
}

export function benchProcessFor(clock: RealClock, folder: string): BenchProcess {
  return new BenchProcess({
    clock: new RealClock(),
    callClock: clock,
    spawn: () =>
      forkBench({
        entry: builtFile('bench-main.mjs'),
        settings: {
          originNs: clock.originNs.toString(),
          startMs: 0,
          speed: clock.speed,
          dataFolder: path.join(folder, 'bench'),
          ...adbPortOf(process.env),
        },
        onLog: (text) => process.stderr.write(text),
      }),
  });
}

/** `OHMSTEAD_ADB_PORT`: another port for the station's own adb server, where the usual one is taken. */
function adbPortOf({ OHMSTEAD_ADB_PORT }: NodeJS.ProcessEnv): { readonly adbPort?: number } {
  const port = Number(OHMSTEAD_ADB_PORT);
  return Number.isInteger(port) && port > 0 ? { adbPort: port } : {};
}
