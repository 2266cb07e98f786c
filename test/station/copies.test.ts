/** Copies of the store: made while it works, taken back at the next start, and never half of one. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';
import { backUp, type CopyParts } from '../../station/copies/backup.ts';
import { type Database, openDatabase } from '../../station/store/database.ts';
import { inspectStore } from '../../station/store/inspect-store.ts';
import { readyName, takeRestored } from '../../station/store/take-restored.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(path.join(root, 'dist/library-worker.mjs')))
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

const phone = { brand: 'Acme', model: 'One', fault: 'x' };
let place: string;
let folder: string;
let station: HeadlessStation | undefined;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'ohmstead-copies-'));
  folder = path.join(place, 'data');
});
afterEach(async () => {
  await station?.close();
  station = undefined;
  rmSync(place, { recursive: true, force: true });
});

const open = () => (station = openStation(folder));
const close = async () => {
  await station?.close();
  station = undefined;
};
const tickets = async () => (await open().call('ticket/list', {})).length;
const copy = (name = 'copy') => path.join(place, name);

describe('a backup', () => {
  it('made while a run goes on is whole, has the run as far as it was, and its evidence', async () => {
    const live = open();
    const procedure = path.join(root, 'test/support/small-procedure.ts');
    const bench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;
    const request = { procedure, ticket: null, bench, operator: null, answers: { ready: true } };
    const { run: first } = await live.call('run/start', request);
    await live.call('run/wait', { run: first });
    const { run } = await live.call('run/start', request);
    const report = await live.call('station/backup', { path: copy() });
    expect(report).toMatchObject({ path: copy(), runs: 2, tickets: 0 });
    await live.call('run/wait', { run });
    expect(await live.call('run/verify', { run })).toMatchObject({ ok: true });
    const entries = await live.call('run/entries', { run, from: 0, count: 5_000 });
    await close();
    expect(readdirSync(copy()).sort()).toEqual(['backup.json', 'evidence', 'station.sqlite']);
    folder = copy();
    expect(await open().call('run/verify', { run: first })).toMatchObject({ ok: true, differences: [] });
    const copied = (await station?.call('run/entries', { run, from: 0, count: 5_000 })) ?? [];
    expect(copied.length).toBeGreaterThan(0);
    expect(copied).toEqual(entries.slice(0, copied.length));
  }, 30_000);

  it.each([
    ['something is there already', () => place, 'backup/exists'],
    ['it would lie in the data folder', () => path.join(folder, 'copies', 'one'), 'backup/inside'],
    ['its place is a file', () => path.join(place, 'file', 'copy'), 'backup/not-written'],
    ['its name is hostile', () => path.join(place, 'a'.repeat(300)), 'backup/not-written'],
  ])('where %s nothing is written', async (_, target, code) => {
    writeFileSync(path.join(place, 'file'), '');
    const refused = open().call('station/backup', { path: target() });
    await expect(refused).rejects.toMatchObject({ code });
    expect(readdirSync(place).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('a disk without room, or a copy that is not whole, leaves nothing behind', async () => {
    openDatabase(folder).close();
    const parts: CopyParts = {
      folder,
      free: async () => 1_000,
      inspect: async (file) => inspectStore(file),
      wall: () => 0,
    };
    await expect(backUp(copy(), parts)).rejects.toMatchObject({ code: 'backup/no-room', params: { freeMb: 0 } });
    const broken = {
      ...parts,
      free: async () => null,
      inspect: async () => ({ trouble: 'rot', schema: 1, runs: 0, tickets: 0 }),
    };
    await expect(backUp(copy(), broken)).rejects.toMatchObject({ code: 'backup/not-whole', params: { why: 'rot' } });
    expect(readdirSync(place)).toEqual(['data']);
  });
});

describe('a restore', () => {
  /** A copy with one ticket; the station goes on with a second one. */
  async function copied(): Promise<void> {
    const live = open();
    await live.call('ticket/new', phone);
    await live.call('station/backup', { path: copy() });
    await live.call('ticket/new', phone);
  }

  it('takes its place at the next start, and the old store is kept beside it', async () => {
    await copied();
    expect(await station?.call('station/restore', { path: copy() })).toMatchObject({ tickets: 1 });
    expect(await station?.call('ticket/list', {})).toHaveLength(2);
    await close();
    expect(await tickets()).toBe(1);
    const aside = readdirSync(folder).find((name) => name.startsWith('before-restore-'));
    expect(inspectStore(path.join(folder, aside ?? '', 'station.sqlite'))).toMatchObject({ trouble: null, tickets: 2 });
    expect(existsSync(path.join(folder, readyName))).toBe(false);
  });

  it('waits while another process has the store open', async () => {
    await copied();
    await station?.call('station/restore', { path: copy() });
    const other: Database = openDatabase(folder);
    await close();
    expect(await tickets()).toBe(2);
    await close();
    other.close();
    expect(await tickets()).toBe(1);
  });

  it.each([
    ['is no copy', (from: string) => rmSync(path.join(from, 'station.sqlite')), 'restore/no-copy'],
    [
      'is not a database',
      (from: string) => writeFileSync(path.join(from, 'station.sqlite'), 'x'.repeat(9_000)),
      'restore/damaged',
    ],
    ['has a hole', (from: string) => spoil(path.join(from, 'station.sqlite')), 'restore/damaged'],
    ['is of a newer station', (from: string) => newer(path.join(from, 'station.sqlite')), 'store/newer'],
  ])('a copy that %s is refused and nothing changes', async (_, damage, code) => {
    await copied();
    damage(copy());
    await expect(station?.call('station/restore', { path: copy() })).rejects.toMatchObject({ code });
    await close();
    expect(await tickets()).toBe(2);
    expect(readdirSync(folder).filter((name) => name.startsWith('restore'))).toEqual([]);
  });

  it('that dies at any step is finished by the next start, and both stores are whole', async () => {
    await copied();
    await station?.call('station/restore', { path: copy() });
    await close();
    const original = path.join(place, 'original');
    copyTree(folder, original);
    for (let step = 0; ; step += 1) {
      rmSync(folder, { recursive: true });
      copyTree(original, folder);
      let steps = 0;
      const dying = (from: string, to: string) => {
        if (steps === step) throw new Error('power cut');
        steps += 1;
        renameSync(from, to);
      };
      let died = false;
      try {
        takeRestored(folder, dying as typeof renameSync);
      } catch {
        died = true;
      }
      openDatabase(folder).close();
      expect(inspectStore(path.join(folder, 'station.sqlite')), `step ${step}`).toMatchObject({
        trouble: null,
        tickets: 1,
      });
      const aside = readdirSync(folder).find((name) => name.startsWith('before-restore')) ?? '';
      expect(inspectStore(path.join(folder, aside, 'station.sqlite'))).toMatchObject({ trouble: null, tickets: 2 });
      if (!died) break;
      expect(step).toBeLessThan(20);
    }
  });
});

it('a restore that cannot be finished never leaves an empty store in its place', async () => {
  const live = open();
  await live.call('ticket/new', phone);
  await live.call('station/backup', { path: copy() });
  await live.call('station/restore', { path: copy() });
  await close();
  const { aside } = JSON.parse(readFileSync(path.join(folder, readyName, 'restore.json'), 'utf8'));
  writeFileSync(path.join(folder, aside), 'in the way');
  for (const half of [false, true]) {
    // As a crash leaves it: the old one has gone.
    if (half) renameSync(path.join(folder, 'station.sqlite'), path.join(place, 'gone.sqlite'));
    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'restore/not-finished' }));
    expect(existsSync(path.join(folder, 'station.sqlite'))).toBe(!half);
  }
  rmSync(path.join(folder, aside));
  expect(await tickets()).toBe(1);
});

function spoil(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xff, 4096, bytes.length - 4096);
  writeFileSync(file, bytes);
}

function newer(file: string): void {
  const bytes = readFileSync(file);
  // The user version of a database file stands at byte 60 (SQLite file format, 1.3).
  bytes.writeUInt32BE(9_999, 60);
  writeFileSync(file, bytes);
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    else copyFileSync(source, target);
  }
}
