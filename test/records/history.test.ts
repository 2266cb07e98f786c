/** Looking back: runs, units and trends are found by what anybody may remember of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { HistoryQuery } from '../../station/api/history.ts';
import type { NewTicket } from '../../station/api/ticket.ts';
import { historyHandlers } from '../../station/compose/history-handlers.ts';
import { HistoryIndex } from '../../station/history/history-index.ts';
import { Units } from '../../station/history/units.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import { fold } from '../../station/record/fold.ts';
import { SeriesKeeper } from '../../station/series/series-keeper.ts';
import { type Database, openDatabase } from '../../station/store/database.ts';
import { migrations } from '../../station/store/migrations/index.ts';
import { RunCatalogue } from '../../station/store/run-catalogue.ts';
import { TicketStore } from '../../station/tickets/ticket-store.ts';
import { parseCsv } from '../support/csv.ts';
import { type Happening, journalOf, measured } from '../support/sample-journal.ts';
import { smallBundle } from '../support/small-bundle.ts';

const bench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;
const phone: NewTicket = {
  brand: 'Acme',
  model: 'One',
  serial: 'AC-77',
  imei: '490154203237518',
  fault: '电池掉电很快',
};

let folder: string;
let database: Database;
let hour = 0;
const running = new Set<string>();

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-history-'));
  database = openDatabase(folder);
  running.clear();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const wall = () => Date.UTC(2026, 0, 5, 8 + hour++);
const tickets = () => new TicketStore(database, wall);
const handlers = () =>
  historyHandlers({
    folder,
    database,
    isRunning: (run) => running.has(run),
    series: new SeriesKeeper(database, new VirtualClock()),
    record: (run) => fold(new SqliteJournalStore(database).entries(run)),
  });
const search = async (query: Partial<HistoryQuery> = {}) =>
  handlers()['history/search']({ text: '', from: 0, count: 100, ...query });
const found = async (text: string) => (await search({ text })).runs.map(({ run }) => run);

async function aRun(ticket: string | null, happened: readonly Happening[], ends = true): Promise<string> {
  const bundle = await smallBundle();
  const parts = { bundle, ticket, unitSerial: null, bench, simulated: true, answers: {}, wall: wall() };
  const run = new RunCatalogue(database).add(parts, (id) => {
    if (ticket !== null) tickets().attachRun(ticket, id, 'small');
  });
  new SqliteJournalStore(database).commit(journalOf(run, happened, { unfinished: !ends }));
  return run;
}

describe('the history of runs', () => {
  it('is found by any words of ticket, unit, notes and run, in any order, in any width and case', async () => {
    const ticket = tickets().open(phone);
    const run = await aRun(ticket, [measured('health', 92)]);
    await aRun(null, [measured('health', 91)]);
    tickets().note(ticket, 'Swollen; customer warned', 'Q');
    const texts = ['ac-77', '４９０１５４', '掉电', '掉电 ACME', 'warned swollen', run.toLowerCase(), ticket];
    for (const text of texts) expect(await found(text), text).toEqual([run]);
    for (const text of ['acme two', '掉電', "' OR 1=1 --", '%', 'AC_77']) expect(await found(text), text).toEqual([]);
  });

  it('is newest first, in pages, and says how many there are', async () => {
    const runs: string[] = [];
    for (let count = 0; count < 5; count += 1) runs.unshift(await aRun(null, [measured('health', 90 + count)]));
    const { total, runs: page } = await search({ from: 1, count: 2 });
    expect([total, page.map(({ run }) => run)]).toEqual([5, runs.slice(1, 3)]);
  });

  it('tells what failed, and finds runs by verdict', async () => {
    const good = await aRun(null, [measured('health', 92), measured('sag', 0.1)]);
    const bad = await aRun(null, [measured('health', 60), measured('sag', 0.1)]);
    const live = await aRun(null, [measured('health', 92)], false);
    const died = await aRun(null, [measured('health', 92)], false);
    running.add(live);
    const verdicts = async (verdict: NonNullable<HistoryQuery['verdict']>) =>
      (await search({ verdict })).runs.map(({ run, failed }) => [run, ...failed]);
    expect(await verdicts('PASS')).toEqual([[good]]);
    expect(await verdicts('FAIL')).toEqual([[bad, 'health']]);
    expect(await verdicts('RUNNING')).toEqual([[live]]);
    expect(await verdicts('INTERRUPTED')).toEqual([[died]]);
  });

  it('a run that goes on, is linked and is unlinked is never shown as it was', async () => {
    const run = await aRun(null, [measured('health', 92)], false);
    expect(await found('AC-77')).toEqual([]);
    const ticket = tickets().open(phone);
    tickets().linkRun(ticket, run, null);
    expect((await search({ text: 'AC-77' })).runs).toMatchObject([{ run, ticket, unit: { serial: 'AC-77' } }]);
    tickets().unlinkRun(ticket, run, null);
    expect(await found('AC-77')).toEqual([]);
    const [first, ...rest] = journalOf(run, [measured('health', 92), measured('sag', 0.9)]);
    expect(first?.kind).toBe('run.start');
    new SqliteJournalStore(database).commit(rest.slice(-2));
    expect((await search({ verdict: 'FAIL' })).runs).toMatchObject([{ run, failed: ['sag'] }]);
  });

  it('a damaged entry hides its own words and nothing else', async () => {
    const run = await aRun(tickets().open(phone), [measured('health', 92)]);
    database.run("UPDATE journal SET body = '{' WHERE run = ? AND i = 0", run);
    expect(await found('AC-77')).toEqual([run]);
  });

  it('runs of a station that had no history yet are all found', async () => {
    const run = await aRun(tickets().open(phone), [measured('health', 92)]);
    const later = migrations.findIndex(({ title }) => title === 'history');
    for (const row of database.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
      database.run(`DROP TRIGGER ${String(row.name)}`);
    for (const kind of ['index', 'table'])
      for (const row of database.all(
        `SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL AND (name LIKE 'history%' OR name LIKE 'series%' OR name LIKE 'verdict%'
           OR name IN ('journal_by_kind', 'run_open', 'run_by_start', 'ticket_run_by_run'))`,
        kind,
      ))
        database.run(`DROP ${kind} ${String(row.name)}`);
    database.run(`PRAGMA user_version = ${later}`);
    database.close();
    database = openDatabase(folder);
    expect(await found('掉电')).toEqual([run]);
  });
});

describe('units and trends', () => {
  it('a unit is one however often it comes, newest first, with its last verdict', async () => {
    const first = tickets().open(phone);
    await aRun(first, [measured('health', 60)]);
    const other = tickets().open({ brand: 'Other', model: 'Two', fault: 'x' });
    const again = tickets().open(phone);
    await aRun(again, [measured('health', 92)]);
    const units = await handlers()['history/units']({ text: '', count: 10 });
    expect(units).toMatchObject([
      { id: 'AC-77', brand: 'Acme', tickets: [again, first], runs: 2, lastVerdict: 'PASS' },
      { id: other, runs: 0, lastWall: null, lastVerdict: null },
    ]);
    expect(await handlers()['history/units']({ text: 'two other', count: 10 })).toMatchObject([{ id: other }]);
  });

  it('units are gathered anew when something has come, and not for every key', async () => {
    const ticket = tickets().open(phone);
    const run = await aRun(ticket, [measured('health', 60)], false);
    const units = new Units(database);
    const verdicts = (text: string) => {
      new HistoryIndex(database).refresh();
      return units.search({ text, count: 10 }, () => false).map(({ lastVerdict }) => lastVerdict);
    };
    for (const text of ['a', 'ac', 'ac-', 'ac-7', 'ac-77']) expect(verdicts(text)).toEqual(['INTERRUPTED']);
    expect(units.gatherings).toBe(1);
    new SqliteJournalStore(database).commit(journalOf(run, [measured('health', 60)]).slice(-1));
    expect(verdicts('ac-77')).toEqual(['FAIL']);
    tickets().unlinkRun(ticket, run, null);
    verdicts('ac-77');
    expect(units.gatherings).toBe(3);
  });

  it('a trend has one point a run, the last attempt, oldest first, and keeps what could not be had', async () => {
    const ticket = tickets().open(phone);
    await aRun(ticket, [measured('health', 60), measured('health', 91)]);
    await aRun(null, [measured('health', null)]);
    const procedure = (await smallBundle()).declared.id;
    const all = await handlers()['history/trend']({ procedure, key: 'health' });
    expect(all).toMatchObject([
      { value: 91, unit: '%', verdict: 'PASS', limits: { lo: 80 }, serial: 'AC-77', simulated: true },
      { value: null, serial: null, status: 'overrange' },
    ]);
    expect(all[0]?.status).toBe('ok');
    const query = { procedure, key: 'health', serial: 'AC-77' };
    expect(await handlers()['history/trend'](query)).toEqual(all.slice(0, 1));
    expect(await handlers()['history/trend']({ procedure: 'other', key: 'health' })).toEqual([]);
  });

  it('an exported run has its own name and reads back', async () => {
    const run = await aRun(null, [measured('health', 92)]);
    const json = await handlers()['run/export']({ run, format: 'json' });
    expect([json.name, JSON.parse(json.text).verdict]).toEqual([`${run}.json`, 'PASS']);
    const csv = await handlers()['run/export']({ run, format: 'csv' });
    expect([csv.name, parseCsv(csv.text).length]).toEqual([`${run}.csv`, 4]);
  });
});
