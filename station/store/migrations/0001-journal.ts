import type { Migration } from './index.ts';

/** Runs, their journals, the bundles they ran, and what the station must make safe after a crash. */
export const migration: Migration = {
  title: 'journal',
  statements: [
    `CREATE TABLE station (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`,
    `CREATE TABLE bundle (
       hash TEXT PRIMARY KEY, procedure_id TEXT NOT NULL, version TEXT NOT NULL,
       code BLOB NOT NULL, description TEXT NOT NULL) STRICT`,
    `CREATE TABLE run (
       id TEXT PRIMARY KEY, procedure_id TEXT NOT NULL, procedure_version TEXT NOT NULL,
       bundle TEXT NOT NULL REFERENCES bundle(hash), ticket TEXT, unit_serial TEXT, simulated INTEGER NOT NULL,
       bench TEXT NOT NULL, answers TEXT NOT NULL, started_wall INTEGER NOT NULL, verdict TEXT, stopped_wall INTEGER) STRICT`,
    `CREATE INDEX run_by_ticket ON run(ticket, started_wall)`,
    `CREATE TABLE journal (
       run TEXT NOT NULL REFERENCES run(id), i INTEGER NOT NULL, kind TEXT NOT NULL, hash TEXT NOT NULL,
       body TEXT NOT NULL, PRIMARY KEY (run, i)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE energised (
       target TEXT PRIMARY KEY, run TEXT NOT NULL, description TEXT NOT NULL, since_wall INTEGER NOT NULL) STRICT`,
  ],
};
