/**
 * From the ring of a live channel to what a chart draws. Guarantees: an absence is null, so no line goes through it, and
 * is listed as a gap; points outside the time shown are left out, but for one at each end that leads the line on. Pure.
 */

export interface LivePoints {
  /** Seconds since 1970, as the chart counts. */
  readonly times: number[];
  readonly values: (number | null)[];
  /** Spans without a number: seconds. */
  readonly gaps: readonly (readonly [number, number])[];
}

/** `times`: wall-clock milliseconds, rising; `from` and `to` are what is shown, milliseconds. */
export function livePoints(
  { times, values }: { readonly times: Float64Array; readonly values: Float64Array },
  from: number,
  to: number,
): LivePoints {
  const first = Math.max(0, firstAtOrAfter(times, from) - 1);
  const shownTimes: number[] = [];
  const shownValues: (number | null)[] = [];
  const gaps: (readonly [number, number])[] = [];
  let gapFrom: number | undefined;
  for (let index = first; index < times.length; index += 1) {
    const time = (times[index] ?? 0) / 1_000;
    const value = values[index] ?? Number.NaN;
    const absent = Number.isNaN(value);
    // The hole begins with the last number before it.
    if (absent) gapFrom ??= shownTimes.at(-1) ?? time;
    else if (gapFrom !== undefined) {
      gaps.push([gapFrom, time]);
      gapFrom = undefined;
    }
    shownTimes.push(time);
    shownValues.push(absent ? null : value);
  }
  if (gapFrom !== undefined) gaps.push([gapFrom, to / 1_000]);
  return { times: shownTimes, values: shownValues, gaps };
}

function firstAtOrAfter(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
