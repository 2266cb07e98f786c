/** A stretch of a curve as a screen draws it: the smallest and the largest of each bucket, and where nothing was. */
import type { MinMaxPyramid } from '../../foundation/measurement/pyramid.ts';
import type { SpanData } from '../api/history.ts';

export interface Curve {
  /** Soak time, milliseconds, never falling; NaN values are holes. Both of the same length. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly pyramid: MinMaxPyramid<Float64Array>;
}

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly buckets: number;
}

/** One sample before and one after the stretch are in it, so that lines go on to the edges. */
export function spanOf({ times, values, pyramid }: Curve, { fromMs, toMs, buckets }: Stretch): SpanData {
  const low = Math.max(0, firstAtOrAfter(times, fromMs) - 1);
  const high = Math.min(times.length, firstAtOrAfter(times, nextUp(toMs)) + 1);
  const columns = pyramid.columns(low, high, buckets);
  const drawn = {
    times: new Float64Array(columns.columns),
    min: columns.min.slice(),
    max: columns.max.slice(),
  };
  for (let column = 0; column < columns.columns; column += 1) {
    drawn.times[column] = times[columns.first[column] ?? 0] ?? Number.NaN;
    if (columns.gap[column] !== 1) continue;
    drawn.min[column] = Number.NaN;
    drawn.max[column] = Number.NaN;
  }
  // Every sample has its own bucket: every gap its own place.
  const mergeMs = high - low <= buckets ? 0 : (toMs - fromMs) / buckets;
  return { ...drawn, gaps: gapsOf(times, values, low, high, mergeMs) };
}

/** Gaps with less than a bucket between them are one. */
function gapsOf(
  times: Float64Array,
  values: Float64Array,
  low: number,
  high: number,
  mergeMs: number,
): SpanData['gaps'] {
  const gaps: { fromMs: number; toMs: number }[] = [];
  for (let index = low; index < high; index += 1) {
    if (!Number.isNaN(values[index])) continue;
    const first = index;
    while (index + 1 < high && Number.isNaN(values[index + 1])) index += 1;
    const fromMs = times[Math.max(0, first - 1)] ?? 0;
    const toMs = times[Math.min(times.length - 1, index + 1)] ?? fromMs;
    const last = gaps.at(-1);
    if (last !== undefined && fromMs - last.toMs < mergeMs) last.toMs = toMs;
    else gaps.push({ fromMs, toMs });
  }
  return gaps;
}

function firstAtOrAfter(times: Float64Array, ms: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** So that samples at the very end of the stretch are in it. */
function nextUp(ms: number): number {
  return ms + Math.max(1e-6, Math.abs(ms) * 1e-15);
}
