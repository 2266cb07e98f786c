/**
 * Numbers of this run by where they stand in the journal. Readings get their provenance here before the script sees
 * them, and here every expression a script sends is computed again, so that what is judged was really measured.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { Unit } from '../../foundation/measurement/unit.ts';
import { addedConstants } from '../../procedures/language/added-constants.ts';
import {
  type Expression,
  evaluate,
  type Leaf,
  type SoakFunction,
  type Value,
} from '../../procedures/language/expression.ts';
import type { Quantity } from '../../procedures/language/quantity.ts';
import type { Provenance } from '../../procedures/language/script-api.ts';
import type { Journal } from '../journal/journal.ts';
import type { Entry } from '../record/entry.ts';
import type { QuantityRecord } from '../record/quantity-record.ts';
import { aggregate, type SamplePoint } from './soak-statistics.ts';

/** Journal entries kept at hand; older ones are read back from the store. */
const recentEntries = 64;

/** What is read back of a journal: a live one, or one that is verified long after. */
export type JournaledNumbers = Pick<Journal, 'entries' | 'onEntry'>;

/** What stands behind a value: something measured, only counts that a procedure has put into its samples, or nothing. */
type Support = 'measured' | 'counted' | 'none';

export class Numbers {
  readonly #journal: JournaledNumbers;
  readonly #recent = new Map<number, Entry>();
  /** Token of the soak that a name stands for now. */
  readonly #soakTokens = new Map<string, number>();
  /** Finished soaks do not change: what was computed once stays. */
  readonly #aggregates = new Map<string, Value>();

  constructor(journal: JournaledNumbers) {
    this.#journal = journal;
    journal.onEntry((entry) => {
      if (entry.kind !== 'reading' && entry.kind !== 'answer' && entry.kind !== 'sample') return;
      this.#recent.set(entry.i, entry);
      const oldest = this.#recent.keys().next();
      if (this.#recent.size > recentEntries && oldest.done !== true) this.#recent.delete(oldest.value);
    });
  }

  /** A soak of this name is going on (or was read back) under this token. */
  nameSoak(name: string, token: number): void {
    this.#soakTokens.set(name, token);
    for (const key of this.#aggregates.keys()) if (key.startsWith(`${name}\n`)) this.#aggregates.delete(key);
  }

  /** Forgets aggregates of a soak that goes on growing. */
  soakGrew(name: string): void {
    if (this.#aggregates.size > 0) this.nameSoak(name, this.#soakTokens.get(name) ?? -1);
  }

  /** The value of an aggregate, with the expression that names it. Throws `soak/unknown`, `soak/no-field`. */
  aggregate(name: string, field: string, fn: SoakFunction, arg: number | undefined): Quantity {
    const leaf: Leaf = arg === undefined ? { soak: name, field, fn } : { soak: name, field, fn, arg };
    if (!this.#soakTokens.has(name)) throw new CodedError('soak/unknown', { name });
    const value = this.#lookup(leaf);
    if (value === undefined) throw new CodedError('soak/no-field', { name, field });
    return { ...value, unit: value.unit as Unit, expression: leaf };
  }

  /**
   * What a script sent, with the value the station itself computes from the journal; `verified` says that both agree and
   * that something measured is in it. `mayBeCounted`: a plain count made by the procedure will do, and is marked as one.
   */
  verify(quantity: Quantity, mayBeCounted = false): QuantityRecord {
    const { value, unit, status, u95, resolution, expression } = quantity;
    const { own, support } = this.#evaluate(expression);
    const isOurs =
      own !== undefined && own.status === status && own.value === value && own.unit === unit && own.u95 === u95;
    const counted = mayBeCounted && isCount(expression);
    const supported = support === 'measured' || (support === 'counted' && (unit === '1' || unit === '%'));
    const constants = isOurs ? addedConstants(expression) : [];
    return {
      value: typeof value === 'number' && Number.isFinite(value) ? value : null,
      unit,
      status,
      ...(u95 === undefined ? {} : { u95 }),
      ...(resolution === undefined ? {} : { resolution }),
      ...(own?.recalled ? { recalled: own.recalled } : {}),
      expression,
      ...(constants.length === 0 ? {} : { constants }),
      ...(counted ? { counted } : {}),
      verified: isOurs && (supported || counted),
    };
  }

  #evaluate(expression: Expression): { readonly own?: Value; readonly support: Support } {
    let support: Support = 'none';
    try {
      const own = evaluate(expression, (leaf) => {
        const value = this.#lookup(leaf);
        // Samples may hold counts the procedure made; those never turn into volts.
        if (value !== undefined && (value.unit !== '1' || this.#isFirstHand(leaf))) support = 'measured';
        else if (value !== undefined && support === 'none') support = 'counted';
        return value;
      });
      return { own, support };
    } catch {
      // A hand-made expression may be anything; one that cannot be computed verifies nothing.
      return { support: 'none' };
    }
  }

  /** A reading or an answer, and not what a procedure has put into a sample. */
  #isFirstHand(leaf: Leaf): boolean {
    return 'ref' in leaf && this.#entry(leaf.ref)?.kind !== 'sample';
  }

  #entry({ entry: i }: Provenance): Entry | undefined {
    const entry = this.#recent.get(i) ?? first(this.#journal.entries(i));
    return entry?.i === i ? entry : undefined;
  }

  #lookup(leaf: Leaf): Value | undefined {
    if ('ref' in leaf) return this.#referenced(leaf.ref);
    const token = this.#soakTokens.get(leaf.soak);
    if (token === undefined) return undefined;
    const key = `${leaf.soak}\n${leaf.field}\n${leaf.fn}\n${leaf.arg ?? ''}`;
    const known = this.#aggregates.get(key);
    if (known !== undefined) return known;
    let found = false;
    const points = this.#points(token, leaf.field, () => {
      found = true;
    });
    const value = aggregate(points, leaf.fn, leaf.arg);
    if (!found) return undefined;
    this.#aggregates.set(key, value);
    return value;
  }

