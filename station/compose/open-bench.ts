/**
 * The bench of one run: what an earlier life left switched on is made safe, then every instrument is queued for, locked
 * against other processes and opened. Guarantees that what was taken is given back when any of it fails.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { BenchChoice } from '../api/station-api.ts';
import { leaseBench } from '../bench/leased-bench.ts';
import type { LiveReadings } from '../instruments/live-readings.ts';
import type { Recovered, RunBench } from '../runs/run-bench.ts';
import type { EnergisedStore } from '../store/energised-store.ts';
import { isRunning } from '../store/run-lock.ts';
import type { BenchFor } from './bench-host-for.ts';
import { chooseInstruments, type Surroundings } from './choose-instruments.ts';
import type { InstrumentQueue, Patience } from './instrument-queue.ts';
import { makeSafeWhatIsLeft } from './recover-energised.ts';
import { RunPlaces } from './run-places.ts';
import { type RunWorld, runWorld } from './run-world.ts';
import type { SimulatedWorlds } from './simulated-world.ts';
import { type HeardTranscripts, hearTranscripts } from './transcripts.ts';

export interface OpenBench {
  readonly bench: RunBench;
  readonly world: RunWorld;
  /** What an earlier life or another dead run had left switched on. */
  readonly recovered: readonly Recovered[];
  readonly transcripts: HeardTranscripts;
  close(): Promise<void>;
}

export interface BenchParts {
  readonly folder: string;
  readonly benchFor: BenchFor;
  readonly energised: EnergisedStore;
  readonly queue: InstrumentQueue;
  readonly worlds: SimulatedWorlds;
  /** What is read outside of runs; a run takes what it needs from there. */
  readonly live?: LiveReadings;
}

export interface WantedBench extends Patience {
  readonly run: string;
  readonly declared: DeclaredProcedure;
  readonly choice: BenchChoice;
  readonly unit: Surroundings['unit'];
  /** What an earlier life of the run had, by role. */
  readonly before: Surroundings['before'];
  /** Whether a person has chosen other instruments since; the phone is the same all the same. */
  readonly chosenAnew: boolean;
}

export async function openBench(parts: BenchParts, wanted: WantedBench): Promise<OpenBench> {
  const { folder, benchFor, energised, queue, worlds, live } = parts;
  const { run, declared, choice, unit, before, chosenAnew, signal } = wanted;
  const world = runWorld(choice, benchFor);
  const { clock, host } = world;
  const places = new RunPlaces(run, queue, live);
  let unfollow: () => void = () => undefined;
  let unhear: () => void = () => undefined;
  const close = async () => {
    unfollow();
    unhear();
    await world.close();
    places.release();
  };
  try {
    const held = live?.held() ?? [];
    const recovered = await makeSafeWhatIsLeft({
      energised,
      run,
      lend: (addresses) => places.lend(addresses),
      isRunning: (other) => isRunning(folder, other),
      realBench: () => benchFor(new RealClock()),
      simulatedBench: choice.kind === 'simulated' ? host : undefined,
    });
    const found = choice.kind === 'auto' ? (await (await host.client()).call('bench/list', {})).instruments : [];
    const simulated = worlds.settings(run, declared.id, choice);
    const instruments = chooseInstruments(choice, declared, { simulated, found, held, unit, before, chosenAnew });
    await places.take(instruments, wanted);
    const transcripts = await hearTranscripts(host, run);
    unhear = () => transcripts.drop();
    const bench = await leaseBench({
      ...{ run, clock, host, energised, instruments },
      leaseOf: (address) => places.leaseOf(address),
      follow: (address, role) => places.follow(address, role),
      before: chosenAnew ? phonesOf(before) : before,
      ...(live && { calibrationOf: live.calibrationOf.bind(live) }),
    });
    signal.throwIfAborted();
    if (clock.kind === 'real') unfollow = live?.follow(run, host, places.byRole) ?? unfollow;
    return { bench, world, recovered, transcripts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A run belongs to one unit, whatever instruments look at it. */
function phonesOf(before: WantedBench['before']): WantedBench['before'] {
  return Object.fromEntries(Object.entries(before).filter(([, { capability }]) => capability === 'Phone'));
}
