/** What can be answered from the store alone; works beside another process that runs something. */
import { CodedError } from '../../foundation/failure.ts';
import type { Handlers } from '../../foundation/port/contract.ts';
import type { StationApi, VerifyReport } from '../api/station-api.ts';
import { changedEvidence } from '../evidence/changed-evidence.ts';
import { changedPictures } from '../evidence/kept-pictures.ts';
import { SqliteJournalStore } from '../journal/sqlite-journal-store.ts';
import type { Entry } from '../record/entry.ts';
import { damagedEntry, foldReadable } from '../record/fold-readable.ts';
import type { RunRecord } from '../record/record.ts';
import type { Database } from '../store/database.ts';
import { journalRows } from '../store/journal-rows.ts';
import { type CatalogueRun, RunCatalogue } from '../store/run-catalogue.ts';
import { isRunning } from '../store/run-lock.ts';
import { ticketHandlers } from '../tickets/ticket-handlers.ts';
import { columnDifferences } from '../verification/stored-columns.ts';
import { verifyRun } from '../verification/verify.ts';

export type RecordsVerb =
  | 'run/list'
  | 'run/show'
  | 'run/entries'
  | 'run/verify'
  | Extract<keyof StationApi, `ticket/${string}`>;

/** Entries of one answer at the most. */
const mostEntries = 5_000;

export class Records {
  readonly #folder: string;
  readonly #journals: SqliteJournalStore;
  readonly #catalogue: RunCatalogue;
  readonly #database: Database;

  constructor(folder: string, database: Database) {
    this.#folder = folder;
    this.#database = database;
    this.#journals = new SqliteJournalStore(database);
    this.#catalogue = new RunCatalogue(database);
  }

  /** One at a time, however many. `run/unknown` where there is no such run. */
  entries(run: string): Iterable<Entry> {
    this.#catalogue.get(run);
    return this.#journals.entries(run);
  }

  /** As far as it can be read; undefined for a run that has no entry yet, or whose first one is damaged. */
  record(run: string): RunRecord | undefined {
    return foldReadable(run, () => this.#journals.entries(run));
  }

  handlers(): Handlers<Pick<StationApi, RecordsVerb>> {
    return {
      ...ticketHandlers({
        database: this.#database,
        wall: () => Date.now(),
        record: (run) => this.record(run),
        running: (run) => isRunning(this.#folder, run),
      }),
      'run/list': ({ ticket }) => this.#catalogue.list(ticket).map((run) => this.#summary(run)),
      'run/show': ({ run }) => this.begun(run),
      'run/entries': ({ run, from, count }) => take(this.#journals.entries(run, from), Math.min(count, mostEntries)),
      'run/verify': ({ run }) => this.#verify(run),
    };
  }

  /** The journal, the columns beside it, and the files it says belong to the run. */
  #verify(run: string): VerifyReport {
    const listed = this.#catalogue.get(run);
    const report = verifyRun(run, (from) => this.#journals.entries(run, from), listed.verdict);
    const columns = columnDifferences(listed, journalRows(this.#database, run));
    const { evidence = [], prompts = [] } = this.record(run) ?? {};
    const files = [...changedEvidence(this.#folder, evidence), ...changedPictures(this.#folder, prompts)];
    const changed = [...columns, ...files];
    return { ...report, ok: report.ok && changed.length === 0, differences: [...report.differences, ...changed] };
  }

  /** `run/not-begun` for a run whose bench could not be had when it was to begin; `journal/damaged` without a first entry. */
  begun(run: string): RunRecord {
    this.#catalogue.get(run);
    const record = this.record(run);
    if (record !== undefined) return record;
    const begun = !first(journalRows(this.#database, run)).done;
    throw begun ? new CodedError(damagedEntry, { run, entry: 0 }) : new CodedError('run/not-begun', { run });
  }

  #summary({ run, procedure, version, ticket, startedWall, verdict, simulated }: CatalogueRun) {
    const now = verdict ?? (isRunning(this.#folder, run) ? ('RUNNING' as const) : ('INTERRUPTED' as const));
    return { run, procedure, version, ticket, startedWall, verdict: now, simulated };
  }
}

function first<T>(items: Iterable<T>): IteratorResult<T> {
  return items[Symbol.iterator]().next();
}

function take<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  if (count <= 0) return taken;
  for (const item of items) {
    taken.push(item);
    if (taken.length >= count) break;
  }
  return taken;
}
