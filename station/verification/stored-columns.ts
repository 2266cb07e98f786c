/**
 * What the store keeps beside the journal, for finding things quickly, held against what the journal itself says.
 * Guarantees: pure; a column somebody has changed is named with both values.
 */
import type { VerifyReport } from '../api/station-api.ts';
import type { Entry } from '../record/entry.ts';
import type { JournalRow } from '../store/journal-rows.ts';
import type { CatalogueRun } from '../store/run-catalogue.ts';

type Difference = VerifyReport['differences'][number];

/** `listed`: the row of the list of runs. Rows whose text is no entry are left to the chain, which breaks there. */
export function columnDifferences(listed: CatalogueRun, rows: Iterable<JournalRow>): Difference[] {
  const differences: Difference[] = [];
  const compare = (key: string, recorded: unknown, recomputed: unknown) => {
    if (recorded !== recomputed) differences.push({ key, recorded: String(recorded), recomputed: String(recomputed) });
  };
  for (const row of rows) {
    const entry = entryIn(row.body);
    if (entry === undefined) continue;
    const at = `journal ${row.i}`;
    compare(`${at} i`, row.i, entry.i);
    compare(`${at} kind`, row.kind, entry.kind);
    compare(`${at} hash`, row.hash, entry.hash);
    if (entry.kind === 'run.start') {
      compare('run bundle', listed.bundle, entry.procedure?.hash);
      compare('run procedure', listed.procedure, entry.procedure?.id);
      compare('run version', listed.version, entry.procedure?.version);
      compare('run ticket', listed.ticket, entry.ticket);
      compare('run simulated', listed.simulated, entry.simulated);
    }
    // A verdict that differs is found where the journal is judged again; here it is one that was taken away.
    if (entry.kind === 'run.stop' && listed.verdict === null) compare('run verdict', null, entry.verdict);
  }
  return differences;
}

function entryIn(body: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(body);
    return typeof entry === 'object' && entry !== null ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}
