/**
 * What Riden promises for the RD6006, ± (percent of the output + counts). Not verified: remembered from the maker's manual,
 * no copy of it was at hand. The other models have figures of their own and are not here.
 */
import type { AccuracyTable } from '../../contract/accuracy-table.ts';

export const ridenAccuracy: readonly AccuracyTable[] = [
  {
    models: ['RD6006'],
    source: 'Riden, manual of the RD6006',
    recalled: true,
    rows: [
      { quantity: 'voltage', coupling: 'dc', percent: 0.3, counts: 3 },
      { quantity: 'current', coupling: 'dc', percent: 0.5, counts: 5 },
    ],
  },
];
