/**
 * The bench of one run: what an earlier life left switched on is made safe, then every instrument is locked against other
 * processes, opened and leased. Guarantees that what was taken is given back when any of it fails.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { BenchChoice } from '../api/station-api.ts';
import { leaseBench } from '../bench/leased-bench.ts';
import type { Leases } from '../bench/leases.ts';
import type { LiveReadings } from '../instruments/live-readings.ts';
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
  /** What is read outside of runs; a run takes what it needs from there. */
  readonly live?: LiveReadings;
}

export interface WantedBench {
  readonly run: string;
  readonly declared: DeclaredProcedure;
  readonly choice: BenchChoice;
}

export async function openBench(parts: BenchParts, { run, declared, choice }: WantedBench): Promise<OpenBench> {
  const { folder, benchFor, energised, leases, worlds, live } = parts;
  const world = runWorld(choice, benchFor);
  const { clock, host } = world;
  const locks: RunLock[] = [];
  const lent: string[] = [];
  const lend = async (addresses: readonly string[]) => {
    lent.push(...addresses);
    await live?.lend(run, addresses);
  };
  let unfollow: () => void = () => undefined;
  const close = async () => {
    unfollow();
    await world.close();
    for (const lock of locks) lock.release();
    live?.giveBack(run, lent);
  };
  try {
    const held = live?.held() ?? [];
    await lend(leftEnergised(energised));
    const recovered = await makeSafeWhatIsLeft({
      energised,
      run,
      isRunning: (other) => isRunning(folder, other),
      realBench: () => benchFor(new RealClock()),
      simulatedBench: choice.kind === 'simulated' ? host : undefined,
    });
    const found = choice.kind === 'auto' ? (await (await host.client()).call('bench/list', {})).instruments : [];
    const instruments = instrumentsOf(choice, declared, worlds.settings(run, declared.id, choice), found, held);
    const addresses = Object.values(instruments).map(({ address }) => address);
    live?.giveBack(
      run,
      lent.filter((address) => !addresses.includes(address)),
    );
    await lend(addresses);
    for (const address of addresses) if (!address.startsWith('sim:')) locks.push(lockInstrument(address, run));
    const bench = await leaseBench({
      run,
      clock,
      host,
      leases,
      energised,
      instruments,
      ...(live && { calibrationOf: live.calibrationOf.bind(live) }),
    });
    if (clock.kind === 'real') unfollow = live?.follow(run, host, instruments) ?? unfollow;
    return { bench, world, recovered, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Real places with an output that may be on: their frames need a free handle. */
function leftEnergised(energised: EnergisedStore): string[] {
  const addresses = energised.list().map(({ target }) => target.address);
  return addresses.filter((address) => !address.startsWith('sim:'));
}
