/** The `history/*` verbs, and the curves and the export of a run. */
import type { Handlers } from '../../foundation/port/contract.ts';
import type { StationApi } from '../api/station-api.ts';
import { HistoryIndex } from '../history/history-index.ts';
import { searchRuns } from '../history/search-runs.ts';
import { trendOf } from '../history/trend.ts';
import { Units } from '../history/units.ts';
import type { RunRecord } from '../record/record.ts';
import { csvOfRecord } from '../reports/export-csv.ts';
import { jsonOfRecord } from '../reports/export-json.ts';
import type { SeriesKeeper } from '../series/series-keeper.ts';
import { Waveforms } from '../series/waveforms.ts';
import type { Database } from '../store/database.ts';
import { RunCatalogue } from '../store/run-catalogue.ts';

export interface HistoryParts {
  /** The station's data folder. */
  readonly folder: string;
  readonly database: Database;
  isRunning(run: string): boolean;
  /** Fails where there is no such run. */
  record(run: string): RunRecord;
  readonly series: SeriesKeeper;
}

type HistoryVerb =
  | 'history/search'
  | 'history/units'
  | 'history/trend'
  | 'run/export'
  | 'run/series'
  | 'run/span'
  | 'run/waveforms'
  | 'run/waveform';

export function historyHandlers({
  folder,
  database,
  isRunning,
  record,
  series,
}: HistoryParts): Handlers<Pick<StationApi, HistoryVerb>> {
  const index = new HistoryIndex(database);
  const units = new Units(database);
  const catalogue = new RunCatalogue(database);
  const waveforms = new Waveforms(folder, database);
  const fresh = <T>(answer: () => T): T => {
    index.refresh();
    return answer();
  };
  return {
    'history/search': (query) => fresh(() => searchRuns(database, query, isRunning)),
    'history/units': (query) => fresh(() => units.search(query, isRunning)),
    'history/trend': (query) => fresh(() => trendOf(database, query)),
    'run/series': ({ run }) => {
      catalogue.get(run);
      return series.series(run);
    },
    'run/span': (query) => {
      catalogue.get(query.run);
      return series.span(query);
    },
    'run/waveforms': ({ run }) => {
      catalogue.get(run);
      return waveforms.list(run);
    },
    'run/waveform': (query) => waveforms.span(query),
    'run/export': ({ run, format }) => {
      const found = record(run);
      const text = format === 'csv' ? csvOfRecord(found) : jsonOfRecord(found, { oneLine: false });
      return { name: `${run}.${format}`, text };
    },
  };
}
