/** A look at a store's file without changing it: whether it is whole, how old it is, what is in it. Slow for a large one. */
import { DatabaseSync } from '@photostructure/sqlite';

export interface StoreInspection {
  /** Null when it is whole; else SQLite's first complaint. */
  readonly trouble: string | null;
  /** Number of its last migration. */
  readonly schema: number;
  readonly runs: number;
  readonly tickets: number;
}

/** Never throws: what cannot be read is a trouble. */
export function inspectStore(file: string): StoreInspection {
  let engine: InstanceType<typeof DatabaseSync> | undefined;
  try {
    engine = new DatabaseSync(file, { readOnly: true });
    const number = (sql: string) => Number(Object.values(engine?.prepare(sql).get() ?? {})[0] ?? 0);
    const [complaint] = Object.values(engine.prepare('PRAGMA quick_check(1)').get() ?? {});
    const schema = number('PRAGMA user_version');
    const trouble = complaint === 'ok' ? null : String(complaint);
    const runs = number('SELECT count(*) FROM run');
    const tickets = number('SELECT count(*) FROM ticket');
    return { trouble, schema, runs, tickets };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error), schema: 0, runs: 0, tickets: 0 };
  } finally {
    engine?.close();
  }
}
