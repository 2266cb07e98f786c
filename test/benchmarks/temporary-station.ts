/** A store of its own in a temporary folder, with a run to write entries of; gone when it is closed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import type { ProcedureBundle } from '../../station/runs/script/bundle.ts';
import { type Database, openDatabase } from '../../station/store/database.ts';
import { RunCatalogue } from '../../station/store/run-catalogue.ts';

export interface TemporaryStation {
  readonly folder: string;
  readonly database: Database;
  readonly journals: SqliteJournalStore;
  /** Enters a run into the catalogue, which journals refer to; returns its id. */
  addRun(): string;
  close(): void;
}

export function temporaryStation(bundle: ProcedureBundle = noProcedure): TemporaryStation {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-bench-'));
  const database = openDatabase(folder);
  const catalogue = new RunCatalogue(database);
  return {
    folder,
    database,
    journals: new SqliteJournalStore(database),
    addRun: () =>
      catalogue.add(
        {
          bundle,
          ticket: null,
          unitSerial: null,
          bench: { kind: 'simulated', scenario: 'healthy', seed: 1, speed: 1 },
          simulated: true,
          answers: {},
          wall: Date.now(),
        },
        () => undefined,
      ),
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const text = { 'zh-CN': '', 'zh-TW': '', en: '' };
const noProcedure: ProcedureBundle = {
  code: '',
  hash: '0'.repeat(64),
  declared: {
    apiVersion: 1,
    id: 'none',
    version: '1.0.0',
    title: text,
    needs: {},
    measures: {},
    stages: {},
    prompts: {},
    findings: {},
  },
};
