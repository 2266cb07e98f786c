/** How much of a soak was really seen. More than a tenth without samples and nobody can say what happened there. */
import type { SoakSummary } from '../language/index.ts';

/** Percent of the samples that may be missing. */
export const mostMissing = 10;

/** Percent of the samples due until the soak ended that were not taken. `everyMs`: the soak's period. */
export function missingPercent(summary: SoakSummary, everyMs: number): number {
  const due = Math.floor(summary.activeMs / everyMs) + 1;
  return Math.round((1000 * Math.max(0, due - summary.samples)) / due) / 10;
}
