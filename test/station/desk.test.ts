/** What the screens ask of the station itself: settings, what it is, the strip. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { StationStatus } from '../../station/api/station.ts';
import type { HeadlessStation } from '../../station/compose/headless.ts';
import { RunsOfStation } from '../../station/compose/runs-of-station.ts';
import type { Database } from '../../station/store/database.ts';
import { EnergisedStore } from '../../station/store/energised-store.ts';
import { writeStationValue } from '../../station/store/station-values.ts';
import { TicketStore } from '../../station/tickets/ticket-store.ts';
import { simulatedBench as bench, type Desk, openDesk } from '../support/open-desk.ts';

let desk: Desk;
let folder: string;
let station: HeadlessStation;
let database: Database;

beforeEach(() => {
  desk = openDesk();
  ({ folder, station, database } = desk);
});
afterEach(() => desk.close());

describe('settings', () => {
  it('a change is told, kept over a restart, and leaves everything else as it was', async () => {
    const before = await station.call('station/settings', {});
    const told: unknown[] = [];
    station.on('settings', (settings) => told.push(settings));
    const after = await station.call('station/change', { theme: 'dark', language: 'zh-TW' });
    expect(after).toEqual({ ...before, theme: 'dark', language: 'zh-TW' });
    expect(told).toEqual([after]);
    const again = await desk.reopened();
    expect(await again.call('station/settings', {})).toEqual(after);
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
    const run = await desk.leftRun();
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
