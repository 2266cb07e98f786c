/** What a run is looked for by, read from its first entries and its measurements; samples are never touched. */
import type { Texts } from '../../foundation/measurement/declaration.ts';
import type { Entry, EntryOf } from '../record/entry.ts';
import type { Database, Row } from '../store/database.ts';
import { searchable } from './search-text.ts';

export interface DigestMeasure {
  readonly key: string;
  readonly value: number | null;
  readonly unit: string;
  readonly resolution: number | null;
  /** Of the last attempt's reading; null when there was none. */
  readonly status: string | null;
  readonly verdict: string;
  readonly limits: { readonly lo?: number; readonly hi?: number };
}

export interface RunDigest {
  readonly title: Texts;
  readonly unit: EntryOf<'run.start'>['unit'];
  readonly operator: string | null;
  /** The last attempt of each. */
  readonly measures: readonly DigestMeasure[];
  readonly failed: readonly string[];
  /** Everything a search may find, as {@link searchable} writes it. */
  readonly words: string;
}

const failing: ReadonlySet<string> = new Set(['FAIL', 'CONDITIONAL_FAIL']);

/** Undefined where there is no such run. A damaged entry is as one that is not there. */
export function digestOf(database: Database, run: string): RunDigest | undefined {
  const row = database.get(
    `SELECT run.*, bundle.description FROM run JOIN bundle ON bundle.hash = run.bundle WHERE run.id = ?`,
    run,
  );
  if (row === undefined) return undefined;
  const [start] = entriesOf<'run.start'>(database.all(select('run.start'), run));
  const declared = entriesOf<'decl'>(database.all(select('decl'), run)).flatMap(({ measures }) => measures);
  const measures = lastAttempts(entriesOf<'measure'>(database.all(select('measure'), run)), declared);
  const tickets = database.all(
    `SELECT ticket.* FROM ticket_run JOIN ticket ON number = ticket WHERE run = ? ORDER BY attached_wall`,
    run,
  );
  const notes = tickets.flatMap(({ number }) => notesOf(database, String(number)));
  const [ticket] = tickets;
  const unit = { ...unitOf(ticket), ...start?.unit };
  const title = start?.procedure.title ?? titleIn(row);
  const operator = start?.operator ?? null;
  const words = searchable(
    run,
    String(row.procedure_id),
    String(row.procedure_version),
    ...Object.values(title),
    operator,
    ...Object.values(unit),
    ...tickets.flatMap((one) => ticketColumns.map((column) => textOf(one[column]))),
    ...notes,
  );
  const failed = measures.filter(({ verdict }) => failing.has(verdict)).map(({ key }) => key);
  return { title, unit, operator, measures, failed, words };
}

const ticketColumns = ['number', 'brand', 'model', 'serial', 'imei', 'fault', 'fault_began'] as const;

/** With the kind as a word of its own, or the small index of just these kinds would not be used. */
function select(kind: 'run.start' | 'decl' | 'measure'): string {
  return `SELECT body FROM journal WHERE run = ? AND kind = '${kind}' ORDER BY i`;
}

function entriesOf<K extends Entry['kind']>(rows: readonly Row[]): EntryOf<K>[] {
  return rows.flatMap(({ body }) => {
    try {
      const entry: unknown = JSON.parse(String(body));
      return typeof entry === 'object' && entry !== null ? [entry as EntryOf<K>] : [];
    } catch {
      return [];
    }
  });
}

function lastAttempts(attempts: readonly EntryOf<'measure'>[], declared: EntryOf<'decl'>['measures']): DigestMeasure[] {
  const last = new Map(attempts.map((attempt) => [attempt.key, attempt]));
  return [...last.values()].map(({ key, quantity, verdict }) => {
    const declaration = declared.find((one) => one.key === key);
    const { lo, hi } = declaration?.limits ?? {};
    return {
      key,
      value: quantity?.value ?? null,
      unit: quantity?.unit ?? declaration?.unit ?? '',
      resolution: quantity?.resolution ?? null,
      status: quantity?.status ?? null,
      verdict,
      limits: { ...(lo === undefined ? {} : { lo }), ...(hi === undefined ? {} : { hi }) },
    };
  });
}

function unitOf(ticket: Row | undefined): RunDigest['unit'] {
  if (ticket === undefined) return {};
  const serial = textOf(ticket.serial);
  const imei = textOf(ticket.imei);
  return {
    brand: String(ticket.brand),
    model: String(ticket.model),
    ...(serial === null ? {} : { serial }),
    ...(imei === null ? {} : { imei }),
  };
}

function notesOf(database: Database, ticket: string): string[] {
  return database
    .all("SELECT json_extract(body, '$.text') AS text FROM ticket_event WHERE ticket = ? AND kind = 'note'", ticket)
    .flatMap(({ text }) => textOf(text) ?? []);
}

function titleIn(row: Row): Texts {
  const { title } = JSON.parse(String(row.description)) as { title: Texts };
  return title;
}

function textOf(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
