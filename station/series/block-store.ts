/**
 * The curves of a run on disk: blocks of 1024 numbers, each with the SHA-256 of its bytes, and how far the journal has
 * been read. Guarantees: what is read is what was written and belongs to this journal; anything else is nothing, and is
 * made again from the journal.
 */
import { createHash } from 'node:crypto';
import type { Database, Row } from '../store/database.ts';
import { type CurveOfSoak, Curves, type SoakCurves } from './curves.ts';
import { GrowingNumbers } from './growing-numbers.ts';

/** Numbers of one block. */
const blockLength = 1024;

/** Curves with the place in the journal up to which they are made. */
export interface KeptCurves {
  readonly curves: Curves;
  /** The first entry that is not in them, and the hash of the one before. */
  readonly next: number;
  readonly lastHash: string;
}

/** What `state` says beside the blocks; another format is made again from the journal. */
interface CurvesState {
  readonly format: 2;
  readonly soaks: readonly SoakState[];
}

interface SoakState extends Pick<SoakCurves, 'token' | 'holes' | 'firstMs' | 'lastMs' | 'interrupted' | 'ended'> {
  readonly name: string;
  /** How many of them. */
  readonly breaks: number;
  readonly curves: readonly CurveState[];
}

interface CurveState extends Pick<CurveOfSoak, 'unit' | 'quantity' | 'samples'> {
  readonly name: string;
  readonly length: number;
}

/** What the numbers of a block are, as the store has it. */
const axes = { values: 0, times: 1, breaks: 2 } as const;

export class BlockStore {
  readonly #database: Database;
  /** How many numbers of each list are on disk. */
  readonly #onDisk = new WeakMap<GrowingNumbers, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined where there is nothing, or nothing that can be trusted. */
  read(run: string): KeptCurves | undefined {
    const row = this.#database.get('SELECT * FROM series_progress WHERE run = ?', run);
    if (row === undefined) return undefined;
    const next = Number(row.next_entry);
    const lastHash = String(row.last_hash);
    const entry = this.#database.get('SELECT hash FROM journal WHERE run = ? AND i = ?', run, next - 1);
    const curves = entry?.hash === lastHash ? this.#curves(run, String(row.state)) : undefined;
    return curves === undefined ? undefined : { curves, next, lastHash };
  }

  /** What is on disk already stays; the blocks in which it ends are written anew. */
  write(run: string, { curves, next, lastHash }: KeptCurves): void {
    const all = [...curves.soaks].flatMap(([soak, known]) => listsOf(soak, known));
    this.#database.transaction(() => {
      for (const [soak, { breaks }] of curves.soaks)
        if (!this.#onDisk.has(breaks))
          this.#database.run('DELETE FROM series_block WHERE run = ? AND soak = ?', run, soak);
      for (const list of all) this.#writeList(run, list);
      this.#database.run(
        'INSERT OR REPLACE INTO series_progress (run, next_entry, last_hash, state) VALUES (?, ?, ?, ?)',
        run,
        next,
        lastHash,
        JSON.stringify(stateOf(curves)),
      );
    });
    for (const { numbers } of all) this.#onDisk.set(numbers, numbers.length);
  }

  #writeList(run: string, { soak, axis, name, numbers }: NamedList): void {
    const first = Math.floor((this.#onDisk.get(numbers) ?? 0) / blockLength);
    for (let block = first; block * blockLength < numbers.length; block += 1) {
      const part = numbers.slice(block * blockLength, (block + 1) * blockLength);
      const bytes = Buffer.from(part.slice().buffer);
      this.#database.run(
        'INSERT OR REPLACE INTO series_block (run, soak, axis, name, block, hash, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
        run,
        soak,
        axis,
        name,
        block,
        hashOf(bytes),
        bytes,
      );
    }
  }

  #curves(run: string, state: string): Curves | undefined {
    const { format, soaks: states } = JSON.parse(state) as Partial<CurvesState>;
    if (format !== 2 || states === undefined) return undefined;
    const rows = this.#database.all('SELECT * FROM series_block WHERE run = ? ORDER BY block', run);
    if (rows.some(({ hash, data }) => hashOf(data as Uint8Array) !== hash)) return undefined;
    const byPlace = new Map<string, Row[]>();
    for (const row of rows) {
      const place = placeOf(row.soak, row.axis, row.name);
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, [row]);
      else known.push(row);
    }
    let whole = true;
    const list = (soak: string, axis: number, name: string, length: number): GrowingNumbers => {
      const numbers = joined(byPlace.get(placeOf(soak, axis, name)) ?? [], length);
      whole &&= numbers !== undefined;
      return numbers ?? new GrowingNumbers();
    };
    const curves = new Curves(new Map(states.map((soak) => [soak.name, soakOf(soak, list)])));
    if (!whole) return undefined;
    for (const [soak, known] of curves.soaks)
      for (const { numbers } of listsOf(soak, known)) this.#onDisk.set(numbers, numbers.length);
    return curves;
  }
}

/** A list of numbers and its place in the store. */
interface NamedList {
  readonly soak: string;
  readonly axis: number;
  /** Of the curve; empty for what the soak has for all of them. */
  readonly name: string;
  readonly numbers: GrowingNumbers;
}

function listsOf(soak: string, { breaks, curves }: SoakCurves): NamedList[] {
  const ofCurves = [...curves].flatMap(([name, { times, values }]) => [
    { soak, axis: axes.times, name, numbers: times },
    { soak, axis: axes.values, name, numbers: values },
  ]);
  return [{ soak, axis: axes.breaks, name: '', numbers: breaks }, ...ofCurves];
}

function placeOf(soak: unknown, axis: unknown, name: unknown): string {
  return JSON.stringify([soak, Number(axis), name]);
}

function stateOf({ soaks }: Curves): CurvesState {
  const states = [...soaks].map(([name, soak]) => {
    const { token, breaks, holes, firstMs, lastMs, interrupted, ended } = soak;
    const curves = [...soak.curves].map(([curve, { unit, quantity, samples, values }]) => {
      return { name: curve, unit, quantity, samples, length: values.length };
    });
    return { name, token, breaks: breaks.length, holes, firstMs, lastMs, interrupted, ended, curves };
  });
  return { format: 2, soaks: states };
}

function soakOf(
  { name: soak, token, breaks, holes, firstMs, lastMs, interrupted, ended, curves }: SoakState,
  list: (soak: string, axis: number, name: string, length: number) => GrowingNumbers,
): SoakCurves {
  const named = curves.map(({ name, unit, quantity, samples, length }) => {
    const times = list(soak, axes.times, name, length);
    return [name, { unit, quantity, samples, times, values: list(soak, axes.values, name, length) }] as const;
  });
  const breaksOf = list(soak, axes.breaks, '', breaks);
  return { token, holes, firstMs, lastMs, interrupted, ended, breaks: breaksOf, curves: new Map(named) };
}

/** Undefined where a block is missing or too short; a later writer may have left more than `length`. */
function joined(rows: readonly Row[], length: number): GrowingNumbers | undefined {
  const numbers = new Float64Array(length);
  let filled = 0;
  for (const { block, data } of rows) {
    if (filled >= length) break;
    const bytes = Uint8Array.from(data as Uint8Array);
    const part = new Float64Array(bytes.buffer, 0, Math.floor(bytes.length / 8)).subarray(0, length - filled);
    if (Number(block) * blockLength !== filled) return undefined;
    numbers.set(part, filled);
    filled += part.length;
  }
  return filled === length ? new GrowingNumbers(numbers) : undefined;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
