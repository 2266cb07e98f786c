/**
 * Two runs beside each other: each measurement that either has, with what changed. Guarantees: a difference is formed only
 * between two numbers of the same unit; different limits are said, not hidden; pure.
 */
import type { MeasureRecord, RunRecord } from '../../../station/record/record.ts';

export interface ComparedRow {
  readonly key: string;
  readonly before: MeasureRecord | null;
  readonly after: MeasureRecord | null;
  /** `after` minus `before`, null when there is none to form. */
  readonly difference: number | null;
  readonly unit: string;
  /** The coarser of both resolutions: no digit more is known of the difference. */
  readonly resolution?: number;
  readonly verdictChanged: boolean;
  readonly limitsDiffer: boolean;
}

export function comparedRows(before: RunRecord, after: RunRecord): readonly ComparedRow[] {
  const keys = new Set([...before.measures, ...after.measures].map(({ key }) => key));
  return [...keys].map((key) =>
    comparedRow(
      key,
      before.measures.find((measure) => measure.key === key) ?? null,
      after.measures.find((measure) => measure.key === key) ?? null,
    ),
  );
}

function comparedRow(key: string, before: MeasureRecord | null, after: MeasureRecord | null): ComparedRow {
  const sameUnit = before !== null && after !== null && before.unit === after.unit;
  const difference = sameUnit && before.value !== null && after.value !== null ? after.value - before.value : null;
  const resolutions = [before?.resolution, after?.resolution].filter((one) => one !== undefined);
  return {
    key,
    before,
    after,
    difference,
    unit: after?.unit ?? before?.unit ?? '1',
    ...(resolutions.length === 0 ? {} : { resolution: Math.max(...resolutions) }),
    verdictChanged: before !== null && after !== null && before.verdict !== after.verdict,
    limitsDiffer: before !== null && after !== null && !sameLimits(before, after),
  };
}

function sameLimits(a: MeasureRecord, b: MeasureRecord): boolean {
  return (
    a.unit === b.unit &&
    (['lo', 'hi', 'warnLo', 'warnHi'] as const).every((key) => a.limits[key] === b.limits[key]) &&
    JSON.stringify(a.rule) === JSON.stringify(b.rule)
  );
}
