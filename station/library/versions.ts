/** The versions of a procedure that runs of this station have used, and the library's own. */
import { CodedError } from '../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { ProcedureVersion } from '../api/procedures.ts';
import type { ProcedureBundle } from '../runs/script/bundle.ts';
import type { Database } from '../store/database.ts';
import type { ComparedVersion } from './difference.ts';

/** Newest first; `current` is the library's own, undefined where it has none of that name. */
export function versionsOf(database: Database, id: string, current: ProcedureBundle | undefined): ProcedureVersion[] {
  const rows = database.all(
    `SELECT bundle.hash, bundle.version, min(run.started_wall) AS first, count(run.id) AS runs
     FROM bundle LEFT JOIN run ON run.bundle = bundle.hash
     WHERE bundle.procedure_id = ? GROUP BY bundle.hash ORDER BY first DESC`,
    id,
  );
  const used = rows.map(({ hash, version, first, runs }) => ({
    hash: String(hash),
    version: String(version),
    firstWall: first === null || first === undefined ? null : new Date(Number(first)).toISOString(),
    runs: Number(runs),
    current: hash === current?.hash,
  }));
  if (current === undefined || used.some((version) => version.current)) return used;
  const { hash, declared } = current;
  return [{ hash, version: declared.version, firstWall: null, runs: 0, current: true }, ...used];
}

/** A version by its hash: one that a run has used, or one of the library. `procedure/unknown-version` otherwise. */
export async function versionByHash(
  database: Database,
  hash: string,
  library: () => Promise<readonly ProcedureBundle[]>,
): Promise<ComparedVersion> {
  const row = database.get('SELECT code, description FROM bundle WHERE hash = ?', hash);
  if (row !== undefined)
    return {
      hash,
      code: Buffer.from(row.code as Uint8Array).toString('utf8'),
      declared: JSON.parse(String(row.description)) as DeclaredProcedure,
    };
  const found = (await library()).find((bundle) => bundle.hash === hash);
  if (found === undefined) throw new CodedError('procedure/unknown-version', { hash });
  return found;
}
