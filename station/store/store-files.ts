/** What a store is called on disk. */

/** The database inside a data folder, and inside a copy of it. */
export const storeFileName = 'station.sqlite';
