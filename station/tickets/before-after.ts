/**
 * The same measurement before and after the repair. Pure; "the same" is the same key of the same procedure, "before" is
 * the first run of the ticket that took it and "after" the last.
 */
import type { BeforeAfter } from '../api/ticket.ts';
import type { RunRecord } from '../record/record.ts';

/** Pairs in the order in which the measurements first appear; those taken by one run only are left out. */
export function beforeAfter(records: readonly RunRecord[]): BeforeAfter[] {
  const pairs = new Map<string, { before: BeforeAfter['before']; last: BeforeAfter }>();
  for (const record of records) {
    for (const measure of record.measures) {
      if (measure.attempts.length === 0) continue;
      const identity = JSON.stringify([record.procedure.id, measure.key, measure.unit]);
      const { key, unit, value, verdict, resolution } = measure;
      const taken = { run: record.run, value, verdict, ...(resolution === undefined ? {} : { resolution }) };
      const before = pairs.get(identity)?.before ?? taken;
      pairs.set(identity, { before, last: { key, procedure: record.procedure.id, unit, before, after: taken } });
    }
  }
  return [...pairs.values()].map(({ last }) => last).filter(({ before, after }) => before.run !== after.run);
}
