/**
 * The curves of all runs. Guarantees: a curve is made of the journal alone and complete up to its last committed sample,
 * also while the run goes on; a record of a day opens from its blocks, without its journal being read; making blocks
 * never stands in the way of a commit for longer than a few hundred entries take.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { MinMaxPyramid } from '../../foundation/measurement/pyramid.ts';
import type { SeriesSummary, SpanData, SpanQuery } from '../api/history.ts';
import type { Entry } from '../record/entry.ts';
import type { Database } from '../store/database.ts';
import { BlockStore, type KeptCurves } from './block-store.ts';
import { Curves, kindsOfCurves } from './curves.ts';
import type { GrowingNumbers } from './growing-numbers.ts';
import { spanOf } from './span.ts';

/** Samples that may be in the journal and in no block. */
const samplesPerWrite = 512;
/** Entries that are read before others have their turn. */
const entriesAtOnce = 2_000;
/** Runs whose curves are kept in memory. */
const mostRuns = 6;

interface OpenRun {
  curves: Curves;
  next: number;
  lastHash: string;
  /** By the values they are made of. */
  readonly pyramids: WeakMap<GrowingNumbers, MinMaxPyramid<Float64Array>>;
  /** One reader at a time; a question waits for the one before. */
  busy: Promise<void>;
}

export class SeriesKeeper {
  readonly #database: Database;
  readonly #blocks: BlockStore;
  readonly #clock: Clock;
  readonly #open = new Map<string, OpenRun>();
  readonly #unwritten = new Map<string, number>();
  #closed = false;

  /** `clock`: a real one. */
  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#blocks = new BlockStore(database);
    this.#clock = clock;
  }

  /** A run of this process has committed an entry. */
  saw({ run, kind }: Entry): void {
    if (kind !== 'sample' && kind !== 'run.stop') return;
    const count = (this.#unwritten.get(run) ?? 0) + 1;
    this.#unwritten.set(run, kind === 'run.stop' ? 0 : count % samplesPerWrite);
    if (kind === 'run.stop') this.#unwritten.delete(run);
    if (kind !== 'run.stop' && count < samplesPerWrite) return;
    // After the commit that told of it, and whatever becomes of the blocks: the journal has everything.
    this.#clock.after(0, () => void this.write(run).catch(() => undefined));
  }

  /** `run/unknown` is the caller's to say. */
  async series(run: string): Promise<SeriesSummary[]> {
    const { curves } = await this.#upToDate(run);
    return [...curves.soaks].flatMap(([soak, { holes, firstMs, lastMs, curves: named }]) =>
      [...named].map(([name, { unit, quantity, samples }]) => ({
        series: `${soak}/${name}`,
        soak,
        name,
        unit,
        quantity,
        samples,
        holes,
        fromMs: firstMs ?? 0,
        toMs: lastMs ?? 0,
      })),
    );
  }

  /** Fails with `run/unknown-series`. */
  async span({ run, series, ...stretch }: SpanQuery): Promise<SpanData> {
    const open = await this.#upToDate(run);
    for (const [soak, { curves }] of open.curves.soaks) {
      for (const [name, { times, values }] of curves) {
        if (`${soak}/${name}` !== series) continue;
        const pyramid = pyramidOf(open, values);
        return spanOf({ times: times.slice(), values: values.slice(), pyramid }, stretch);
      }
    }
    throw new CodedError('run/unknown-series', { run, series: series.slice(0, 200) });
  }

  close(): void {
    this.#closed = true;
    this.#open.clear();
  }

  /** Puts the curves on disk as far as they are in the journal. */
  async write(run: string): Promise<void> {
    const open = await this.#upToDate(run);
    if (!this.#closed) this.#blocks.write(run, open satisfies KeptCurves);
  }

  async #upToDate(run: string): Promise<OpenRun> {
    const open = this.#open.get(run) ?? this.#load(run);
    // The latest used stands last; the first one goes.
    this.#open.delete(run);
    this.#open.set(run, open);
    for (const [old] of this.#open) if (this.#open.size > mostRuns) this.#open.delete(old);
    const turn = open.busy.then(() => this.#catchUp(run, open));
    open.busy = turn.catch(() => undefined);
    await turn;
    return open;
  }

  #load(run: string): OpenRun {
    const kept = this.#blocks.read(run) ?? { curves: new Curves(), next: 0, lastHash: '' };
    return { ...kept, pyramids: new WeakMap(), busy: Promise.resolve() };
  }

  /** Reads what the journal has more; a long way is kept on disk, so that it is gone only once. */
  async #catchUp(run: string, open: OpenRun): Promise<void> {
    let entries = 0;
    for (;;) {
      if (this.#closed) throw new CodedError('station/lost');
      const read = this.#readSome(run, open);
      entries += read;
      if (read < entriesAtOnce) break;
      await this.#clock.sleep(0);
    }
    if (entries < entriesAtOnce) return;
    try {
      this.#blocks.write(run, open);
    } catch {
      // A store that is full or busy: the curves are in memory, and are made again another time.
    }
  }

  #readSome(run: string, open: OpenRun): number {
    const rows = this.#database.all(
      'SELECT i, kind, hash, body FROM journal WHERE run = ? AND i >= ? ORDER BY i LIMIT ?',
      run,
      open.next,
      entriesAtOnce,
    );
    for (const { i, kind, hash, body } of rows) {
      open.next = Number(i) + 1;
      open.lastHash = String(hash);
      if (kinds.has(String(kind))) addTo(open.curves, String(body));
    }
    return rows.length;
  }
}

const kinds: ReadonlySet<string> = new Set(kindsOfCurves);

/** A damaged entry is as one that is not there; whoever verifies the run is told of it. */
function addTo(curves: Curves, body: string): void {
  try {
    curves.add(JSON.parse(body) as Entry);
  } catch {
    // What came before it stays.
  }
}

function pyramidOf({ pyramids }: OpenRun, numbers: GrowingNumbers): MinMaxPyramid<Float64Array> {
  const values = numbers.slice();
  const known = pyramids.get(numbers);
  if (known !== undefined) {
    if (known.length < values.length) known.extend(values.slice(known.length));
    return known;
  }
  const pyramid = new MinMaxPyramid(values.slice());
  pyramids.set(numbers, pyramid);
  return pyramid;
}
