/** The folded record as JSON: exactly what `show --json` prints, for machines and for archives. */
import type { RunRecord } from '../record/record.ts';

/** Ends with a line break. `oneLine` for streams of objects; indented otherwise. */
export function jsonOfRecord(record: RunRecord, { oneLine }: { readonly oneLine: boolean }): string {
  return `${JSON.stringify(record, null, oneLine ? undefined : 2)}\n`;
}
