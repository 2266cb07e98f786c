/**
 * The fold over a journal that may be damaged. Guarantees: what stands before the damaged entry is shown and the rest is
 * not guessed at; such a record names the entry and is never a PASS.
 */
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { Entry } from './entry.ts';
import { RunFold } from './fold.ts';
import type { RunRecord } from './record.ts';

/** Code of an entry whose stored text is no entry. */
export const damagedEntry = 'journal/damaged';

/**
 * The record as far as the entries go. `entries` is asked again from the beginning when one of them cannot be folded.
 * Undefined where not even the first one can be read; throws what the store throws, but for damaged entries.
 */
export function foldReadable(run: string, entries: () => Iterable<Entry>): RunRecord | undefined {
  const damagedAt = firstDamaged(entries);
  const folding = new RunFold();
  if (damagedAt === 0) return undefined;
  for (const entry of entries()) {
    folding.add(entry);
    if (damagedAt !== undefined && entry.i + 1 >= damagedAt) break;
  }
  const record = folding.record();
  if (damagedAt === undefined) return record;
  const why: Failure = { code: damagedEntry, params: { run, entry: damagedAt } };
  const ended = record.stoppedWall !== undefined && record.verdict !== 'PASS';
  const verdict = ended ? record.verdict : 'INTERRUPTED';
  return { ...record, verdict, reasons: [why, ...(ended ? record.reasons : [])], damaged: { entry: damagedAt } };
}

/** Place of the first entry that is missing, cannot be read or is none; undefined for a sound journal. */
function firstDamaged(entries: () => Iterable<Entry>): number | undefined {
  const folding = new RunFold();
  let next = 0;
  try {
    for (const entry of entries()) {
      if (!isEntry(entry, next)) return next;
      folding.add(entry);
      next += 1;
    }
    // Without any entry there is nothing to read, as with a damaged first one.
    if (next === 0) return 0;
    // What an entry says is first looked at when the record is made of it.
    folding.record();
  } catch (error) {
    // A store that cannot be read at all is no damaged entry.
    if (error instanceof CodedError && error.code !== damagedEntry) throw error;
    return next;
  }
  return undefined;
}

function isEntry(entry: unknown, i: number): boolean {
  if (typeof entry !== 'object' || entry === null) return false;
  const { kind, i: place, wall } = entry as Partial<Entry>;
  const begins = i > 0 || kind === 'run.start';
  return typeof kind === 'string' && typeof wall === 'string' && place === i && begins;
}
