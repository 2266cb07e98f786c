/**
 * Times of a run that goes on, for showing. Guarantees: what counts is the record; between two samples time moves on with
 * the wall clock and the bench's speed, never past the plan, and stands still while anything is lost. Pure.
 */
import type { RunRecord } from '../../station/record/record.ts';
import type { LiveRun } from './live-fold.ts';

export interface SoakTime {
  readonly elapsedMs: number;
  readonly leftMs: number;
  /** Wall clock, milliseconds; null while the run stands still. */
  readonly endsAtMs: number | null;
}

export function soakTime(
  live: Pick<LiveRun, 'soak' | 'lost'>,
  clock: RunRecord['clock'],
  nowMs: number,
): SoakTime | null {
  const { soak, lost } = live;
  if (soak === null) return null;
  const speed = clock.speed > 0 ? clock.speed : 1;
  // Holes are part of the plan and time goes on; a suspension holds it.
  const stands = lost.some(({ cause }) => cause !== 'instrument/lost' && !cause.includes('/'));
  const since = stands ? 0 : Math.max(0, nowMs - soak.atMs) * speed;
  const elapsedMs = Math.min(soak.forMs, soak.activeMs + since);
  const leftMs = soak.forMs - elapsedMs;
  return { elapsedMs, leftMs, endsAtMs: stands ? null : nowMs + leftMs / speed };
}

/** Seconds, minutes or hours, the largest that fits: what an age needs. */
export function ageParts(ms: number): { readonly unit: 'seconds' | 'minutes' | 'hours'; readonly n: number } {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 120) return { unit: 'seconds', n: seconds };
  return seconds < 7_200
    ? { unit: 'minutes', n: Math.floor(seconds / 60) }
    : { unit: 'hours', n: Math.floor(seconds / 3_600) };
}
