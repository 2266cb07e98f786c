/** What the screens ask of the station itself: settings, the strip, the demonstration ticket, links and scanned codes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { StationStatus } from '../../station/api/station.ts';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';
import { RunsOfStation } from '../../station/compose/runs-of-station.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import { type Database, openDatabase } from '../../station/store/database.ts';
import { EnergisedStore } from '../../station/store/energised-store.ts';
import { RunCatalogue } from '../../station/store/run-catalogue.ts';
import { writeStationValue } from '../../station/store/station-values.ts';
import { resolveScan } from '../../station/tickets/scan.ts';
import { TicketStore } from '../../station/tickets/ticket-store.ts';
import { journalOf } from '../support/sample-journal.ts';
import { smallBundle } from '../support/small-bundle.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const phone = { brand: 'Acme', model: 'One', serial: 'AC-77', imei: '490154203237518', fault: 'drains fast' };
const bench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;

let folder: string;
let station: HeadlessStation;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-desk-'));
  station = openStation(folder);
  database = openDatabase(folder);
});
afterEach(async () => {
  database.close();
  await station.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A run that stands in the store with a first entry, as a station that died leaves it. */
async function leftRun(ticket: string | null = null): Promise<string> {
  const bundle = await smallBundle();
  const parts = { bundle, ticket, unitSerial: null, bench, simulated: true, answers: {}, wall: Date.now() };
  const run = new RunCatalogue(database).add(parts, (id) => {
    if (ticket !== null) new TicketStore(database, () => Date.now()).attachRun(ticket, id, 'small');
  });
  new SqliteJournalStore(database).commit(journalOf(run, [], { unfinished: true }));
  return run;
}

describe('settings', () => {
  it('a change is told, kept over a restart, and leaves everything else as it was', async () => {
    const before = await station.call('station/settings', {});
    const told: unknown[] = [];
    station.on('settings', (settings) => told.push(settings));
    const after = await station.call('station/change', { theme: 'dark', language: 'zh-TW' });
    expect(after).toEqual({ ...before, theme: 'dark', language: 'zh-TW' });
    expect(told).toEqual([after]);
    await station.close();
    station = openStation(folder);
    expect(await station.call('station/settings', {})).toEqual(after);
  });

  it('whoever works here is offered again, the latest first, nobody twice', async () => {
    for (const operator of ['Q', '測試員', null, 'Q']) await station.call('station/change', { operator });
    expect(await station.call('station/settings', {})).toMatchObject({ operator: 'Q', operators: ['Q', '測試員'] });
  });

  it('one damaged setting in the store takes no other with it', async () => {
    await station.call('station/change', { name: 'Bench 4', theme: 'contrast' });
    writeStationValue(database, 'settings', '{"name":"Bench 4","theme":"pink","simulation":{"on":1},"operators":7}');
    expect(await station.call('station/settings', {})).toMatchObject({
      name: 'Bench 4',
      theme: 'bright',
      operators: [],
    });
    writeStationValue(database, 'settings', 'no json');
    expect((await station.call('station/settings', {})).name).toBe('Ohmstead');
  });

  it.each([
    [{ theme: 'pink' }, 'input/not-one-of'],
    [{ operators: ['x'] }, 'input/unknown-field'],
    [{ name: '\u202eevil' }, 'input/control-characters'],
    [{ simulation: { on: true, speed: 0, scenario: 'healthy' } }, 'input/too-small'],
    [{ simulation: { on: true, speed: 1, scenario: 'perfect' } }, 'unit/unknown-scenario'],
  ])('%o is refused as %s', async (change, code) => {
    await expect(station.call('station/change', change as never)).rejects.toMatchObject({ code });
  });
});

