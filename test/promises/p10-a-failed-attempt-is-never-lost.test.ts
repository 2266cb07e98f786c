/** P10: a failed attempt is never lost. Every attempt stands in the record, the report and both exports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Output } from '../../station/cli/output.ts';
import { printRecord } from '../../station/cli/record-output.ts';
import { fold } from '../../station/record/fold.ts';
import type { RunRecord } from '../../station/record/record.ts';
import { csvOfRecord } from '../../station/reports/export-csv.ts';
import { jsonOfRecord } from '../../station/reports/export-json.ts';
import { csvObjects } from '../support/csv.ts';
import { CaughtText } from '../support/fake-surroundings.ts';
import { journalOf, measured } from '../support/sample-journal.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260110);

/** Attempts of any measurement in any order, some with overload instead of a value. */
const attempts = fc.array(
  fc.record({
    key: fc.constantFrom('health', 'sag', 'cycles'),
    value: fc.option(fc.double({ min: -1000, max: 1000, noNaN: true }), { freq: 4 }),
  }),
  { maxLength: 12 },
);

function report(record: RunRecord): string {
  const stdout = new CaughtText();
  const output = new Output({ stdout, stderr: new CaughtText(), json: false, env: {} });
  printRecord(record, { output, language: 'en' });
  return stdout.text;
}

describe('P10', () => {
  it('every attempt is in the record, the report, the CSV and the JSON', () => {
    fc.assert(
      fc.property(attempts, (made) => {
        const record = fold(
          journalOf(
            'RUN-1',
            made.map(({ key, value }) => measured(key, value)),
          ),
        );
        const rows = csvObjects(csvOfRecord(record));
        const json = JSON.parse(jsonOfRecord(record, { oneLine: true })) as RunRecord;
        const reported = report(record);
        for (const measure of record.measures) {
          const values = made.filter(({ key }) => key === measure.key).map(({ value }) => value);
          expect(measure.attempts.map(({ value }) => value)).toEqual(values);
          expect(json.measures.find(({ key }) => key === measure.key)?.attempts).toEqual(
            JSON.parse(JSON.stringify(measure.attempts)),
          );
          const ofMeasure = rows.filter((row) => row.measure === measure.key && row.attempt !== '0');
          expect(ofMeasure.map((row) => (row.value === '' ? null : Number(row.value)))).toEqual(
            values.map((value) => (value === null ? null : value + 0)),
          );
          expect(ofMeasure.map((row) => row.verdict)).toEqual(measure.attempts.map(({ verdict }) => verdict));
          const lines = reported.split('\n').filter((line) => line.startsWith(measure.title.en));
          expect(lines.length).toBeGreaterThanOrEqual(Math.max(1, values.length));
          measure.attempts.forEach(({ verdict }, index) => {
            expect(lines[index]).toContain(verdict);
          });
        }
      }),
      { seed, numRuns: 150 },
    );
  });

  it('a repeat that passes does not hide the attempt that failed', () => {
    const record = fold(journalOf('RUN-1', [measured('health', 71), measured('health', 92)]));
    expect(record.verdict).toBe('PASS');
    const rows = csvObjects(csvOfRecord(record)).filter((row) => row.measure === 'health');
    expect(rows.map((row) => [row.attempt, row.value, row.verdict, row.measure_verdict])).toEqual([
      ['1', '71', 'FAIL', 'PASS'],
      ['2', '92', 'PASS', 'PASS'],
    ]);
    expect(report(record)).toMatch(/71 %.*FAIL[\s\S]*92 %.*PASS/);
  });

  it('a measurement that nobody took has a row that says so', () => {
    const record = fold(journalOf('RUN-1', []));
    const rows = csvObjects(csvOfRecord(record)).filter((row) => row.measure === 'health');
    expect(rows).toMatchObject([{ attempt: '0', value: '', status: 'missing', verdict: 'UNSET' }]);
  });
});
