/**
 * A record as CSV (RFC 4180): one row per attempt of a measurement, so that a failed attempt is never lost; a declared
 * measurement that nobody took has a row that says so. Guarantees that no cell is a formula to a spreadsheet: text that
 * begins like one gets an apostrophe (OWASP, CSV injection). Numbers are written as JSON writes them, with a point.
 */
import type { MeasureAttempt, MeasureRecord, RunRecord } from '../record/record.ts';

const csvColumns = [
  'run',
  'ticket',
  'procedure',
  'version',
  'simulated',
  'started',
  'run_verdict',
  'measure',
  'attempt',
  'attempts',
  'entry',
  'value',
  'unit',
  'u95',
  'status',
  'low_limit',
  'high_limit',
  'verdict',
  'warning',
  'reason',
  'measure_verdict',
  'measure_reason',
  'u95_recalled',
  'scope_input',
] as const;

type Value = string | number | boolean | null | undefined;
type CsvRow = Readonly<Record<(typeof csvColumns)[number], Value>>;

/** With a heading row; every row ends with CR LF. */
export function csvOfRecord(record: RunRecord): string {
  const rows = record.measures.flatMap((measure) => rowsOf(record, measure));
  const lines = [csvColumns, ...rows.map((row) => csvColumns.map((column) => row[column]))];
  return lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function rowsOf(record: RunRecord, measure: MeasureRecord): CsvRow[] {
  const attempts: (MeasureAttempt | undefined)[] = measure.attempts.length === 0 ? [undefined] : [...measure.attempts];
  return attempts.map((attempt, index) => ({
    run: record.run,
    ticket: record.ticket,
    procedure: record.procedure.id,
    version: record.procedure.version,
    simulated: record.simulated,
    started: record.startedWall,
    run_verdict: record.verdict,
    measure: measure.key,
    attempt: attempt === undefined ? 0 : index + 1,
    attempts: measure.attempts.length,
    entry: attempt?.entry,
    value: attempt?.value,
    unit: measure.unit,
    u95: attempt?.u95,
    status: attempt?.status ?? 'missing',
    low_limit: measure.limits.lo,
    high_limit: measure.limits.hi,
    verdict: attempt?.verdict ?? 'UNSET',
    warning: attempt?.warning,
    reason: attempt?.reason,
    measure_verdict: measure.verdict,
    measure_reason: measure.reason,
    u95_recalled: attempt?.u95 === undefined ? undefined : attempt.recalled === true,
    scope_input: attempt === undefined ? undefined : inputsOf(record, attempt),
  }));
}

/** How the signal came into each waveform that the value was made of: `scope 1: ac inverted probe=10; scope 2: dc probe=1`. */
function inputsOf({ waveforms = [] }: RunRecord, { waveforms: used = [] }: MeasureAttempt): string | undefined {
  const inputs = waveforms.flatMap(({ entry, role, channel, input }) => {
    if (!used.includes(entry)) return [];
    if (input === undefined) return [`${role} ${channel}: unknown`];
    const { coupling, inverted, probe } = input;
    return [`${role} ${channel}: ${coupling}${inverted ? ' inverted' : ''} probe=${probe ?? 'unknown'}`];
  });
  return inputs.length === 0 ? undefined : [...new Set(inputs)].join('; ');
}

/** One cell, quoted where RFC 4180 asks for it. */
export function cellOf(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
