/**
 * Where a value stands among its limits, as numbers between 0 and 1 for a bar. Guarantees: the limits keep their places
 * whatever the value is; a value far outside stands at the end of the bar and says that it is beyond it. Pure.
 */
import type { Limits } from '../../foundation/measurement/declaration.ts';
import { valueText } from '../../station/texts/value-text.ts';

export interface LimitScale {
  /** Values at both ends of the bar. */
  readonly from: number;
  readonly to: number;
  /** The good part of the bar. */
  readonly good: readonly [number, number];
  /** Inside of the warning limits; the same as `good` without them. */
  readonly calm: readonly [number, number];
  /** Null without a value. */
  readonly marker: number | null;
  readonly beyond: 'left' | 'right' | null;
}

/** Undefined without any limit: there is nothing to stand among. */
export function limitScale(limits: Limits, value: number | null): LimitScale | undefined {
  const { lo, hi } = limits;
  if (lo === undefined && hi === undefined) return undefined;
  const [from, to] = ends(limits, value);
  const place = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
  const good = [lo === undefined ? 0 : place(lo), hi === undefined ? 1 : place(hi)] as const;
  return {
    from,
    to,
    good,
    calm: [
      limits.warnLo === undefined ? good[0] : place(limits.warnLo),
      limits.warnHi === undefined ? good[1] : place(limits.warnHi),
    ],
    marker: value === null ? null : place(value),
    beyond: value === null ? null : value < from ? 'left' : value > to ? 'right' : null,
  };
}

function ends({ lo, hi }: Limits, value: number | null): readonly [number, number] {
  if (lo !== undefined && hi !== undefined) {
    const room = Math.max((hi - lo) * 0.35, Math.abs(hi) * 1e-9);
    return [lo - room, hi + room];
  }
  const limit = lo ?? hi ?? 0;
  // What a value far on the good side needs is given to it; the bad side is as wide as is useful for reading.
  const size = Math.abs(limit) || Math.abs(value ?? 1) || 1;
  const good = value === null ? 0 : Math.max(0, lo === undefined ? limit - value : value - limit);
  const inside = Math.max(size * 0.6, good * 1.15);
  const outside = Math.max(size * 0.4, inside * 0.4);
  if (lo !== undefined) return [limit - outside, limit + inside];
  // A quantity that cannot be negative has a bar that begins at nothing.
  return [
    limit > 0 && (value ?? 0) >= 0 ? Math.max(0, limit - Math.max(inside, size)) : limit - inside,
    limit + outside,
  ];
}

export interface Distance {
  readonly side: 'above' | 'below';
  /** The limit that is left, and by how much, both with units: `3.366 V`, `38 mV`. */
  readonly limit: string;
  readonly by: string;
}

/** How far a value is outside of its limits; undefined inside. */
export function distanceOutside(
  limits: Limits,
  value: number | null,
  unit: string,
  resolution?: number,
): Distance | undefined {
  if (value === null) return undefined;
  if (limits.hi !== undefined && value > limits.hi)
    return {
      side: 'above',
      limit: valueText(limits.hi, unit),
      by: differenceText(value - limits.hi, unit, resolution),
    };
  if (limits.lo !== undefined && value < limits.lo)
    return {
      side: 'below',
      limit: valueText(limits.lo, unit),
      by: differenceText(limits.lo - value, unit, resolution),
    };
  return undefined;
}

/** A difference of two temperatures is said in kelvins on paper, and in the unit of the scale on a bench. */
function differenceText(by: number, unit: string, resolution: number | undefined): string {
  const rounded = resolution === undefined ? by : Math.round(by / resolution) * resolution;
  return valueText(Number(rounded.toPrecision(4)), unit);
}

/**
 * Distance to the nearest limit in percent: of the width between two limits, else of the limit itself. Null outside,
 * without a value and where the limit is nothing.
 */
export function marginPercent(limits: Limits, value: number | null): number | null {
  if (value === null) return null;
  const { lo, hi } = limits;
  const distance = Math.min(lo === undefined ? Infinity : value - lo, hi === undefined ? Infinity : hi - value);
  const whole = lo !== undefined && hi !== undefined ? hi - lo : Math.abs(lo ?? hi ?? 0);
  if (!Number.isFinite(distance) || distance < 0 || whole === 0) return null;
  return (distance / whole) * 100;
}
