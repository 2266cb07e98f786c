/** Entry of the bench process: the real bench with every driver of the catalogue. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../catalogue.ts';
import { benchClock, benchProcessSettings, runBenchProcess } from './bench-process-entry.ts';
import { realBench } from './real-bench.ts';

const settings = benchProcessSettings();
const { dataFolder = join(tmpdir(), 'ohmstead'), adbPort, usualAdbPort } = settings;
const bench = realBench({
  clock: benchClock(settings),
  drivers: catalogue,
  dataFolder,
  ...(adbPort === undefined ? {} : { adbPort }),
  ...(usualAdbPort === undefined ? {} : { usualAdbPort }),
});
runBenchProcess(bench.parts, bench.release);
