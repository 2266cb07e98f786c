/** After a crash: whatever the store says may be switched on is switched off over fresh handles before anything else. */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { SafeState } from '../bench/safe-state.ts';
import type { EnergisedStore } from '../store/energised-store.ts';

/** What could not be made safe stays on the list, and is told by the next run's record as well. */
export async function makeSafeWhatIsLeft(energised: EnergisedStore, host: BenchHost, clock: Clock): Promise<void> {
  const left = energised.list();
  if (left.length === 0) return;
  const safe = new SafeState({ host, clock });
  for (const { target } of left) safe.register(target);
  for (const { target, outcome } of await safe.makeSafe('recovery')) {
    if (outcome !== 'failed') energised.clear(target.key);
  }
}
