import type { Migration } from './index.ts';

/** Why a measurement has no number, for trends; the history is made again from the journals. */
export const migration: Migration = {
  title: 'status of measurements',
  statements: [
    `ALTER TABLE history_measure ADD COLUMN status TEXT`,
    `INSERT OR IGNORE INTO history_stale SELECT id FROM run`,
  ],
};
