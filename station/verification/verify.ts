/**
 * Computes a run's record again: every hash and link of the chain, every value from the readings it was made of, every
 * verdict of a measurement, and the verdict of the run. Guarantees: pure over the journal; a journal somebody has
 * tampered with is reported, never a crash; what follows a broken link is not believed and not judged.
 */
import { failureOf } from '../../foundation/failure.ts';
import type { DeclaredMeasure } from '../../foundation/measurement/declaration.ts';
import type { Quantity } from '../../procedures/language/quantity.ts';
import type { VerifyReport } from '../api/station-api.ts';
import { follows, genesis } from '../journal/chain.ts';
import type { Entry, EntryOf } from '../record/entry.ts';
import { RunFold } from '../record/fold.ts';
import { damagedEntry } from '../record/fold-readable.ts';
import { judge, type RunVerdict } from '../record/verdict.ts';
import { Numbers } from '../runs/numbers.ts';

/** Entries in order, from the first or from that index; asked several times. */
export type EntrySource = (from?: number) => Iterable<Entry>;

type Difference = VerifyReport['differences'][number];

/** Throws only what the store throws. `listed`: what the list of runs says, null while it has no end there. */
export function verifyRun(run: string, entries: EntrySource, listed: RunVerdict | null = null): VerifyReport {
  const recomputation = new Recomputation(entries);
  let prev = genesis;
  let count = 0;
  let chainBrokenAt: number | null = null;
  try {
    for (const entry of entries()) {
      if (chainBrokenAt === null && (entry.run !== run || !follows(entry, count, prev))) chainBrokenAt = count;
      if (chainBrokenAt === null) recomputation.add(entry);
      prev = entry.hash;
      count += 1;
    }
  } catch (error) {
    // A store that cannot be read is no proof of anything; an entry that cannot be read breaks the chain at its place.
    if (!(error instanceof SyntaxError) && failureOf(error).code !== damagedEntry) throw error;
    chainBrokenAt ??= count;
  }
  const differences = [...recomputation.differences, ...listedDifference(listed, recomputation.verdict)];
  const ok = chainBrokenAt === null && differences.length === 0 && count > 0;
  return { run, ok, entries: count, chainBrokenAt, differences };
}

/** The list of runs is made from the journal; where it says more, entries were taken away at the end. */
function listedDifference(listed: RunVerdict | null, verdict: RunVerdict): Difference[] {
  return listed === null || listed === verdict ? [] : [{ key: 'run', recorded: listed, recomputed: verdict }];
}

class Recomputation {
  readonly differences: Difference[] = [];
  /** Of the journal as far as it goes; INTERRUPTED without an end. */
  verdict: RunVerdict = 'INTERRUPTED';
  readonly #fold = new RunFold();
  readonly #declared = new Map<string, DeclaredMeasure>();
  readonly #numbers: Numbers;
  #hear: (entry: Entry) => void = () => undefined;
  #seen = 0;
  #stopped = false;
  #completed = true;

  constructor(entries: EntrySource) {
    this.#numbers = new Numbers({
      entries: (from = 0) => between(entries(from), from, () => this.#seen),
      onEntry: (listener) => {
        this.#hear = listener;
        return () => undefined;
      },
    });
  }

  add(entry: Entry): void {
    if (entry.kind === 'run.stop') this.#checkEnd(entry);
    if (entry.kind === 'decl') for (const measure of entry.measures) this.#declared.set(measure.key, measure);
    if (entry.kind === 'soak.start') this.#numbers.nameSoak(entry.name, entry.token);
    if (entry.kind === 'sample') this.#numbers.soakGrew(entry.soak);
    if (entry.kind === 'stop') this.#stopped = true;
    // A closed run says so with an `undecided`; only a script's own error leaves no other trace of not being complete.
    if (entry.kind === 'script.error') this.#completed = false;
    this.#seen = entry.i + 1;
    this.#hear(entry);
    // The run is judged by what its measurements should have been, so that one polished verdict shows in both.
    this.#fold.add(entry.kind === 'measure' ? this.#rejudged(entry) : entry);
  }

  #rejudged(entry: EntryOf<'measure'>): EntryOf<'measure'> {
    const { quantity } = entry;
    const key = `${entry.key} #${entry.attempt}`;
    const declared = this.#declared.get(entry.key);
    if (declared === undefined) {
      this.differences.push({ key, recorded: entry.verdict, recomputed: 'not declared' });
      return entry;
    }
    const mayBeCounted = declared.counted === true;
    const own = quantity === null ? null : this.#numbers.verify(quantity as Quantity, mayBeCounted);
    const verified = own?.verified === true;
    const added = [quantity, own].map(
      (one) => one?.constants?.map(({ value, unit }) => `${value} ${unit}`).join(', ') ?? '',
    );
    if (added[0] !== added[1])
      this.differences.push({ key: `${key} constants`, recorded: added[0] ?? '', recomputed: added[1] ?? '' });
    const remembered = [quantity, own].map((one) => (one?.recalled ? 'recalled' : 'not recalled'));
    if (remembered[0] !== remembered[1])
      this.differences.push({
        ...{ key: `${key} uncertainty` },
        ...{ recorded: remembered[0] ?? '', recomputed: remembered[1] ?? '' },
      });
    if (quantity?.verified && !verified)
      this.differences.push({ key, recorded: String(quantity.value), recomputed: 'does not follow from the readings' });
    const { verdict } = judge(declared, quantity === null ? null : { ...quantity, verified });
    if (verdict !== entry.verdict) this.differences.push({ key, recorded: entry.verdict, recomputed: verdict });
    return { ...entry, verdict };
  }

  #checkEnd(entry: EntryOf<'run.stop'>): void {
    this.verdict = entry.verdict;
    const { verdict } = this.#fold.verdictNow({ stopped: this.#stopped, completed: this.#completed });
    if (verdict !== entry.verdict) this.differences.push({ key: 'run', recorded: entry.verdict, recomputed: verdict });
    if (entry.entries !== entry.i + 1)
      this.differences.push({ key: 'entries', recorded: String(entry.entries), recomputed: String(entry.i + 1) });
  }
}

function* between(entries: Iterable<Entry>, from: number, end: () => number): Iterable<Entry> {
  for (const entry of entries) {
    if (entry.i >= end()) return;
    if (entry.i >= from) yield entry;
  }
}
