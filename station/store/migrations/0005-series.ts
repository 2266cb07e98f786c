import type { Migration } from './index.ts';

/** The curves of soaks as blocks of numbers, made from the journal; can be made again at any time. */
export const migration: Migration = {
  title: 'series',
  statements: [
    // `axis` 0: the values of the curve of that name; 1: their times; 2: the times at which every curve of the soak breaks.
    `CREATE TABLE series_block (
       run TEXT NOT NULL, soak TEXT NOT NULL, axis INTEGER NOT NULL, name TEXT NOT NULL, block INTEGER NOT NULL,
       hash TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (run, soak, axis, name, block)) STRICT`,
    `CREATE TABLE series_progress (
       run TEXT PRIMARY KEY, next_entry INTEGER NOT NULL, last_hash TEXT NOT NULL, state TEXT NOT NULL) STRICT`,
    `CREATE TRIGGER series_run_gone AFTER DELETE ON run BEGIN
       DELETE FROM series_block WHERE run = OLD.id;
       DELETE FROM series_progress WHERE run = OLD.id; END`,
  ],
};
