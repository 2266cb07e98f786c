/**
 * The bench of one run: what an earlier life left switched on is made safe, then every instrument is locked against other
 * processes, opened and leased. Guarantees that what was taken is given back when any of it fails.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { BenchChoice } from '../api/station-api.ts';
import { leaseBench } from '../bench/leased-bench.ts';
import type { Leases } from '../bench/leases.ts';
import type { RunBench, SafeOutcome } from '../runs/run-bench.ts';
import type { EnergisedStore } from '../store/energised-store.ts';
import { isRunning, lockInstrument, type RunLock } from '../store/run-lock.ts';
import { instrumentsOf } from './bench-choice.ts';
import type { BenchFor } from './bench-host-for.ts';
import { makeSafeWhatIsLeft } from './recover-energised.ts';
import { type RunWorld, runWorld } from './run-world.ts';
import type { SimulatedWorlds } from './simulated-world.ts';

export interface OpenBench {
  readonly bench: RunBench;
  readonly world: RunWorld;
  /** What an earlier life or another dead run had left switched on. */
  readonly recovered: readonly SafeOutcome[];
  close(): Promise<void>;
}

export interface BenchParts {
  readonly folder: string;
  readonly benchFor: BenchFor;
  readonly energised: EnergisedStore;
  readonly leases: Leases;
  readonly worlds: SimulatedWorlds;
}

export interface WantedBench {
  readonly run: string;
  readonly declared: DeclaredProcedure;
  readonly choice: BenchChoice;
}

export async function openBench(parts: BenchParts, { run, declared, choice }: WantedBench): Promise<OpenBench> {
  const { folder, benchFor, energised, leases, worlds } = parts;
  const world = runWorld(choice, benchFor);
  const { clock, host } = world;
  const locks: RunLock[] = [];
  const close = async () => {
    await world.close();
    for (const lock of locks) lock.release();
  };
  try {
    const recovered = await makeSafeWhatIsLeft({
      energised,
      run,
      isRunning: (other) => isRunning(folder, other),
      realBench: () => benchFor(new RealClock()),
      simulatedBench: choice.kind === 'simulated' ? host : undefined,
    });
    const found = choice.kind === 'auto' ? (await (await host.client()).call('bench/list', {})).instruments : [];
    const instruments = instrumentsOf(choice, declared, worlds.settings(run, declared.id, choice), found);
    for (const { address } of Object.values(instruments))
      if (!address.startsWith('sim:')) locks.push(lockInstrument(address, run));
    const bench = await leaseBench({ run, clock, host, leases, energised, instruments });
    return { bench, world, recovered, close };
  } catch (error) {
    await close();
    throw error;
  }
}
