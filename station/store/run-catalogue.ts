/** The list of runs and of the bundles they ran; what a run needs to be taken over by another process. */
import { CodedError } from '../../foundation/failure.ts';
import type { BenchChoice } from '../api/station-api.ts';
import type { RunVerdict } from '../record/verdict.ts';
import type { ProcedureBundle } from '../runs/script/bundle.ts';
import type { Database, Row } from './database.ts';

export interface CatalogueRun {
  readonly run: string;
  readonly procedure: string;
  readonly version: string;
  readonly bundle: string;
  readonly ticket: string | null;
  readonly simulated: boolean;
  readonly bench: BenchChoice;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly startedWall: string;
  /** Null while the journal has no end. */
  readonly verdict: RunVerdict | null;
}

export interface NewRun {
  readonly bundle: ProcedureBundle;
  readonly ticket: string | null;
  readonly unitSerial: string | null;
  readonly bench: BenchChoice;
  readonly simulated: boolean;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly wall: number;
}

export class RunCatalogue {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Gives the run its id `RUN-YYYYMMDD-NNNN` (UTC day), in one transaction with `attach`. */
  add(run: NewRun, attach: (id: string) => void): string {
    return this.#database.transaction(() => {
      this.#keepBundle(run.bundle);
      const id = this.#nextId(run.wall);
      const { id: procedure, version } = run.bundle.declared;
      this.#database.run(
        `INSERT INTO run (id, procedure_id, procedure_version, bundle, ticket, unit_serial, simulated, bench, answers, started_wall)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        procedure,
        version,
        run.bundle.hash,
        run.ticket,
        run.unitSerial,
        run.simulated ? 1 : 0,
        JSON.stringify(run.bench),
        JSON.stringify(run.answers),
        run.wall,
      );
      attach(id);
      return id;
    });
  }

  /** Only for a run without a single entry. */
  remove(run: string): void {
    this.#database.run('DELETE FROM run WHERE id = ?', run);
  }

  /** `run/unknown` where there is none. */
  get(run: string): CatalogueRun {
    const row = this.#database.get('SELECT * FROM run WHERE id = ?', run);
    if (row === undefined) throw new CodedError('run/unknown', { run: run.slice(0, 100) });
    return catalogueRun(row);
  }

  /** Newest first; of a ticket those that are on it now. */
  list(ticket?: string): CatalogueRun[] {
    const rows =
      ticket === undefined
        ? this.#database.all('SELECT * FROM run ORDER BY id DESC')
        : this.#database.all(
            'SELECT * FROM run WHERE id IN (SELECT run FROM ticket_run WHERE ticket = ?) ORDER BY id DESC',
            ticket,
          );
    return rows.map(catalogueRun);
  }

  /** The code that a run ran, by its hash. */
  bundleCode(hash: string): string {
    const row = this.#database.get('SELECT code FROM bundle WHERE hash = ?', hash);
    if (row === undefined) throw new CodedError('store/no-bundle', { hash });
    return Buffer.from(row.code as Uint8Array).toString('utf8');
  }

  #keepBundle({ hash, code, declared }: ProcedureBundle): void {
    this.#database.run(
      'INSERT OR IGNORE INTO bundle (hash, procedure_id, version, code, description) VALUES (?, ?, ?, ?, ?)',
      hash,
      declared.id,
      declared.version,
      Buffer.from(code, 'utf8'),
      JSON.stringify(declared),
    );
  }

  #nextId(wall: number): string {
    const prefix = `RUN-${new Date(wall).toISOString().slice(0, 10).replaceAll('-', '')}-`;
    const row = this.#database.get(
      'SELECT max(CAST(substr(id, ?) AS INTEGER)) AS last FROM run WHERE substr(id, 1, ?) = ?',
      prefix.length + 1,
      prefix.length,
      prefix,
    );
    return prefix + String(Number(row?.last ?? 0) + 1).padStart(4, '0');
  }
}

function catalogueRun(row: Row): CatalogueRun {
  return {
    run: String(row.id),
    procedure: String(row.procedure_id),
    version: String(row.procedure_version),
    bundle: String(row.bundle),
    ticket: row.ticket === null || row.ticket === undefined ? null : String(row.ticket),
    simulated: row.simulated === 1,
    bench: JSON.parse(String(row.bench)) as BenchChoice,
    answers: JSON.parse(String(row.answers)) as Record<string, unknown>,
    startedWall: new Date(Number(row.started_wall)).toISOString(),
    verdict: row.verdict === null || row.verdict === undefined ? null : (String(row.verdict) as RunVerdict),
  };
}
