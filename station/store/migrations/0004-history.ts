import type { Migration } from './index.ts';

/**
 * What runs are looked for by, made from the journal and the tickets; can be made again at any time. Triggers only write
 * down which runs have changed, so that a commit costs nothing more.
 */
export const migration: Migration = {
  title: 'history',
  statements: [
    `CREATE TABLE history_run (
       run TEXT PRIMARY KEY, title TEXT NOT NULL, unit TEXT NOT NULL, serial TEXT, imei TEXT, operator TEXT,
       failed TEXT NOT NULL, words TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE history_measure (
       run TEXT NOT NULL, key TEXT NOT NULL, value REAL, unit TEXT NOT NULL, resolution REAL, verdict TEXT NOT NULL,
       limits TEXT NOT NULL, PRIMARY KEY (run, key)) STRICT, WITHOUT ROWID`,
    `CREATE INDEX history_measure_by_key ON history_measure(key, run)`,
    `CREATE TABLE history_stale (run TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
    `INSERT INTO history_stale SELECT id FROM run`,
    // Only what the history is made of: samples and readings, by far the most entries, cost the index nothing.
    `CREATE INDEX journal_by_kind ON journal(run, kind)
       WHERE kind = 'run.start' OR kind = 'decl' OR kind = 'measure'`,
    `CREATE INDEX run_open ON run(id) WHERE verdict IS NULL`,
    `CREATE INDEX run_by_start ON run(started_wall)`,
    `CREATE INDEX ticket_run_by_run ON ticket_run(run)`,
    `CREATE TRIGGER history_run_new AFTER INSERT ON run BEGIN
       INSERT OR IGNORE INTO history_stale VALUES (NEW.id); END`,
    `CREATE TRIGGER history_run_gone AFTER DELETE ON run BEGIN
       DELETE FROM history_run WHERE run = OLD.id;
       DELETE FROM history_measure WHERE run = OLD.id;
       DELETE FROM history_stale WHERE run = OLD.id; END`,
    `CREATE TRIGGER history_entry AFTER INSERT ON journal
       WHEN NEW.kind = 'run.start' OR NEW.kind = 'decl' OR NEW.kind = 'measure' BEGIN
       INSERT OR IGNORE INTO history_stale VALUES (NEW.run); END`,
    `CREATE TRIGGER history_linked AFTER INSERT ON ticket_run BEGIN
       INSERT OR IGNORE INTO history_stale VALUES (NEW.run); END`,
    `CREATE TRIGGER history_unlinked AFTER DELETE ON ticket_run BEGIN
       INSERT OR IGNORE INTO history_stale VALUES (OLD.run); END`,
    `CREATE TRIGGER history_note AFTER INSERT ON ticket_event WHEN NEW.kind = 'note' BEGIN
       INSERT OR IGNORE INTO history_stale SELECT run FROM ticket_run WHERE ticket = NEW.ticket; END`,
  ],
};
