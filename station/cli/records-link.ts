/** The records of a data folder for the commands that need no station. Inputs pass the same validators as on the port. */
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import { stationValidators } from '../api/validators.ts';
import { Records } from '../compose/records.ts';
import { openDatabase } from '../store/database.ts';
import type { RecordsApi, RecordsLink } from './command.ts';

export function openRecords(folder: string): RecordsLink {
  const database = openDatabase(folder);
  const records = new Records(folder, database);
  const handlers = records.handlers() as Readonly<Record<string, (input: unknown) => unknown>>;
  return {
    async call(verb, input) {
      const validate = stationValidators[verb as keyof RecordsApi] as (input: unknown) => unknown;
      return handlers[verb]?.(validate(input)) as never;
    },
    entries: (run) => records.entries(run),
    declared(bundleHash) {
      const row = database.get('SELECT description FROM bundle WHERE hash = ?', bundleHash);
      return row === undefined ? undefined : (JSON.parse(String(row.description)) as DeclaredProcedure);
    },
    close: () => database.close(),
  };
}
