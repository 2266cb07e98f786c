/** A station in a folder of its own, and its store beside it: for tests of what the screens ask of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';
import { SqliteJournalStore } from '../../station/journal/sqlite-journal-store.ts';
import { type Database, openDatabase } from '../../station/store/database.ts';
import { RunCatalogue } from '../../station/store/run-catalogue.ts';
import { TicketStore } from '../../station/tickets/ticket-store.ts';
import { journalOf } from './sample-journal.ts';
import { smallBundle } from './small-bundle.ts';

export interface Desk {
  readonly folder: string;
  readonly station: HeadlessStation;
  readonly database: Database;
  /** A run that stands in the store with a first entry, as a station that died leaves it. */
  leftRun(ticket?: string | null): Promise<string>;
  /** The station is closed and begins anew. */
  reopened(): Promise<HeadlessStation>;
  close(): Promise<void>;
}

export const simulatedBench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;

export function openDesk(): Desk {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-desk-'));
  let station = openStation(folder);
  const database = openDatabase(folder);
  return {
    ...{ folder, database },
    get station() {
      return station;
    },
    async leftRun(ticket = null) {
      const about = { ticket, unitSerial: null, bench: simulatedBench, simulated: true, answers: {}, wall: Date.now() };
      const run = new RunCatalogue(database).add({ bundle: await smallBundle(), ...about }, (id) => {
        if (ticket !== null) new TicketStore(database, () => Date.now()).attachRun(ticket, id, 'small');
      });
      new SqliteJournalStore(database).commit(journalOf(run, [], { unfinished: true }));
      return run;
    },
    async reopened() {
      await station.close();
      station = openStation(folder);
      return station;
    },
    async close() {
      database.close();
      await station.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
