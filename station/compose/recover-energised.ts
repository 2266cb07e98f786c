/**
 * After a crash: whatever the store says may be switched on is switched off, at its real place, before anything else.
 * What a run that goes on in another process has switched on is that run's own affair.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { SafeState } from '../bench/safe-state.ts';
import type { SafeOutcome } from '../runs/run-bench.ts';
import type { EnergisedStore } from '../store/energised-store.ts';

export interface RecoveryParts {
  readonly energised: EnergisedStore;
  /** The run that begins or goes on now; what it left behind is made safe as well. */
  readonly run: string;
  isRunning(run: string): boolean;
  /** A bench for real instruments, in real time. */
  realBench(): BenchHost;
  /** The bench of this run when that is a simulated one. */
  readonly simulatedBench: BenchHost | undefined;
}

/** What became of each output. What could not be made safe stays on the list and is tried again by the next run. */
export async function makeSafeWhatIsLeft(parts: RecoveryParts): Promise<SafeOutcome[]> {
  const { energised, run } = parts;
  const left = energised.list().filter((one) => one.run === run || !parts.isRunning(one.run));
  const isSimulated = (address: string) => address.startsWith('sim:');
  const real = left.filter(({ target }) => !isSimulated(target.address));
  const simulated = left.filter(({ target }) => isSimulated(target.address));
  // The simulated world of a run that is gone is gone with it.
  for (const { target, run: owner } of simulated) if (owner !== run) energised.clear(target.key);
  const own = simulated.filter((one) => one.run === run);
  const outcomes: SafeOutcome[] = [];
  if (own.length > 0 && parts.simulatedBench !== undefined)
    outcomes.push(...(await off(own, energised, parts.simulatedBench)));
  if (real.length === 0) return outcomes;
  const bench = parts.realBench();
  try {
    outcomes.push(...(await off(real, energised, bench)));
  } finally {
    await bench.stop();
  }
  return outcomes;
}

async function off(
  left: ReturnType<EnergisedStore['list']>,
  energised: EnergisedStore,
  host: BenchHost,
): Promise<SafeOutcome[]> {
  const safe = new SafeState({ host, clock: new RealClock() });
  for (const { target } of left) safe.register(target);
  const results = await safe.makeSafe('recovery');
  return results.map(({ target, outcome, failure }) => {
    if (outcome !== 'failed') energised.clear(target.key);
    return { key: `${target.key} ${target.address}`, outcome: failure === undefined ? outcome : failure.code };
  });
}
