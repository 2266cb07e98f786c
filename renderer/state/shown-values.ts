/** Which of many live values a person looks for. Pure. */
import type { LiveValue } from './live-fold.ts';

/** As many as leave room for the curve. */
const mostLarge = 6;

/** A measured value has a resolution and is shown large; what the procedure counts stands in a line below. */
export function worthShowing(values: readonly LiveValue[]): Record<'shown' | 'others', readonly LiveValue[]> {
  const measured = values
    .filter(({ resolution, unit }) => resolution !== undefined && unit !== 's')
    .slice(0, mostLarge);
  const shown = measured.length > 0 ? measured : values.slice(0, mostLarge);
  return { shown, others: values.filter((value) => !shown.includes(value)) };
}
