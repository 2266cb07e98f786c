/** Runs by words, verdict, procedure and operator, newest first, in pages. */
import type { HistoryPage, HistoryQuery, HistoryRun } from '../api/history.ts';
import type { Database, Row, SqlValue } from '../store/database.ts';
import { searchWords } from './search-text.ts';

/** `isRunning`: whether some process works on a run; a run without an end is INTERRUPTED otherwise. */
export function searchRuns(database: Database, query: HistoryQuery, isRunning: (run: string) => boolean): HistoryPage {
  const { where, values } = conditions(database, query, isRunning);
  const from = `FROM run JOIN history_run ON history_run.run = run.id ${where}`;
  const total = Number(database.get(`SELECT count(*) AS total ${from}`, ...values)?.total ?? 0);
  const rows = database.all(
    `SELECT run.*, title, unit, operator, failed,
       (SELECT ticket FROM ticket_run WHERE ticket_run.run = run.id ORDER BY attached_wall DESC LIMIT 1) AS linked
     ${from} ORDER BY started_wall DESC, id DESC LIMIT ? OFFSET ?`,
    ...values,
    query.count,
    query.from,
  );
  return { total, runs: rows.map((row) => historyRun(row, isRunning)) };
}

function conditions(
  database: Database,
  { text, verdict, procedure, operator }: HistoryQuery,
  isRunning: (run: string) => boolean,
): { readonly where: string; readonly values: SqlValue[] } {
  const terms: string[] = [];
  const values: SqlValue[] = [];
  for (const word of searchWords(text)) {
    terms.push('instr(words, ?) > 0');
    values.push(word);
  }
  if (procedure !== undefined) {
    terms.push('procedure_id = ?');
    values.push(procedure);
  }
  if (operator !== undefined) {
    terms.push('operator = ?');
    values.push(operator);
  }
  if (verdict === 'RUNNING' || verdict === 'INTERRUPTED') {
    const open = database.all('SELECT id FROM run WHERE verdict IS NULL').map(({ id }) => String(id));
    const wanted = open.filter((run) => isRunning(run) === (verdict === 'RUNNING'));
    terms.push('(verdict = ? OR id IN (SELECT value FROM json_each(?)))');
    values.push(verdict, JSON.stringify(wanted));
  } else if (verdict !== undefined) {
    terms.push('verdict = ?');
    values.push(verdict);
  }
  return { where: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, values };
}

function historyRun(row: Row, isRunning: (run: string) => boolean): HistoryRun {
  const run = String(row.id);
  const stopped = row.stopped_wall;
  return {
    run,
    procedure: String(row.procedure_id),
    version: String(row.procedure_version),
    ticket: row.linked === null || row.linked === undefined ? null : String(row.linked),
    startedWall: isoOf(row.started_wall),
    verdict: verdictOf(row, isRunning),
    simulated: row.simulated === 1,
    title: JSON.parse(String(row.title)) as HistoryRun['title'],
    unit: JSON.parse(String(row.unit)) as HistoryRun['unit'],
    operator: row.operator === null || row.operator === undefined ? null : String(row.operator),
    stoppedWall: stopped === null || stopped === undefined ? null : isoOf(stopped),
    failed: JSON.parse(String(row.failed)) as string[],
  };
}

/** Of a row with `id` and `verdict` of a run. */
export function verdictOf(row: Row, isRunning: (run: string) => boolean): HistoryRun['verdict'] {
  if (row.verdict !== null && row.verdict !== undefined) return String(row.verdict) as HistoryRun['verdict'];
  return isRunning(String(row.id)) ? 'RUNNING' : 'INTERRUPTED';
}

/** Milliseconds since 1970 as RFC 3339. */
export function isoOf(wall: SqlValue | undefined): string {
  return new Date(Number(wall)).toISOString();
}
