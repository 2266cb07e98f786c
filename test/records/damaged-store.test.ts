/** A real store in which somebody, or a failing disk, has changed rows: nothing is hidden, and nothing else suffers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { describeProcedure } from '../../procedures/language/script/describe.ts';
import { Records } from '../../station/compose/records.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { Entry } from '../../station/record/entry.ts';
import { type Database, openDatabase, type SqlValue } from '../../station/store/database.ts';
import { TicketStore } from '../../station/tickets/ticket-store.ts';
import { engineRun, entriesOf } from '../support/engine.ts';
import { FakeBench, reading } from '../support/fake-bench.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';
import { smallProcedure } from '../support/small-procedures.ts';

let folder: string;
let database: Database;
let ticket: string;
let records: ReturnType<Records['handlers']>;
const tampered = 'RUN-20260105-0001';
const other = 'RUN-20260105-0002';

const described = JSON.stringify(describeProcedure(smallProcedure));
const journals = new Map<string, readonly Entry[]>();

beforeAll(async () => {
  for (const run of [tampered, other]) {
    const clock = new VirtualClock();
    const bench = new FakeBench(clock, {
      meter: { read: () => reading(4) },
      supply: { output: () => ({ output: false, mode: 'unknown' }) },
    });
    const made = engineRun({ procedure: smallProcedure, bench, clock, run });
    expect(await clock.run(made.execute())).toBe('PASS');
    journals.set(run, entriesOf(made));
  }
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-damaged-'));
  database = openDatabase(folder);
  const tickets = new TicketStore(database, () => Date.UTC(2026, 0, 5));
  ticket = tickets.open({ brand: 'Acme', model: 'One', fault: 'drains fast' });
  database.run(`INSERT INTO bundle VALUES ('test', 'small', '1.0.0', x'', ?)`, described);
  for (const run of [tampered, other]) {
    database.run(
      `INSERT INTO run (id, procedure_id, procedure_version, bundle, simulated, bench, answers, started_wall)
       VALUES (?, 'small', '1.0.0', 'test', 1, '{}', '{}', 0)`,
      run,
    );
    tickets.attachRun(ticket, run, 'small');
    new SqliteJournalStore(database).commit(journals.get(run) ?? []);
  }
  records = new Records(folder, database).handlers();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const journal = (): Entry[] => [...new SqliteJournalStore(database).entries(tampered)];
const change = (sql: string, ...values: SqlValue[]) => expect(database.run(sql, ...values).changes).toBe(1);
const damage = (i: number, body: string) =>
  change('UPDATE journal SET body = ? WHERE run = ? AND i = ?', body, tampered, i);
async function command(...argv: string[]) {
  const surroundings = new FakeCommand({ folder });
  return { code: await surroundings.run(...argv), surroundings };
}

describe('the columns beside the journal', () => {
  it('of an untouched store agree with it', async () => {
    expect(await records['run/verify']({ run: tampered })).toMatchObject({ ok: true, differences: [] });
  });

  it.each([
    ['kind', 'journal 4 kind'],
    ['hash', 'journal 4 hash'],
  ])('a changed %s is named', async (column, key) => {
    change(`UPDATE journal SET ${column} = 'x' WHERE run = ? AND i = 4`, tampered);
    const report = await records['run/verify']({ run: tampered });
    expect(report.ok).toBe(false);
    expect(report.differences).toMatchObject([{ key, recorded: 'x' }]);
  });

  it('a last row that was moved away from its place is named', async () => {
    const last = journal().length - 1;
    change('UPDATE journal SET i = i + 1 WHERE run = ? AND i = ?', tampered, last);
    const report = await records['run/verify']({ run: tampered });
    expect(report.differences).toEqual([
      { key: `journal ${last + 1} i`, recorded: String(last + 1), recomputed: String(last) },
    ]);
  });

  it('a run listed under the code of another procedure is named', async () => {
    database.run(`INSERT INTO bundle VALUES ('other', 'small', '1.0.0', x'', '{}')`);
    change(`UPDATE run SET bundle = 'other' WHERE id = ?`, tampered);
    expect(await records['run/verify']({ run: tampered })).toMatchObject({
      ok: false,
      differences: [{ key: 'run bundle', recorded: 'other', recomputed: 'test' }],
    });
  });

  it('a verdict taken out of the list is named', async () => {
    change('UPDATE run SET verdict = NULL WHERE id = ?', tampered);
    expect(await records['run/verify']({ run: tampered })).toMatchObject({
      ok: false,
      differences: [{ key: 'run verdict', recorded: 'null', recomputed: 'PASS' }],
    });
  });
});

describe('a damaged entry', () => {
  it.each(['garbage', 'null', '[]', '{}', '7', '{"i":20,"wall":"","kind":"decl"}'])(
    '%s in the middle: what stands before it is shown, the entry is named, and it is no PASS',
    async (body) => {
      damage(20, body);
      const record = await records['run/show']({ run: tampered });
      expect(record).toMatchObject({ verdict: 'INTERRUPTED', damaged: { entry: 20 }, entries: 20 });
      expect(record.reasons).toEqual([{ code: 'journal/damaged', params: { run: tampered, entry: 20 } }]);
      expect(await records['run/verify']({ run: tampered })).toMatchObject({ ok: false, chainBrokenAt: 20 });
    },
  );

  it('as the last one takes the verdict with it', async () => {
    const last = journal().length - 1;
    damage(last, 'garbage');
    const record = await records['run/show']({ run: tampered });
    expect(record).toMatchObject({ verdict: 'INTERRUPTED', damaged: { entry: last } });
    expect(record.measures.map(({ verdict }) => verdict)).toEqual(['PASS', 'PASS', 'PASS', 'PASS']);
  });

  it('that is missing altogether is damage too', async () => {
    change('DELETE FROM journal WHERE run = ? AND i = 20', tampered);
    expect(await records['run/show']({ run: tampered })).toMatchObject({ damaged: { entry: 20 } });
  });

  it('leaves the other runs of the ticket as they were', async () => {
    damage(0, 'garbage');
    const shown = await records['ticket/show']({ number: ticket });
    expect(shown.runsDetail.filter(({ run }) => run === other)).toMatchObject([{ verdict: 'PASS' }]);
    expect(await records['run/show']({ run: other })).toMatchObject({ verdict: 'PASS' });
    expect(await records['run/verify']({ run: other })).toMatchObject({ ok: true });
  });

  it.each([
    ['show', tampered],
    ['export', tampered, '--format', 'csv'],
    ['export', tampered, '--format', 'json'],
  ])('%s says so in one sentence that names the entry, after what can be read', async (...argv) => {
    damage(20, 'garbage');
    const { code, surroundings } = await command(...argv);
    expect(surroundings.stderr.text).toContain('damaged at entry 20');
    expect(surroundings.stderr.text).toContain('[journal/damaged]');
    expect(surroundings.stdout.text).toContain('INTERRUPTED');
    expect(code).toBe(2);
  });

  it('as the first one leaves nothing to show but that sentence', async () => {
    damage(0, 'garbage');
    const { code, surroundings } = await command('show', tampered);
    expect(surroundings.stderr.text).toContain('damaged at entry 0');
    expect(surroundings.stdout.text).toBe('');
    expect(code).toBe(69);
  });
});
