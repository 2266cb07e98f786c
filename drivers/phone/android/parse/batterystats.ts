/**
 * The capacity lines of `dumpsys batterystats` (`… | grep -m8 -i capacity`). Guarantees milliampere hours as ampere
 * hours within what a phone can hold. The estimated capacity is the maker's power profile, wrong on custom systems.
 */
import { decimal } from '../../../../foundation/measurement/reading.ts';
import { fieldsOf, refusalIn } from './answer.ts';

export interface CapacityLines {
  readonly availability: 'ok' | 'refused' | 'absent' | 'unknown';
  readonly estimatedAh?: number;
  readonly learnedAh?: number;
  readonly minLearnedAh?: number;
  readonly maxLearnedAh?: number;
}

/** Never throws. */
export function parseCapacityLines(text: string): CapacityLines {
  const fields = fieldsOf(text);
  const field = (name: string, key: string) => {
    const match = /^(\d{1,5}(?:\.\d{1,6})?) mAh$/.exec(fields.get(key) ?? '');
    const milliampereHours = Number(match?.[1] ?? 0);
    return milliampereHours >= 100 && milliampereHours <= 40000 ? { [name]: decimal(milliampereHours, -3) } : {};
  };
  const lines = {
    ...field('estimatedAh', 'Estimated battery capacity'),
    ...field('learnedAh', 'Last learned battery capacity'),
    ...field('minLearnedAh', 'Min learned battery capacity'),
    ...field('maxLearnedAh', 'Max learned battery capacity'),
  };
  return { availability: Object.keys(lines).length > 0 ? 'ok' : (refusalIn(text) ?? 'unknown'), ...lines };
}
