import type { Migration } from './index.ts';

/** Addresses entered by hand, and what was noted about calibrations. */
export const migration: Migration = {
  title: 'instruments',
  statements: [
    `CREATE TABLE instrument_address (address TEXT PRIMARY KEY, added_wall INTEGER NOT NULL) STRICT`,
    `CREATE TABLE instrument_calibration (
       id TEXT PRIMARY KEY, identity TEXT, date TEXT NOT NULL, due TEXT NOT NULL,
       certificate TEXT NOT NULL, by TEXT NOT NULL) STRICT`,
    `CREATE INDEX instrument_calibration_by_identity ON instrument_calibration(identity)`,
  ],
};
