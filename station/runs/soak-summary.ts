/** What a script is told of a soak that has ended in an earlier life of its run. */
import type { SoakSummary } from '../../procedures/language/script-api.ts';
import type { PastSoak } from './history.ts';

/** `interruptions`: of the whole run. */
export function summaryOf(past: PastSoak, interruptions: number): SoakSummary {
  const { start, end, samples, holes } = past;
  return {
    name: start.name,
    samples,
    holes,
    interruptions,
    elapsedMs: end?.totalMs ?? 0,
    activeMs: end?.activeMs ?? 0,
    stopped: end?.reason ?? null,
  };
}
