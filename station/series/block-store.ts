/**
 * The curves of a run on disk: blocks of 1024 numbers, each with the SHA-256 of its bytes, and how far the journal has
 * been read. Guarantees: what is read is what was written and belongs to this journal; anything else is nothing, and is
 * made again from the journal.
 */
import { createHash } from 'node:crypto';
import type { Database, Row } from '../store/database.ts';
import { Curves, newSoak, type SoakCurves } from './curves.ts';
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

interface SoakState {
  readonly name: string;
  readonly token: number;
  readonly length: number;
  readonly samples: number;
  readonly holes: number;
  readonly interrupted: boolean;
  readonly ended: boolean;
  readonly curves: readonly { readonly name: string; readonly unit: string; readonly quantity: string }[];
}

export class BlockStore {
  readonly #database: Database;

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

  /** `from`: how many numbers of each soak are on disk already; the block they end in is written anew. */
  write(run: string, { curves, next, lastHash }: KeptCurves, from: (soak: string) => number): void {
    this.#database.transaction(() => {
      for (const [soak, { times, curves: named }] of curves.soaks) {
        const first = Math.floor(from(soak) / blockLength);
        if (first === 0) this.#database.run('DELETE FROM series_block WHERE run = ? AND soak = ?', run, soak);
        this.#writeNumbers(run, soak, 1, '', times, first);
        for (const [name, { values }] of named) this.#writeNumbers(run, soak, 0, name, values, first);
      }
      this.#database.run(
        'INSERT OR REPLACE INTO series_progress (run, next_entry, last_hash, state) VALUES (?, ?, ?, ?)',
        run,
        next,
        lastHash,
        JSON.stringify([...curves.soaks].map(([name, soak]) => stateOf(name, soak))),
      );
    });
  }

  #writeNumbers(run: string, soak: string, axis: number, name: string, numbers: GrowingNumbers, first: number): void {
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
    const rows = this.#database.all('SELECT * FROM series_block WHERE run = ? ORDER BY block', run);
    if (rows.some(({ hash, data }) => hashOf(data as Uint8Array) !== hash)) return undefined;
    const byPlace = new Map<string, Row[]>();
    for (const row of rows) {
      const place = JSON.stringify([row.soak, row.axis, row.name]);
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, [row]);
      else known.push(row);
    }
    const soaks = new Map<string, SoakCurves>();
    for (const soak of JSON.parse(state) as SoakState[]) {
      const numbers = (axis: number, name: string) =>
        joined(byPlace.get(JSON.stringify([soak.name, axis, name])) ?? [], soak.length);
      const times = numbers(1, '');
      if (times.slice().some(Number.isNaN)) return undefined;
      const curves = soak.curves.map(
        ({ name, unit, quantity }) => [name, { unit, quantity, values: numbers(0, name) }] as const,
      );
      const { samples, holes, interrupted, ended } = soak;
      soaks.set(soak.name, {
        ...newSoak(soak.token),
        times,
        curves: new Map(curves),
        samples,
        holes,
        interrupted,
        ended,
      });
    }
    return new Curves(soaks);
  }
}

function stateOf(name: string, soak: SoakCurves): SoakState {
  const { token, times, samples, holes, interrupted, ended } = soak;
  const curves = [...soak.curves].map(([curve, { unit, quantity }]) => ({ name: curve, unit, quantity }));
  return { name, token, length: times.length, samples, holes, interrupted, ended, curves };
}

/** A curve that began late has no block for what was before; there is nothing of it there. */
function joined(rows: readonly Row[], length: number): GrowingNumbers {
  const numbers = new Float64Array(length).fill(Number.NaN);
  for (const { block, data } of rows) {
    const bytes = Uint8Array.from(data as Uint8Array);
    const part = new Float64Array(bytes.buffer, 0, Math.floor(bytes.length / 8));
    const from = Number(block) * blockLength;
    if (from < length) numbers.set(part.subarray(0, length - from), from);
  }
  return new GrowingNumbers(numbers);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
