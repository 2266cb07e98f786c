/** Which limits bear on a curve, and how near the run is to its nearest limit. For showing only. Pure. */
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { MeasureRecord } from '../../../station/record/record.ts';
import { printable } from '../../../station/texts/printable.ts';
import { limitsText } from '../../../station/texts/value-text.ts';
import { marginPercent } from '../../parts/limit-scale.ts';
import type { ChartLimits } from '../../parts/series-chart-looks.ts';

/** A share or a count says nothing about which share or count; a time is no value of a curve. */
const ambiguous = new Set(['%', '1', 's']);

/** Limits in the unit of the curve, each with the name of its measurement: the person sees whose limit it is. */
export function limitsFor(unit: string, measures: readonly MeasureRecord[], language: Language): ChartLimits[] {
  if (ambiguous.has(unit)) return [];
  return measures
    .filter((measure) => measure.unit === unit && (measure.limits.lo !== undefined || measure.limits.hi !== undefined))
    .map(({ title, limits }) => ({ limits, words: `${printable(title[language])} ${limitsText(limits, unit)}` }));
}

/** Percent; null before anything was judged, or when something is outside already. */
export function leastMargin(measures: readonly MeasureRecord[]): number | null {
  const margins = measures.flatMap(({ limits, value }) => marginPercent(limits, value) ?? []);
  return margins.length === 0 ? null : Math.min(...margins);
}
