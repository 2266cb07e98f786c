/** The units that were on the bench: one for each serial number (else IMEI, else ticket), newest first. */
import type { UnitSummary } from '../api/history.ts';
import type { Database, Row } from '../store/database.ts';
import { isoOf, verdictOf } from './search-runs.ts';
import { searchable, searchWords } from './search-text.ts';

interface Gathered {
  readonly id: string;
  brand: string;
  model: string;
  serial: string | undefined;
  imei: string | undefined;
  readonly tickets: string[];
  runs: number;
  /** Of the newest run, and of whatever was last. */
  lastRun: Row | undefined;
  lastWall: number;
  /** What it is found by. */
  words: string;
}

/** The units of a station, gathered when something has come since, and not for every key that a person presses. */
export class Units {
  readonly #database: Database;
  #state = '';
  #units: readonly Gathered[] = [];
  /** How often everything was read. */
  gatherings = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  search(
    { text, count }: { readonly text: string; readonly count: number },
    isRunning: (run: string) => boolean,
  ): UnitSummary[] {
    const words = searchWords(text);
    return this.#all()
      .filter(({ words: all }) => words.every((word) => all.includes(word)))
      .slice(0, count)
      .map((unit) => summary(unit, isRunning));
  }

  #all(): readonly Gathered[] {
    const state = JSON.stringify(this.#database.get(stateOfUnits));
    if (state === this.#state) return this.#units;
    this.#units = gathered(this.#database);
    this.#state = state;
    this.gatherings += 1;
    return this.#units;
  }
}

/** Changes with whatever a unit is made of: tickets and runs never change but by an end, a link and the run's own start. */
const stateOfUnits = `
  SELECT (SELECT count(*) FROM ticket) AS tickets, (SELECT count(*) FROM run) AS runs,
    (SELECT count(*) FROM run WHERE verdict IS NULL) AS open, (SELECT count(*) FROM history_run) AS histories,
    (SELECT count(serial) + count(imei) FROM history_run) AS named,
    (SELECT count(*) || ' ' || ifnull(max(rowid), 0) || ' ' || ifnull(sum(attached_wall), 0) FROM ticket_run) AS links,
    (SELECT max(id) FROM run) AS newest`;

function gathered(database: Database): readonly Gathered[] {
  const units = new Map<string, Gathered>();
  for (const row of database.all('SELECT * FROM ticket ORDER BY opened_wall'))
    unitOf(units, row, String(row.number), Number(row.opened_wall)).tickets.unshift(String(row.number));
  for (const row of database.all(runsWithUnits)) {
    // Nothing tells what was on the bench.
    if (row.serial === null && row.imei === null && row.ticket === null) continue;
    const unit = unitOf(units, row, String(row.ticket), Number(row.started_wall));
    unit.runs += 1;
    unit.lastRun = row;
  }
  for (const unit of units.values()) {
    const { brand, model, serial, imei, tickets } = unit;
    unit.words = searchable(brand, model, serial, imei, ...tickets);
  }
  return [...units.values()].sort((a, b) => b.lastWall - a.lastWall);
}

const runsWithUnits = `
  SELECT run.id, started_wall, verdict, serial, imei, json_extract(unit, '$.brand') AS brand,
    json_extract(unit, '$.model') AS model,
    (SELECT ticket FROM ticket_run WHERE ticket_run.run = run.id ORDER BY attached_wall DESC LIMIT 1) AS ticket
  FROM run JOIN history_run ON history_run.run = run.id ORDER BY started_wall, id`;

/** What came last is what the unit is called now. */
function unitOf(units: Map<string, Gathered>, row: Row, ticket: string, wall: number): Gathered {
  const serial = row.serial === null ? undefined : String(row.serial);
  const imei = row.imei === null ? undefined : String(row.imei);
  const id = serial ?? imei ?? ticket;
  const unit = units.get(id) ?? {
    id,
    brand: '',
    model: '',
    serial: undefined,
    imei: undefined,
    tickets: [],
    runs: 0,
    lastRun: undefined,
    lastWall: 0,
    words: '',
  };
  units.set(id, unit);
  unit.brand = row.brand === null ? unit.brand : String(row.brand);
  unit.model = row.model === null ? unit.model : String(row.model);
  unit.serial = serial ?? unit.serial;
  unit.imei = imei ?? unit.imei;
  unit.lastWall = Math.max(unit.lastWall, wall);
  return unit;
}

function summary(unit: Gathered, isRunning: (run: string) => boolean): UnitSummary {
  const { id, brand, model, serial, imei, tickets, runs, lastRun } = unit;
  return {
    id,
    brand,
    model,
    ...(serial === undefined ? {} : { serial }),
    ...(imei === undefined ? {} : { imei }),
    tickets,
    runs,
    lastWall: lastRun === undefined ? null : isoOf(lastRun.started_wall),
    lastVerdict: lastRun === undefined ? null : verdictOf(lastRun, isRunning),
  };
}
