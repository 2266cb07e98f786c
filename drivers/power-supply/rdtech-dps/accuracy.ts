/**
 * What RDTech promises for its 5 A modules, ± (percent of the output + counts). Not verified: remembered from the maker's
 * product pages, no copy of them was at hand; where one and two counts are remembered, two are taken.
 */
import type { AccuracyTable } from '../../contract/accuracy-table.ts';

export const dpsAccuracy: readonly AccuracyTable[] = [
  {
    models: ['DPS3005', 'DPS5005'],
    source: 'RDTech, product pages of DPS3005 and DPS5005',
    recalled: true,
    rows: [
      { quantity: 'voltage', coupling: 'dc', percent: 0.5, counts: 2 },
      { quantity: 'current', coupling: 'dc', percent: 0.5, counts: 2 },
    ],
  },
];
