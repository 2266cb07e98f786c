/**
 * The station's settings. Guarantees: what is on disk is what was told; a damaged or unknown setting in the store is
 * as if it had never been changed, and takes no other with it.
 */
import * as v from 'valibot';
import { CodedError } from '../../foundation/failure.ts';
import type { SettingsChange, StationSettings } from '../api/station.ts';
import { settingRules } from '../api/validate-station.ts';
import type { Database } from '../store/database.ts';
import { readStationValue, writeStationValue } from '../store/station-values.ts';

/** How a station is before anybody has changed anything. */
const firstSettings: StationSettings = {
  name: 'Ohmstead',
  operator: null,
  operators: [],
  language: null,
  theme: 'bright',
  sound: 'low',
  simulation: { on: false, speed: 60, scenario: 'healthy' },
  welcomed: false,
};

/** Names that are offered again; who has not been here for so many others types the name once more. */
const mostOperators = 24;

export class SettingsStore {
  readonly #database: Database;
  readonly #scenarios: readonly string[];

  /** `scenarios`: names that a simulated unit knows. */
  constructor(database: Database, scenarios: readonly string[]) {
    this.#database = database;
    this.#scenarios = scenarios;
  }

  read(): StationSettings {
    const stored = storedObject(readStationValue(this.#database, 'settings'));
    const known = Object.entries(settingRules).flatMap(([key, rule]) => {
      const result = v.safeParse(rule, stored[key]);
      return result.success ? [[key, result.output]] : [];
    });
    const operators = v.safeParse(v.array(settingRules.name), stored.operators);
    return {
      ...firstSettings,
      ...(Object.fromEntries(known) as SettingsChange),
      operators: operators.success ? operators.output : [],
    };
  }

  /** All or nothing. `unit/unknown-scenario` when the simulated unit has no such trouble. */
  change(change: SettingsChange): StationSettings {
    const { simulation, operator } = change;
    if (simulation !== undefined && !this.#scenarios.includes(simulation.scenario))
      throw new CodedError('unit/unknown-scenario', { scenario: simulation.scenario });
    return this.#database.transaction(() => {
      const before = this.read();
      const operators =
        operator === undefined || operator === null
          ? before.operators
          : [operator, ...before.operators.filter((name) => name !== operator)].slice(0, mostOperators);
      const after: StationSettings = { ...before, ...change, operators };
      writeStationValue(this.#database, 'settings', JSON.stringify(after));
      return after;
    });
  }
}

function storedObject(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
