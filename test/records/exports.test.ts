import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../station/record/fold.ts';
import { cellOf, csvOfRecord } from '../../station/reports/export-csv.ts';
import { jsonOfRecord } from '../../station/reports/export-json.ts';
import { parseCsv } from '../support/csv.ts';
import { journalOf, measured } from '../support/sample-journal.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260111);

describe('CSV', () => {
  it('any text comes back as it was, or with the apostrophe that disarms it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
        const [row = []] = parseCsv(`${texts.map(cellOf).join(',')}\r\n`);
        expect(row).toEqual(texts.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)));
      }),
      { seed },
    );
  });

  it.each(['=cmd|calc', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (text) => {
    expect(parseCsv(`${cellOf(text)}\r\n`)[0]?.[0]).toBe(`'${text}`);
  });

  it('a negative number stays a number', () => {
    expect(cellOf(-3.3)).toBe('-3.3');
  });

  it('a hostile ticket number in a record does not become a formula or a second row', () => {
    const record = fold(journalOf('RUN-1', [measured('health', 92)], { ticket: '=1+1\r\n"x",y' }));
    const rows = parseCsv(csvOfRecord(record));
    expect(rows).toHaveLength(1 + record.measures.length);
    expect(rows[1]?.[1]).toBe('\'=1+1\r\n"x",y');
  });
});

describe('JSON', () => {
  it('the export is the folded record and nothing else', () => {
    const record = fold(journalOf('RUN-1', [measured('health', 71), measured('health', null)]));
    const plain = JSON.parse(JSON.stringify(record));
    expect(JSON.parse(jsonOfRecord(record, { oneLine: false }))).toEqual(plain);
    expect(jsonOfRecord(record, { oneLine: true }).split('\n')).toHaveLength(2);
  });
});
