/** The station's contract from outside: a run, its record and its ticket, through the port, with a real store and worker. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';
import type { Entry } from '../../station/record/entry.ts';
import { openDatabase } from '../../station/store/database.ts';
import { RunCatalogue } from '../../station/store/run-catalogue.ts';
import { TicketStore } from '../../station/tickets/ticket-store.ts';
import { smallBundle } from '../support/small-bundle.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(path.join(root, 'dist/bench-main.mjs')))
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-station-'));
const procedure = path.join(root, 'test/support/small-procedure.ts');
const bench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;
const heard: Entry[] = [];
let station: HeadlessStation;
let ticket: string;
let run: string;

beforeAll(async () => {
  station = openStation(folder);
  station.on('entry', (entry) => heard.push(entry));
  ({ number: ticket } = await station.call('ticket/new', { brand: 'Acme', model: 'One', fault: 'drains fast' }));
  ({ run } = await station.call('run/start', { procedure, ticket, bench, operator: null, answers: { ready: true } }));
  await station.call('run/wait', { run });
});
afterAll(async () => {
  await station.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a run through the station’s port', () => {
  it('run/wait answers with the verdict, also to those who ask after the end', async () => {
    expect(await station.call('run/wait', { run })).toEqual({ verdict: 'PASS' });
  });

  it('run/list has it with its verdict, and only under its own ticket', async () => {
    const [listed, ...more] = await station.call('run/list', { ticket });
    expect(listed).toMatchObject({ run, procedure: 'small', ticket, verdict: 'PASS', simulated: true });
    expect(more).toEqual([]);
    expect(await station.call('run/list', { ticket: 'SR-20200101-0001' })).toEqual([]);
  });

  it('run/entries are the entries that were told, in pages of any size', async () => {
    const all = await station.call('run/entries', { run, from: 0, count: 5_000 });
    expect(all).toEqual(heard.filter((entry) => entry.run === run));
    expect(await station.call('run/entries', { run, from: 3, count: 2 })).toEqual(all.slice(3, 5));
    expect(await station.call('run/entries', { run, from: all.length, count: 2 })).toEqual([]);
  });

  it('run/show and run/verify agree with what was journaled', async () => {
    const record = await station.call('run/show', { run });
    expect(record).toMatchObject({ run, ticket, verdict: 'PASS', scenario: 'healthy', interruptions: [] });
    expect(record.measures.map(({ verdict }) => verdict)).toEqual(['PASS', 'PASS', 'PASS', 'PASS']);
    expect(await station.call('run/verify', { run })).toEqual({
      run,
      ok: true,
      entries: record.entries,
      chainBrokenAt: null,
      differences: [],
    });
  });

  it('run/series names the curves of its soak and run/span draws them', async () => {
    const [series, ...more] = await station.call('run/series', { run });
    expect(more).toEqual([]);
    expect(series).toMatchObject({ series: 'soak/v', unit: 'V', samples: 61, holes: 0 });
    const whole = { run, series: 'soak/v', fromMs: 0, toMs: 3_600_000 };
    const every = await station.call('run/span', { ...whole, buckets: 1_000 });
    expect([every.times.length, every.gaps]).toEqual([61, []]);
    const few = await station.call('run/span', { ...whole, buckets: 10 });
    expect(few.min.length).toBe(10);
    expect(Math.min(...few.min)).toBe(Math.min(...every.min));
    expect(Math.max(...few.max)).toBe(Math.max(...every.max));
    const unknown = station.call('run/span', { ...whole, run: 'RUN-1', buckets: 10 });
    await expect(unknown).rejects.toMatchObject({ code: 'run/unknown' });
  });

  it.each(['run/resume', 'run/close'] as const)('%s of a run that has ended is refused', async (verb) => {
    const input = verb === 'run/resume' ? { run, answers: {} } : { run };
    await expect(station.call(verb, input as never)).rejects.toMatchObject({ code: 'run/ended', params: { run } });
  });

  it.each(['run/stop', 'run/emergency', 'run/answer'] as const)(
    '%s of a run that is not here is refused',
    async (verb) => {
      const input = verb === 'run/answer' ? { run, key: 'ready', value: true } : { run, by: 'operator' };
      await expect(station.call(verb, input as never)).rejects.toMatchObject({ code: 'run/not-here' });
    },
  );

  it('the simulated world that only this run had is gone with it', () => {
    expect(readdirSync(path.join(folder, 'simulated'))).toEqual([]);
  });

  it('a run that nobody knows is unknown to every verb', async () => {
    for (const verb of ['run/show', 'run/verify', 'run/wait', 'run/close'] as const)
      await expect(station.call(verb, { run: 'RUN-20200101-0001' })).rejects.toMatchObject({ code: 'run/unknown' });
  });
});

describe('a run whose bench lacks an instrument', () => {
  it('is no run: nothing is listed, and its ticket tells that it was tried and why not', async () => {
    const file = path.join(folder, 'bench.json');
    writeFileSync(file, JSON.stringify({ instruments: [] }));
    const choice = { kind: 'file', path: file, speed: 1 } as const;
    const start = station.call('run/start', { procedure, ticket, bench: choice, operator: null, answers: {} });
    await expect(start).rejects.toMatchObject({ code: 'bench/none-for-role' });
    expect((await station.call('run/list', { ticket })).map((one) => one.run)).toEqual([run]);
    const { timeline } = await station.call('ticket/show', { number: ticket });
    expect(timeline.at(-1)).toMatchObject({ kind: 'run-not-begun', body: { why: 'bench/none-for-role' } });
  });
});

describe('a run whose station died before its first entry', () => {
  let unbegun: string;
  beforeAll(async () => {
    const database = openDatabase(folder);
    const circumstances = { ticket, unitSerial: null, bench, simulated: true, answers: {}, wall: Date.now() };
    const tickets = new TicketStore(database, () => Date.now());
    unbegun = new RunCatalogue(database).add({ bundle: await smallBundle(), ...circumstances }, (id) =>
      tickets.attachRun(ticket, id, 'small'),
    );
    database.close();
  });

  it('is listed as interrupted', async () => {
    expect((await station.call('run/list', { ticket }))[0]).toMatchObject({ run: unbegun, verdict: 'INTERRUPTED' });
  });

  it('has no record yet, and says so', async () => {
    await expect(station.call('run/show', { run: unbegun })).rejects.toMatchObject({ code: 'run/not-begun' });
    expect(await station.call('run/entries', { run: unbegun, from: 0, count: 10 })).toEqual([]);
    expect(await station.call('run/verify', { run: unbegun })).toMatchObject({ ok: false, entries: 0 });
    await expect(station.call('run/close', { run: unbegun })).rejects.toMatchObject({ code: 'run/not-begun' });
  });

  it('can begin later, under its own number', async () => {
    await station.call('run/resume', { run: unbegun, bench, answers: { ready: true } });
    expect(await station.call('run/wait', { run: unbegun })).toEqual({ verdict: 'PASS' });
    expect((await station.call('run/show', { run: unbegun })).interruptions).toEqual([]);
  });
});

describe('a ticket through the station’s port', () => {
  it('ticket/show has the run, the notes and the status in its timeline', async () => {
    await station.call('ticket/note', { number: ticket, text: 'battery ordered', by: 'Q' });
    await station.call('ticket/status', { number: ticket, status: 'waiting', by: 'Q' });
    const shown = await station.call('ticket/show', { number: ticket });
    expect(shown.status).toBe('waiting');
    expect(shown.runsDetail.map((detail) => detail.run)).toContain(run);
    const kinds = shown.timeline.map(({ kind }) => kind);
    expect(kinds[0]).toBe('opened');
    expect(kinds.slice(-2)).toEqual(['note', 'status']);
  });

  it('ticket/list has it once, and ticket/contact nothing that nobody told', async () => {
    expect((await station.call('ticket/list', {})).map(({ number }) => number)).toEqual([ticket]);
    expect(await station.call('ticket/contact', { number: ticket })).toBeNull();
  });
});

describe('the station tells', () => {
  it('procedure/list the shipped procedures with what they need and measure', async () => {
    const procedures = await station.call('procedure/list', {});
    expect(procedures.map(({ id }) => id)).toEqual(['battery-health', 'call-soak', 'fast-charge', 'video-soak']);
    for (const { hash, measures, needs } of procedures) {
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(measures.length).toBeGreaterThan(0);
      expect(Object.values(needs)).toContain('Phone');
    }
  });

  it('instrument/list what is there, and why what is there cannot be used', async () => {
    for (const found of await station.call('instrument/list', {}))
      expect([found.id, found.usable || found.problem !== undefined]).toEqual([expect.stringMatching(/./), true]);
  });
});
