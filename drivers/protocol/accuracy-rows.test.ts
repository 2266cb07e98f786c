/**
 * Every row of the multimeters' accuracy tables once more, in the words of a data sheet: a slip of the pen in a row that no worked
 * example touches would give a wrong uncertainty, and nothing else would notice.
 */
import { describe, expect, it } from 'vitest';
import { decimal, type Reading } from '../../foundation/measurement/reading.ts';
import type { AccuracyTable } from '../contract/accuracy-table.ts';
import { fluke28xAccuracy } from '../multimeter/fluke-qm/accuracy.ts';
import { u125xAccuracy } from '../multimeter/keysight-u12xx/accuracy.ts';
import { scpiAccuracy } from '../multimeter/scpi-multimeter/accuracy.ts';
import { ut61eAccuracy } from '../multimeter/uni-t-ut61e/accuracy.ts';
import { ut61PlusAccuracy } from '../multimeter/uni-t-ut61e-plus/accuracy.ts';
import { rated } from './accuracy.ts';

const kinds = {
  V: { unit: 'V', quantity: 'voltage', flags: ['dc'] },
  A: { unit: 'A', quantity: 'current', flags: ['dc'] },
  Ω: { unit: 'Ohm', quantity: 'resistance', flags: [] },
} as const;
type Kind = keyof typeof kinds;

interface Sheet {
  readonly models: readonly string[];
  readonly tables: readonly AccuracyTable[];
  /** What is added to ohms: leads that were not subtracted. */
  readonly leads?: number;
  /** Power of ten of the last digit, ± (percent of the reading + counts). */
  readonly rows: Readonly<Partial<Record<Kind, readonly string[]>>>;
}

const sheets: readonly Sheet[] = [
  {
    models: ['UT61E'],
    tables: ut61eAccuracy,
    rows: {
      V: ['-5: 0.1 + 5', '-4: 0.1 + 2', '-3: 0.1 + 2', '-2: 0.1 + 2', '-1: 0.1 + 5'],
      A: ['-8: 0.5 + 10', '-7: 0.5 + 10', '-6: 0.5 + 10', '-5: 0.5 + 10'],
      Ω: ['-2: 0.5 + 10', '-1: 0.5 + 10', '0: 0.5 + 10', '1: 0.5 + 10'],
    },
  },
  {
    models: ['UT61E+'],
    tables: ut61PlusAccuracy,
    leads: 0.5,
    rows: {
      V: ['-5: 0.1 + 5', '-4: 0.05 + 5', '-3: 0.05 + 5', '-2: 0.05 + 5', '-1: 0.1 + 5'],
      A: ['-8: 0.5 + 10', '-7: 0.5 + 10', '-6: 0.5 + 10', '-5: 0.5 + 10', '-3: 1.2 + 50'],
      Ω: ['-2: 0.5 + 10', '-1: 0.5 + 10', '0: 0.5 + 10', '1: 0.5 + 10', '2: 0.8 + 10', '3: 1.5 + 10', '4: 3 + 50'],
    },
  },
  {
    models: ['UT61B+', 'UT61D+'],
    tables: ut61PlusAccuracy,
    leads: 0.5,
    rows: {
      V: ['-5: 0.8 + 5', '-4: 0.8 + 5', '-3: 0.5 + 3', '-2: 0.5 + 3', '-1: 0.5 + 3', '0: 1 + 3'],
      A: ['-7: 1 + 2', '-6: 1 + 2', '-5: 1 + 3', '-4: 1 + 3', '-3: 1.2 + 5', '-2: 1.2 + 5'],
      Ω: ['-1: 1.2 + 2', '0: 1 + 2', '1: 1 + 2', '2: 1 + 2', '3: 1.2 + 2', '4: 2 + 5'],
    },
  },
  {
    models: ['287', '289'],
    tables: fluke28xAccuracy,
    rows: {
      V: ['-6: 0.05 + 20', '-5: 0.025 + 2', '-4: 0.025 + 22', '-3: 0.025 + 22', '-2: 0.03 + 22', '-1: 0.03 + 22'],
    },
  },
  {
    models: ['U1251B'],
    tables: u125xAccuracy,
    rows: {
      V: ['-5: 0.03 + 5', '-4: 0.03 + 5', '-3: 0.03 + 5', '-2: 0.03 + 5', '-1: 0.03 + 5'],
      A: ['-8: 0.1 + 25', '-7: 0.1 + 25', '-6: 0.2 + 25', '-5: 0.2 + 25', '-4: 0.3 + 10', '-3: 0.3 + 10'],
    },
  },
  {
    models: ['U1252B'],
    tables: u125xAccuracy,
    rows: {
      V: ['-5: 0.025 + 5', '-4: 0.025 + 5', '-3: 0.025 + 5', '-2: 0.03 + 5', '-1: 0.03 + 5'],
      A: ['-8: 0.05 + 25', '-7: 0.05 + 25', '-6: 0.15 + 25', '-5: 0.15 + 25', '-4: 0.3 + 10', '-3: 0.3 + 5'],
    },
  },
  {
    models: ['U1253B'],
    tables: u125xAccuracy,
    leads: 0.2,
    rows: {
      V: ['-5: 0.025 + 5', '-4: 0.025 + 5', '-3: 0.025 + 5', '-2: 0.03 + 5', '-1: 0.03 + 5'],
      Ω: ['-2: 0.05 + 10', '-1: 0.05 + 5', '0: 0.05 + 5', '1: 0.05 + 5', '2: 0.15 + 5', '3: 1 + 5'],
    },
  },
];

