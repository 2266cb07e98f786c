/**
 * From a span of a curve to what a chart draws, and the moves of zooming in it. Guarantees: a bucket that holds a gap is
 * null, so no line goes through what was not measured; a zoom never leaves the curve. Pure.
 */
import type { SpanData } from '../../station/api/history.ts';

export interface DrawnSpan {
  /** Seconds of soak time. */
  readonly times: number[];
  readonly min: (number | null)[];
  readonly max: (number | null)[];
  /** Seconds. */
  readonly gaps: readonly (readonly [number, number])[];
}

export const emptySpan: DrawnSpan = { times: [], min: [], max: [], gaps: [] };

export function drawnSpan({ times, min, max, gaps }: SpanData): DrawnSpan {
  const number = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    times: Array.from(times, (time) => time / 1_000),
    min: Array.from(min, number),
    max: Array.from(max, number),
    gaps: gaps.map(({ fromMs, toMs }) => [fromMs / 1_000, toMs / 1_000] as const),
  };
}

/** Milliseconds of soak time that are shown. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The shortest stretch of a soak that is worth looking at. */
const shortestSoakMs = 1_000;

/** `factor` under 1 goes nearer to `aroundMs`, over 1 away from it; inside of `whole` always. */
export function zoomed(
  window: Window,
  whole: Window,
  factor: number,
  aroundMs: number,
  shortestMs = shortestSoakMs,
): Window {
  const length = Math.min(whole.toMs - whole.fromMs, Math.max(shortestMs, (window.toMs - window.fromMs) * factor));
  const part = (aroundMs - window.fromMs) / Math.max(Number.MIN_VALUE, window.toMs - window.fromMs);
  const fromMs = Math.max(whole.fromMs, Math.min(whole.toMs - length, aroundMs - part * length));
  return { fromMs, toMs: fromMs + length };
}

/** Index of the time nearest to `seconds`; -1 when there is none. */
export function nearest(times: readonly number[], seconds: number): number {
  let found = -1;
  for (const [index, time] of times.entries())
    if (found < 0 || Math.abs(time - seconds) < Math.abs((times[found] ?? 0) - seconds)) found = index;
  return found;
}

/** Whether nothing was measured at that time. */
export function inGap({ gaps }: DrawnSpan, seconds: number): boolean {
  return gaps.some(([from, to]) => seconds > from && seconds < to);
}
