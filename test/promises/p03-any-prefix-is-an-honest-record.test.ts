/** P3: any prefix of a journal is a valid, honest record, wherever a power cut has torn the file. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { firstBrokenLink } from '../../station/journal/chain.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { databaseFile, openDatabase } from '../../station/store/database.ts';
import { smallBundle } from '../support/small-bundle.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-torn-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let entries: readonly Entry[];
const whole = path.join(folder, 'whole');
let wal: Buffer;

beforeAll(async () => {
  entries = (await rehearse({ bundle: await smallBundle() })).entries;
  mkdirSync(whole);
  const database = openDatabase(whole);
  database.run(
    `INSERT INTO bundle (hash, procedure_id, version, code, description) VALUES ('h', 'p', '1.0.0', x'00', '{}')`,
  );
  database.run(
    `INSERT INTO run (id, procedure_id, procedure_version, bundle, simulated, bench, answers, started_wall)
     VALUES ('rehearsal', 'small', '1.0.0', 'h', 1, '{}', '{}', 0)`,
  );
  const store = new SqliteJournalStore(database);
  for (const entry of entries) store.commit([entry]);
  // The files as a power cut leaves them: the log not yet folded back into the database.
  copyFileSync(databaseFile(whole), path.join(folder, 'base.sqlite'));
  wal = readFileSync(`${databaseFile(whole)}-wal`);
  database.close();
});

function survivors(bytes: number): Entry[] {
  const torn = path.join(folder, 'torn');
  rmSync(torn, { recursive: true, force: true });
  mkdirSync(torn);
  copyFileSync(path.join(folder, 'base.sqlite'), databaseFile(torn));
  writeFileSync(`${databaseFile(torn)}-wal`, wal.subarray(0, bytes));
  const database = openDatabase(torn);
  try {
    return [...new SqliteJournalStore(database).entries('rehearsal')];
  } finally {
    database.close();
  }
}

it('a database log torn at any place leaves the entries up to there, whole and chained, and never a verdict', () => {
  let most = 0;
  let checked = 0;
  // Every page boundary with its neighbours, and places in between.
  const places = new Set<number>();
  for (let place = wal.length; place > 0; place -= 9_001) places.add(place);
  for (let frame = 32; frame < wal.length; frame += (24 + 4_096) * 7)
    for (const by of [-1, 0, 1]) places.add(frame + by);
  for (const bytes of places) {
    let left: Entry[];
    try {
      left = survivors(bytes);
    } catch (error) {
      // Torn so early that even the tables are not there yet: told as such, nothing invented.
      expect((error as { code: string }).code).toMatch(/^store\//);
      continue;
    }
    checked += 1;
    expect(left).toEqual(entries.slice(0, left.length));
    expect(firstBrokenLink(left)).toBeNull();
    most = Math.max(most, left.length);
    if (left.length === 0 || left.length === entries.length) continue;
    const record = fold(left);
    expect(record.verdict).toBe('INTERRUPTED');
    expect(record.reasons).toEqual([{ code: 'run/interrupted', params: { entry: left.length - 1 } }]);
  }
  expect(most).toBe(entries.length);
  expect(checked).toBeGreaterThan(50);
}, 120_000);

it('every prefix of the entries folds to an interrupted record that says where it ends', () => {
  for (let count = 1; count < entries.length; count += 1) {
    const record = fold(entries.slice(0, count));
    expect(record).toMatchObject({ verdict: 'INTERRUPTED', entries: count });
    expect(firstBrokenLink(entries.slice(0, count))).toBeNull();
  }
  expect(fold(entries).verdict).toBe('PASS');
});