  *#points(token: number, field: string, onFound: () => void): Iterable<SamplePoint> {
    for (const entry of this.#journal.entries(0, 'sample')) {
      if (entry.kind !== 'sample' || entry.token !== token) continue;
      const value = entry.values[field];
      if (!isValue(value)) continue;
      onFound();
      yield { activeMs: entry.activeMs, value };
    }
  }

  #referenced(ref: Provenance): Value | undefined {
    const entry = this.#entry(ref);
    if (entry === undefined) return undefined;
    if (entry.kind === 'answer')
      return typeof entry.value === 'number' ? { value: entry.value, unit: '1', status: 'ok' } : undefined;
    if (entry.kind !== 'reading' && entry.kind !== 'sample') return undefined;
    let place: unknown = entry.kind === 'sample' ? entry.values : entry.value;
    for (const key of ref.path)
      place =
        typeof place === 'object' && place !== null ? (place as Record<string | number, unknown>)[key] : undefined;
    return isValue(place) ? asValue(place) : undefined;
  }
}

/** Adds its provenance to every reading inside the answer of an instrument. Returns the answer, changed in place. */
export function markReadings(value: unknown, entry: number, path: readonly (string | number)[] = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isReading(value)) return Object.assign(value, { ref: { entry, path } satisfies Provenance });
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) markPart(value[index], entry, path, index);
  } else {
    // Most members are plain, and only those that are not need a path.
    for (const key of Object.keys(value)) markPart((value as Record<string, unknown>)[key], entry, path, key);
  }
  return value;
}

function markPart(part: unknown, entry: number, path: readonly (string | number)[], key: string | number): void {
  if (typeof part === 'object' && part !== null) markReadings(part, entry, [...path, key]);
}

/** What a script is given of an answer: of each reading only what it may judge by; the journal keeps the rest. */
export function scriptView(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(scriptView);
  if (isReading(value)) {
    const { value: number, unit, status, u95, resolution, flags, ref } = value as Reading & { ref?: Provenance };
    return { value: number, unit, status, u95, resolution, flags, ref };
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, scriptView(part)]));
}

function isReading(value: object): value is Reading {
  return 'value' in value && 'unit' in value && 'status' in value && 'quantity' in value;
}

function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && 'value' in value && 'unit' in value && 'status' in value;
}

/** A reading of the journal as what is computed with; it knows where its uncertainty is from. */
function asValue(place: Value & Pick<Partial<Reading>, 'uncertaintySource'>): Value {
  return place.uncertaintySource === 'recalled' ? { ...place, recalled: true } : place;
}

/** `q.count` and nothing else. Codes of a phone may be -1. */
function isCount(expression: Expression): boolean {
  return 'constant' in expression && expression.unit === '1' && Number.isInteger(expression.constant);
}

function first<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item;
  return undefined;
}
