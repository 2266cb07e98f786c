/**
 * After a crash: whatever the store says may be switched on is switched off, wherever it is plugged in now, before
 * anything else. What cannot be found stays on the list, and what has its place is sent nothing.
 * What a run that goes on in another process has switched on is that run's own affair.
 */

import type { SafeTarget } from '../../drivers/bench/bench-api.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { SafeState } from '../bench/safe-state.ts';
import type { Recovered } from '../runs/run-bench.ts';
import type { EnergisedStore } from '../store/energised-store.ts';

export interface RecoveryParts {
  readonly energised: EnergisedStore;
  /** The run that begins or goes on now; what it left behind is made safe as well. */
  readonly run: string;
  isRunning(run: string): boolean;
  /** A bench for real instruments, in real time. */
  realBench(): BenchHost;
  /** Takes what else this station reads there away from it, because the frames need a free handle; where anything is read. */
  readonly lend?: (addresses: readonly string[]) => Promise<void>;
  /** The bench of this run when that is a simulated one. */
  readonly simulatedBench: BenchHost | undefined;
}

/** What became of each output. What was not seen to be off stays on the list and is tried again by the next run. */
export async function makeSafeWhatIsLeft(parts: RecoveryParts): Promise<Recovered[]> {
  const { energised, run } = parts;
  const left = energised.list().filter((one) => one.run === run || !parts.isRunning(one.run));
  const isSimulated = (address: string) => address.startsWith('sim:');
  const real = left.filter(({ target }) => !isSimulated(target.address));
  const simulated = left.filter(({ target }) => isSimulated(target.address));
  // The simulated world of a run that is gone is gone with it.
  for (const { target, run: owner } of simulated) if (owner !== run) energised.clear(target);
  const own = simulated.filter((one) => one.run === run);
  const outcomes: Recovered[] = [];
  if (own.length > 0 && parts.simulatedBench !== undefined)
    outcomes.push(...(await off(own, energised, parts.simulatedBench)));
  if (real.length === 0) return outcomes;
  const bench = parts.realBench();
  try {
    await parts.lend?.(
      await placesOf(
        real.map(({ target }) => target),
        bench,
      ),
    );
    outcomes.push(...(await off(real, energised, bench)));
  } finally {
    await bench.stop();
  }
  return outcomes;
}

/** Where they are now; nothing is lent for one that is nowhere, or has another one in its place. */
async function placesOf(targets: readonly SafeTarget[], host: BenchHost): Promise<string[]> {
  const places = await Promise.all(
    targets
      .map(async ({ address, usb }) => {
        if (usb === undefined) return address;
        const bench = await host.client();
        return (await bench.call('bench/locate', { address, usb })).address;
      })
      .map((place) => place.catch(() => undefined)),
  );
  return places.filter((place) => place !== undefined);
}

async function off(
  left: ReturnType<EnergisedStore['list']>,
  energised: EnergisedStore,
  host: BenchHost,
): Promise<Recovered[]> {
  const safe = new SafeState({ host, clock: new RealClock() });
  for (const { target } of left) safe.register(target);
  const results = await safe.makeSafe('recovery');
  const looks = await safe.look(results.flatMap(({ target, outcome }) => (outcome === 'failed' ? [] : [target])));
  return results.map(({ target, outcome, failure }): Recovered => {
    const look = looks.find(({ key }) => key === target.key);
    if (look?.seen === 'off') energised.clear(target);
    const key = `${target.key} ${target.address}`;
    if (look === undefined) return { key, outcome: failure?.code ?? outcome };
    const { seen, failure: why } = look;
    return { key, outcome, look: { key, seen, ...(why && { failure: why }) } };
  });
}