describe('the station itself', () => {
  it('tells what it is and where its data lies', async () => {
    const about = await station.call('station/about', {});
    expect(about).toMatchObject({ dataFolder: folder, node: process.version });
    expect(database.get('PRAGMA user_version')?.user_version).toBe(about.schema);
  });

  it('a computer that sleeps and wakes while nothing runs changes nothing', async () => {
    const before = await station.call('station/status', {});
    for (const event of ['suspend', 'resume', 'resume'] as const)
      expect(await station.call('station/power', { event })).toEqual({});
    expect(await station.call('station/status', {})).toMatchObject({ clock: before.clock, running: [] });
  });

  it('a computer that sleeps in the middle of a run leaves a gap in it', async () => {
    const procedure = path.resolve('test/support/small-procedure.ts');
    const real = { ...bench, speed: 1 };
    const { run } = await station.call('run/start', {
      procedure,
      ticket: null,
      bench: real,
      operator: null,
      answers: { ready: true },
    });
    await station.call('station/power', { event: 'suspend' });
    await station.call('station/power', { event: 'resume' });
    await station.call('run/stop', { run, by: 'Q' });
    await station.call('run/wait', { run });
    const { interruptions } = await station.call('run/show', { run });
    expect(interruptions).toMatchObject([{ cause: 'late-clock', ended: true }]);
  }, 30_000);
});

describe('the strip', () => {
  it('of a new station says that nothing is saved, energised or interrupted', async () => {
    const status = await station.call('station/status', {});
    expect(status).toMatchObject({ savedWall: null, bench: 'idle', store: 'ok', clock: 'ok', energised: [] });
    expect(status).toMatchObject({ running: [], interrupted: [], diskLow: false });
    expect(status.diskFreeBytes).toBeGreaterThan(0);
  });

  it('names a run that died and what it left switched on', async () => {
    const run = await leftRun();
    const target = { key: `${run}/supply`, driver: 'psu', address: '/dev/ttyUSB9', frames: [], gapMs: 0 };
    await new EnergisedStore(database, new VirtualClock()).mark(
      { ...target, identity: { make: 'A', model: 'B' } } as never,
      run,
    );
    const status = await station.call('station/status', {});
    expect(status.interrupted).toEqual([run]);
    expect(status.energised).toEqual([{ run, address: '/dev/ttyUSB9', driver: 'psu', simulated: false }]);
  });

  it('is told when a run begins and again when it has ended', async () => {
    const told: StationStatus[] = [];
    station.on('status', (status) => told.push(status));
    const procedure = path.resolve('test/support/small-procedure.ts');
    const request = { procedure, ticket: null, bench, operator: null, answers: { ready: true } };
    const { run } = await station.call('run/start', request);
    expect((await station.call('station/status', {})).running).toEqual([run]);
    await station.call('run/wait', { run });
    await expect.poll(() => told.at(-1)?.running).toEqual([]);
    expect((await station.call('station/status', {})).savedWall).not.toBeNull();
  });

  it('a disk without room for a run refuses it and leaves no trace of it', async () => {
    const tickets = new TicketStore(database, () => Date.now());
    const free = async () => 12_345_678;
    const benchFor = () => {
      throw new Error('no bench is wanted');
    };
    const runs = new RunsOfStation({ folder, database, tickets, benchFor, onEntry: () => undefined, free });
    const refused = runs.start({ procedure: 'battery-health', ticket: null, bench, operator: null, answers: {} });
    await expect(refused).rejects.toMatchObject({ code: 'station/disk-low', params: { freeMb: 12, neededMb: 500 } });
    expect(await station.call('run/list', {})).toEqual([]);
  });
});

