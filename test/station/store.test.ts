/** The store's file and the locks of runs, with real files and real processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../station/store/database.ts';
import { migrations } from '../../station/store/migrations/index.ts';
import { isRunning, lockRun } from '../../station/store/run-lock.ts';
import { bundledForTest } from '../support/bundle.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Tables, indexes and the version, as the file says. */
function schemaOf(file: string): { readonly version: unknown; readonly names: unknown[] } {
  const engine = new DatabaseSync(file);
  try {
    const names = engine.prepare(`SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name`).all();
    const version = engine.prepare('PRAGMA user_version').get() as { user_version: number };
    return { version: version.user_version, names: names.map((row) => (row as { name: string }).name) };
  } finally {
    engine.close();
  }
}

/** A file as the first `count` migrations left it. */
function oldStore(count: number): void {
  const engine = new DatabaseSync(databaseFile(folder));
  for (const migration of migrations.slice(0, count)) for (const sql of migration.statements) engine.exec(sql);
  engine.exec(`PRAGMA user_version = ${count}`);
  engine.close();
}

describe('a store', () => {
  it('of an empty folder has the newest schema, and power cuts are written through', () => {
    const database = openDatabase(folder);
    expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(database.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    database.close();
    expect(schemaOf(databaseFile(folder)).version).toBe(migrations.length);
  });

  it('of every earlier version is brought to the same schema, and keeps what it held', () => {
    openDatabase(folder).close();
    const fresh = schemaOf(databaseFile(folder));
    for (let version = 1; version < migrations.length; version += 1) {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      oldStore(version);
      const engine = new DatabaseSync(databaseFile(folder));
      engine.exec(`INSERT INTO station (key, value) VALUES ('name', 'Bench 3')`);
      engine.close();
      const database = openDatabase(folder);
      expect(database.get('SELECT value FROM station WHERE key = ?', 'name')).toEqual({ value: 'Bench 3' });
      database.close();
      expect(schemaOf(databaseFile(folder))).toEqual(fresh);
    }
  });

  it('that a newer station has written is refused and left as it is', () => {
    openDatabase(folder).close();
    const engine = new DatabaseSync(databaseFile(folder));
    engine.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    engine.close();
    const refused = { code: 'store/newer', params: { found: migrations.length + 1, known: migrations.length } };
    expect(() => openDatabase(folder)).toThrow(expect.objectContaining(refused));
    expect(schemaOf(databaseFile(folder)).version).toBe(migrations.length + 1);
  });

  it('a transaction that fails half way leaves nothing behind, and the next one works', () => {
    const database = openDatabase(folder);
    const insert = (key: string) => database.run('INSERT INTO station (key, value) VALUES (?, ?)', key, 'x');
    expect(() =>
      database.transaction(() => {
        insert('one');
        insert('one');
      }),
    ).toThrow(expect.objectContaining({ code: 'store/failed' }));
    expect(database.all('SELECT key FROM station')).toEqual([]);
    database.transaction(() => insert('two'));
    expect(database.all('SELECT key FROM station')).toEqual([{ key: 'two' }]);
    database.close();
  });
});

describe('the lock of a run', () => {
  let holder: ChildProcess | undefined;
  afterEach(() => void holder?.kill('SIGKILL'));

  /** A process of its own that holds the lock until it dies. */
  async function holdElsewhere(run: string): Promise<ChildProcess> {
    const main = await bundledForTest('test/support/lock-holder-main.ts');
    const child = spawn(process.execPath, [main, folder, run], { stdio: ['ignore', 'pipe', 'inherit'] });
    holder = child;
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return child;
  }

  it('that another process holds is refused, until kill -9 takes that process away', async () => {
    const child = await holdElsewhere('RUN-1');
    const taken = expect.objectContaining({ code: 'run/taken', params: { run: 'RUN-1' } });
    expect(() => lockRun(folder, 'RUN-1')).toThrow(taken);
    expect([isRunning(folder, 'RUN-1'), isRunning(folder, 'RUN-2')]).toEqual([true, false]);
    const dead = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await dead;
    expect(isRunning(folder, 'RUN-1')).toBe(false);
    lockRun(folder, 'RUN-1').release();
  });

  it('asking who works on a run neither takes it away nor lets a second one in', () => {
    const lock = lockRun(folder, 'RUN-1');
    expect(isRunning(folder, 'RUN-1')).toBe(true);
    expect(() => lockRun(folder, 'RUN-1')).toThrow(expect.objectContaining({ code: 'run/taken' }));
    lock.release();
    expect(isRunning(folder, 'RUN-1')).toBe(false);
  });

  it('that somebody opened just before it was given back still keeps everybody else out', () => {
    const file = path.join(folder, 'locks', 'RUN-1.lock');
    const first = lockRun(folder, 'RUN-1');
    // Another process has the file open already and asks for it the moment it is free.
    const other = new DatabaseSync(file);
    first.release();
    other.exec('BEGIN EXCLUSIVE');
    expect(() => lockRun(folder, 'RUN-1')).toThrow(expect.objectContaining({ code: 'run/taken' }));
    other.close();
  });

  it('given back twice is given back once', () => {
    const lock = lockRun(folder, 'RUN-1');
    lock.release();
    const next = lockRun(folder, 'RUN-1');
    lock.release();
    expect(isRunning(folder, 'RUN-1')).toBe(true);
    next.release();
  });

  it('of a run nobody has ever worked on is not made by asking', () => {
    expect(isRunning(folder, 'RUN-9')).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});

it.skipIf(process.platform !== 'linux')(
  'a data folder that no one can make is refused at once instead of being tried for ever',
  () => {
    expect(() => openDatabase('/proc/nope/station')).toThrowError(expect.objectContaining({ code: 'store/no-access' }));
  },
);
