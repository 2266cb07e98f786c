import type { Migration } from './index.ts';

/** Verdicts that somebody waits for at a window, and who has seen them. Not part of the record, which is closed by then. */
export const migration: Migration = {
  title: 'unseen verdicts',
  statements: [
    `CREATE TABLE verdict_awaited (
       run TEXT PRIMARY KEY, seen_wall INTEGER, seen_by TEXT) STRICT`,
    `CREATE TRIGGER verdict_awaited_run_gone AFTER DELETE ON run BEGIN
       DELETE FROM verdict_awaited WHERE run = OLD.id; END`,
  ],
};
