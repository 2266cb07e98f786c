/** The fault `drift` of simulators: what they show is several percent off and goes slowly up and down. */
import type { SimulatorContext } from '../contract/simulator.ts';

/** By how much what is shown now differs from what is: 1 without the fault. `by`: the mean of the difference. */
export function driftOf({ clock, faults }: Pick<SimulatorContext, 'clock' | 'faults'>, by = 0.07): () => number {
  return () => (faults.has('drift') ? 1 + by + 0.02 * Math.sin(clock.now() / 20_000) : 1);
}