const limitOf = ({ u95 }: Reading) => (u95 === undefined ? undefined : (u95 * Math.sqrt(3)) / 2);

describe.each(sheets.flatMap((sheet) => sheet.models.map((model) => [model, sheet] as const)))(
  'a %s',
  (model, sheet) => {
    const { tables, rows, leads = 0 } = sheet;
    const powers = Array.from({ length: 17 }, (_, nth) => nth - 10);

    /** Nine hundred digits: within one range of each of them, and above where a promise begins. */
    const reading = (kind: Kind, power: number): Reading => ({
      ...kinds[kind],
      value: decimal(900, power),
      status: 'ok',
      resolution: decimal(1, power),
    });

    it.each(Object.keys(kinds) as Kind[])('has these limits in %s, and none in another range', (kind) => {
      const stated = new Map((rows[kind] ?? []).map((row) => row.split(': ') as [string, string]));
      for (const power of powers) {
        const limit = limitOf(rated(reading(kind, power), tables, { models: [model] }));
        const [percent, counts] = stated.get(String(power))?.split(' + ').map(Number) ?? [];
        if (percent === undefined || counts === undefined) expect(limit, `10^${power}`).toBeUndefined();
        else {
          const expected = decimal(9 * percent + counts, power) + (kind === 'Ω' ? leads : 0);
          expect((limit ?? Number.NaN) / expected, `10^${power}`).toBeCloseTo(1, 9);
        }
      }
    });
  },
);

/** By range: ± (percent of the reading + percent of the range), and for what is promised only up to somewhere, how far. */
const benchSheets = {
  '34401A': {
    V: [
      '0.1: 0.005 + 0.0035',
      '1: 0.004 + 0.0007',
      '10: 0.0035 + 0.0005',
      '100: 0.0045 + 0.0006',
      '1000: 0.0045 + 0.001',
    ],
    A: ['0.01: 0.05 + 0.02', '0.1: 0.05 + 0.005', '1: 0.1 + 0.01', '3: 0.12 + 0.02'],
    Ω: [
      ...['100: 0.01 + 0.004', '1000: 0.01 + 0.001', '10000: 0.01 + 0.001', '100000: 0.01 + 0.001'],
      ...['1000000: 0.01 + 0.001', '10000000: 0.04 + 0.001', '100000000: 0.8 + 0.01'],
    ],
  },
  '34461A': {
    V: [
      '0.1: 0.005 + 0.0035',
      '1: 0.004 + 0.0007',
      '10: 0.0035 + 0.0005',
      '100: 0.0045 + 0.0006',
      '1000: 0.0045 + 0.001',
    ],
  },
  '34405A': {
    V: ['0.1: 0.025 + 0.008', '1: 0.025 + 0.006', '10: 0.025 + 0.005', '100: 0.025 + 0.005', '1000: 0.025 + 0.005'],
    A: ['0.01: 0.05 + 0.015', '0.1: 0.05 + 0.005', '1: 0.2 + 0.007', '10: 0.25 + 0.007'],
  },
  SDM3055: {
    V: ['0.2: 0.015 + 0.004', '2: 0.015 + 0.003', '20: 0.015 + 0.004', '200: 0.015 + 0.003', '1000: 0.015 + 0.003'],
  },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Kind, readonly string[]>>>>>;

describe.each(Object.entries(benchSheets))(
  'a %s',
  (model, rows: Readonly<Partial<Record<Kind, readonly string[]>>>) => {
    const ranges = [
      '0.01',
      '0.1',
      '0.2',
      '1',
      '2',
      '3',
      '10',
      '20',
      '100',
      '200',
      '1000',
      '10000',
      '100000',
      '1000000',
    ];

    it.each(Object.keys(kinds) as Kind[])('has these limits in %s, and none in another range', (kind) => {
      const stated = new Map((rows[kind] ?? []).map((row) => row.split(': ') as [string, string]));
      for (const range of [...ranges, '10000000', '100000000']) {
        const full = Number(range);
        const reading: Reading = { ...kinds[kind], value: 0.4 * full, status: 'ok', resolution: full * 1e-6, range };
        const limit = limitOf(rated(reading, scpiAccuracy, { models: [model], digitPart: 1e-6 }));
        const [percent, ofRange] = stated.get(range)?.split(' + ').map(Number) ?? [];
        if (percent === undefined || ofRange === undefined) expect(limit, range).toBeUndefined();
        else {
          const expected = (0.4 * full * percent + full * ofRange) / 100 + (kind === 'Ω' ? 0.2 : 0);
          expect((limit ?? Number.NaN) / expected, range).toBeCloseTo(1, 9);
        }
      }
    });

    it('promises nothing with fewer digits than its maker counts with', () => {
      const coarse = { '34401A': 1e-6, '34461A': 1e-6, '34405A': 1e-5, SDM3055: 5e-6 }[model] ?? 0;
      const [range = ''] = (rows.V ?? [])[0]?.split(':') ?? [];
      const value = 0.4 * Number(range);
      const reading: Reading = { ...kinds.V, value, status: 'ok', resolution: value * 1e-6, range };
      const uncertainty = (digitPart: number) => rated(reading, scpiAccuracy, { models: [model], digitPart }).u95;
      expect(uncertainty(coarse)).toBeDefined();
      expect(uncertainty(1.01 * coarse)).toBeUndefined();
    });
  },
);
