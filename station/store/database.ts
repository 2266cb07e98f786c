/**
 * The station's one SQLite file. Guarantees: every committed transaction survives a power cut (WAL with
 * `synchronous=FULL`), foreign keys hold, the schema is brought up to date by numbered migrations before anyone reads,
 * and a file written by a newer station is refused instead of spoiled. The engine is hidden behind {@link Database}.
 */
import path from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { CodedError } from '../../foundation/failure.ts';
import { makeFolder } from './make-folder.ts';
import { migrations } from './migrations/index.ts';
import { bePresent, type Presence } from './presence.ts';
import { storeFileName } from './store-files.ts';

export type SqlValue = string | number | bigint | Uint8Array | null;
export type Row = Readonly<Record<string, SqlValue>>;

export interface Database {
  readonly file: string;
  run(sql: string, ...values: SqlValue[]): { readonly changes: number };
  get(sql: string, ...values: SqlValue[]): Row | undefined;
  all(sql: string, ...values: SqlValue[]): Row[];
  /** One row at a time, for results too long for memory. */
  iterate(sql: string, ...values: SqlValue[]): IterableIterator<Row>;
  /** All or nothing, on disk when it returns. Throws `store/full`, `store/read-only`, `store/damaged`, `store/busy` or `store/failed`. */
  transaction<T>(work: () => T): T;
  /** How long a write waits for another process; see {@link usualPatienceMs}. */
  waitForOthers(ms: number): void;
  close(): void;
}

/** Milliseconds a write waits, with the whole thread, for another process to be done with its own. */
export const usualPatienceMs = 5_000;

/** The file inside a data folder. */
export function databaseFile(folder: string): string {
  return path.join(folder, storeFileName);
}

/** Opens (and makes) the store of a data folder. */
export function openDatabase(folder: string): Database {
  const file = databaseFile(folder);
  try {
    makeFolder(folder);
    // Before the file is opened: a store that was laid ready takes its place now or never.
    const presence = bePresent(folder);
    const engine = new DatabaseSync(file);
    engine.exec(`PRAGMA busy_timeout = ${usualPatienceMs}`);
    engine.exec('PRAGMA journal_mode = WAL');
    engine.exec('PRAGMA synchronous = FULL');
    engine.exec('PRAGMA foreign_keys = ON');
    const database = wrap(engine, file, presence);
    migrate(database);
    return database;
  } catch (error) {
    throw storeFailure(error, file);
  }
}

function wrap(engine: DatabaseSyncInstance, file: string, presence: Presence): Database {
  const prepared = new Map<string, ReturnType<DatabaseSyncInstance['prepare']>>();
  const statement = (sql: string) => {
    let found = prepared.get(sql);
    if (found === undefined) {
      found = engine.prepare(sql);
      prepared.set(sql, found);
    }
    return found;
  };
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeFailure(error, file);
    }
  };
  let depth = 0;
  return {
    file,
    run: (sql, ...values) => guarded(() => ({ changes: Number(statement(sql).run(...values).changes) })),
    get: (sql, ...values) => guarded(() => statement(sql).get(...values) as Row | undefined),
    all: (sql, ...values) => guarded(() => statement(sql).all(...values) as Row[]),
    iterate: (sql, ...values) => engine.prepare(sql).iterate(...values) as IterableIterator<Row>,
    transaction(work) {
      if (depth > 0) return work();
      return guarded(() => {
        engine.exec('BEGIN IMMEDIATE');
        depth += 1;
        try {
          const result = work();
          engine.exec('COMMIT');
          return result;
        } catch (error) {
          rollBack(engine);
          throw error;
        } finally {
          depth -= 1;
        }
      });
    },
    waitForOthers(ms) {
      engine.exec(`PRAGMA busy_timeout = ${ms}`);
    },
    close() {
      engine.close();
      presence.end();
    },
  };
}

function rollBack(engine: DatabaseSyncInstance): void {
  try {
    engine.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself (full disk, I/O error); there is nothing left to undo.
  }
}

function migrate(database: Database): void {
  const newest = migrations.length;
  const version = () => Number(database.get('PRAGMA user_version')?.user_version ?? 0);
  if (version() > newest) throw new CodedError('store/newer', { found: version(), known: newest });
  while (version() < newest) {
    database.transaction(() => {
      // Another process may have done it while this one waited for the lock.
      const next = version();
      if (next >= newest) return;
      for (const sql of migrations[next]?.statements ?? []) database.run(sql);
      database.run(`PRAGMA user_version = ${next + 1}`);
    });
  }
}

/** SQLite's own words, sorted into what a person can do about them. */
export function storeFailure(error: unknown, file: string): CodedError {
  if (error instanceof CodedError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = /full/i.test(message)
    ? 'store/full'
    : /readonly|read-only|EROFS/i.test(message)
      ? 'store/read-only'
      : /malformed|not a database|corrupt/i.test(message)
        ? 'store/damaged'
        : /locked|busy/i.test(message)
          ? 'store/busy'
          : /EACCES|EPERM|ENOENT|ENOTDIR|permission|unable to open/i.test(message)
            ? 'store/no-access'
            : 'store/failed';
  return new CodedError(code, { file, message }, error);
}
