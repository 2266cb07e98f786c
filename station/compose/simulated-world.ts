/** Where the simulated unit of a run keeps its state: beside the store, so that it survives a crash as a real one does. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SimulatedBenchSettings } from '../../drivers/bench/bench-api.ts';
import type { BenchChoice } from '../api/station-api.ts';
import { simulatedStartLevel } from './simulated-instruments.ts';

export class SimulatedWorlds {
  readonly #folder: string;

  /** `folder`: the station's data folder. */
  constructor(folder: string) {
    this.#folder = path.join(folder, 'simulated');
  }

  /** Undefined for a real bench. */
  settings(run: string, procedure: string, choice: BenchChoice): SimulatedBenchSettings | undefined {
    if (choice.kind !== 'simulated') return undefined;
    mkdirSync(this.#folder, { recursive: true });
    const { scenario, seed } = choice;
    return { scenario, seed, startLevel: simulatedStartLevel(procedure), stateFile: this.#file(run) };
  }

  /** After the run has ended nobody needs it. */
  forget(run: string): void {
    rmSync(this.#file(run), { force: true });
  }

  #file(run: string): string {
    return path.join(this.#folder, `${run}.json`);
  }
}
