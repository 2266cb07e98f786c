/** One measurement over all runs of a procedure, oldest first. */
import type { ReadingStatus } from '../../foundation/measurement/reading.ts';
import type { TrendPoint, TrendQuery } from '../api/history.ts';
import type { Database, Row } from '../store/database.ts';
import { isoOf } from './search-runs.ts';

/** The newest; no chart shows more. */
const mostPoints = 5_000;

export function trendOf(database: Database, { procedure, key, serial }: TrendQuery): TrendPoint[] {
  const rows = database.all(
    `SELECT run.id, run.started_wall, run.simulated, history_run.serial, history_run.imei, history_measure.*
     FROM history_measure JOIN run ON run.id = history_measure.run JOIN history_run ON history_run.run = run.id
     WHERE key = ?1 AND procedure_id = ?2 AND (?3 IS NULL OR serial = ?3 OR imei = ?3)
     ORDER BY started_wall DESC, id DESC LIMIT ${mostPoints}`,
    key,
    procedure,
    serial ?? null,
  );
  return rows.map(pointOf).reverse();
}

function pointOf(row: Row): TrendPoint {
  const serial = row.serial ?? row.imei ?? null;
  return {
    run: String(row.id),
    wall: isoOf(row.started_wall),
    serial: serial === null ? null : String(serial),
    value: row.value === null || row.value === undefined ? null : Number(row.value),
    unit: String(row.unit),
    ...(row.resolution === null ? {} : { resolution: Number(row.resolution) }),
    status: row.status === null || row.status === undefined ? null : (String(row.status) as ReadingStatus),
    verdict: String(row.verdict),
    limits: JSON.parse(String(row.limits)) as TrendPoint['limits'],
    simulated: row.simulated === 1,
  };
}
