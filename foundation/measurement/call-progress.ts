/** How far a long call of an instrument is. Pure. */

export type ProgressUnit = 'points' | 'bytes';

export interface CallProgress {
  /** From 0 to {@link total}. It falls only where the instrument begins anew. */
  readonly done: number;
  readonly total: number;
  readonly unit: ProgressUnit;
}

/** Whole percent, 100 only when everything is there. */
export function percentOf({ done, total }: CallProgress): number {
  return Math.min(100, Math.max(0, Math.floor((100 * done) / total)));
}

/** Whether it can be shown: a total of nothing, or what is no number, says nothing. */
export function isSoundProgress({ done, total }: CallProgress): boolean {
  return Number.isFinite(done) && Number.isFinite(total) && total > 0 && done >= 0 && done <= total;
}
