/** What of a sample goes into the journal: every number as the station computes it itself; what it cannot confirm is `invalid`. */
import type { SampleValues } from '../../procedures/language/script-api.ts';
import type { EntryOf } from '../record/entry.ts';
import type { Numbers } from './numbers.ts';

/** Numbers without their expression (its leaves are the readings journaled just before) but with what they came to. */
export function verifiedSample(values: SampleValues, numbers: Numbers): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    if (typeof value !== 'object' || value === null) {
      kept[field] = value;
      continue;
    }
    const {
      verified,
      expression: _leaves,
      counted: _counted,
      constants: _added,
      ...number
    } = numbers.verify(value, true);
    kept[field] = verified ? number : { ...number, value: null, status: 'invalid' };
  }
  return kept;
}

/** A journaled sample as the script may compute with it: every number refers to its place in the journal. */
export function referringSample({ i, values }: EntryOf<'sample'>): SampleValues {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      const isNumber = typeof value === 'object' && value !== null;
      return [field, isNumber ? { ...value, expression: { ref: { entry: i, path: [field] } } } : value];
    }),
  ) as SampleValues;
}
