/**
 * What RDTech promises for the TC66 and TC66C, ± (percent of the reading + counts), within the ranges it names. Not verified:
 * remembered from the maker's manual, no copy of it was at hand. Charge, energy, power and the data lines have none.
 */
import type { AccuracyTable } from '../../contract/accuracy-table.ts';

export const tcAccuracy: readonly AccuracyTable[] = [
  {
    models: ['TC66', 'TC66C'],
    source: 'RDTech, manual of the TC66 and TC66C',
    recalled: true,
    rows: [
      { quantity: 'voltage', coupling: 'dc', from: 4, to: 24, percent: 0.05, counts: 2 },
      { quantity: 'current', coupling: 'dc', to: 5, percent: 0.1, counts: 4 },
    ],
  },
];
