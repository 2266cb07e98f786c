/** The points of a trend as a chart wants them: time in seconds, values with an honest hole where there is none. */
import type { TrendPoint } from '../../../station/api/history.ts';

export interface TrendColumns {
  /** Seconds since 1970, rising. */
  readonly times: Float64Array;
  /** NaN where the run could not measure. */
  readonly values: Float64Array;
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  /** The points in the order of the columns. */
  readonly points: readonly TrendPoint[];
  /** Of every point in the columns: the newest one's, because that is how the procedure measures now. */
  readonly unit: string;
  /** Those in other units, which no common axis can show; oldest first. */
  readonly otherUnits: readonly TrendPoint[];
}

export function trendColumns(points: readonly TrendPoint[]): TrendColumns {
  const all = [...points].sort(byTime);
  const unit = all.at(-1)?.unit ?? '1';
  const sorted = all.filter((point) => point.unit === unit);
  const column = (of: (point: TrendPoint) => number | null | undefined) =>
    Float64Array.from(sorted, (point) => of(point) ?? Number.NaN);
  return {
    times: column(({ wall }) => Date.parse(wall) / 1_000),
    values: column(({ value }) => value),
    lo: column(({ limits }) => limits.lo),
    hi: column(({ limits }) => limits.hi),
    points: sorted,
    unit,
    otherUnits: all.filter((point) => point.unit !== unit),
  };
}

function byTime(a: TrendPoint, b: TrendPoint): number {
  return Date.parse(a.wall) - Date.parse(b.wall);
}