describe('tickets and their runs', () => {
  it('the demonstration ticket is made once, whoever asks for it in whatever language', async () => {
    const { number } = await station.call('ticket/demonstration', {});
    expect(await station.call('ticket/demonstration', { language: 'zh-TW' })).toEqual({ number });
    expect(await station.call('ticket/list', {})).toHaveLength(1);
    expect((await station.call('ticket/show', { number })).fault).toMatch(/^battery/);
  });

  it.each([
    ['en', /^battery drains fast/],
    ['zh-CN', /电池/],
    ['zh-TW', /電池/],
  ] as const)(
    'the fault of the demonstration ticket is told in the language of the person (%s)',
    async (language, words) => {
      const { number } = await station.call('ticket/demonstration', { language });
      const { fault, serial } = await station.call('ticket/show', { number });
      expect(fault).toMatch(words);
      expect(serial).toBe('DEMO-0001');
    },
  );

  it('a language that the station does not speak makes no ticket', async () => {
    const refused = station.call('ticket/demonstration', { language: 'fr' } as unknown as { language: 'en' });
    await expect(refused).rejects.toMatchObject({ code: 'input/not-one-of' });
    expect(await station.call('ticket/list', {})).toEqual([]);
  });

  it('a run moves from one ticket to another, both timelines tell, its own record stays', async () => {
    const { number: first } = await station.call('ticket/new', phone);
    const { number: second } = await station.call('ticket/new', phone);
    const run = await leftRun(first);
    const link = { run, by: 'Q' };
    const refused = station.call('ticket/link', { number: second, ...link });
    await expect(refused).rejects.toMatchObject({ code: 'ticket/already-linked', params: { run, ticket: first } });
    await station.call('ticket/unlink', { number: first, ...link });
    await station.call('ticket/link', { number: second, ...link });
    expect(await station.call('run/list', { ticket: first })).toEqual([]);
    expect(await station.call('run/list', { ticket: second })).toMatchObject([{ run, ticket: first }]);
    const kinds = async (number: string) =>
      (await station.call('ticket/show', { number })).timeline.map(({ kind }) => kind);
    expect(await kinds(first)).toEqual(['opened', 'run-attached', 'run-unlinked']);
    expect(await kinds(second)).toEqual(['opened', 'run-linked']);
  });

  it('what is not there cannot be linked', async () => {
    const { number } = await station.call('ticket/new', phone);
    const refusal = (verb: 'ticket/link' | 'ticket/unlink', to: string, run: string) =>
      station.call(verb, { number: to, run, by: null }).catch((error: { code: string }) => error.code);
    const run = await leftRun();
    expect(await refusal('ticket/link', number, 'RUN-1')).toBe('run/unknown');
    expect(await refusal('ticket/link', 'SR-20200101-0001', run)).toBe('ticket/unknown');
    expect(await refusal('ticket/unlink', number, run)).toBe('ticket/not-linked');
  });
});

describe('a scanned code', () => {
  const scan = async (text: string) => station.call('scan/resolve', { text });

  it.each([
    ['CMD:stop', { kind: 'command', command: 'STOP' }],
    ['ＣＭＤ：ＳＴＡＲＴ', { kind: 'command', command: 'START' }],
    ['op: 王小明 ', { kind: 'operator', name: '王小明' }],
    ['CMD:rm -rf /', { kind: 'unknown', text: 'CMD:rm -rf /' }],
    ['SR-20200101-0001', { kind: 'unknown', text: 'SR-20200101-0001' }],
    ['490154203237519', { kind: 'unknown', text: '490154203237519' }],
    ['SN: new-one', { kind: 'unit', serial: 'new-one', tickets: [] }],
    ['IMEI1: 35-209900-176148-1', { kind: 'unit', serial: '352099001761481', tickets: [] }],
    ["'; DROP TABLE ticket; --", { kind: 'unknown', text: "'; DROP TABLE ticket; --" }],
    ['\u0000\u202e\u001b[31m', { kind: 'unknown', text: '[31m' }],
    ['', { kind: 'unknown', text: '' }],
  ])('%j is %o', async (text, result) => {
    expect(await scan(text)).toEqual(result);
  });

  it('finds tickets by number, serial and IMEI, open ones first; and runs', async () => {
    const { number: old } = await station.call('ticket/new', phone);
    const { number: now } = await station.call('ticket/new', phone);
    const run = await leftRun();
    expect(await scan(`${now.toLowerCase()}\r\n`)).toEqual({ kind: 'ticket', number: now });
    expect(await scan('ac-77')).toEqual({ kind: 'unit', serial: 'ac-77', tickets: [now, old] });
    await station.call('ticket/status', { number: now, status: 'returned', by: null });
    expect(await scan('４９０１５４２０３２３７５１８')).toMatchObject({ tickets: [old, now] });
    expect(await scan(run)).toEqual({ kind: 'run', run });
  });

  it('whatever is scanned, something is answered that a screen can show', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const result = resolveScan(database, text);
        expect(JSON.stringify(result)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { seed, numRuns: 300 },
    );
  });
});
