/** A store in a folder of its own with one run in its catalogue: for tests of what is read from a journal and beside it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../station/store/database.ts';
import { RunCatalogue } from '../../station/store/run-catalogue.ts';
import { smallBundle } from './small-bundle.ts';

export interface StoredRun {
  readonly folder: string;
  readonly database: Database;
  /** Its id; nothing is journaled yet. */
  readonly run: string;
  remove(): void;
}

const bench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;

export async function storedRun(): Promise<StoredRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-stored-'));
  const database = openDatabase(folder);
  const parts = { bundle: await smallBundle(), ticket: null, unitSerial: null, bench, simulated: true, answers: {} };
  const run = new RunCatalogue(database).add({ ...parts, wall: Date.UTC(2026, 0, 5) }, () => undefined);
  return {
    ...{ folder, database, run },
    remove() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
