/**
 * What a run shows right now, folded from its entries beside the record: newest value of each measurand with its time,
 * smallest, largest and mean since the soak began, what is lost. Guarantees: constant memory; while something is lost no
 * old number is told as the present one (`lost` says since when); for showing only, nothing is judged by it.
 */
import type { Entry, EntryOf } from '../../station/record/entry.ts';
import { OutputFold, type OutputRecord } from '../../station/record/fold-outputs.ts';
import { amountsIn, type FoundAmount } from './live-values.ts';

export interface LiveValue extends FoundAmount {
  readonly key: string;
  /** Who answered; null for a sample of a soak. */
  readonly role: string | null;
  /** Which channel of an instrument that has several. */
  readonly channel?: number;
  /** Wall clock, milliseconds. */
  readonly atMs: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

export interface LiveSoak {
  readonly name: string;
  readonly forMs: number;
  readonly activeMs: number;
  /** Wall clock of the last sample, or of the beginning. */
  readonly atMs: number;
  readonly samples: number;
  readonly holes: number;
  readonly values: readonly LiveValue[];
}

export interface Lost {
  readonly cause: string;
  readonly role: string | null;
  readonly sinceMs: number;
}

export interface LiveRun {
  /** Null outside of a soak. */
  readonly soak: LiveSoak | null;
  /** Newest answers outside of soaks, oldest first. */
  readonly readings: readonly LiveValue[];
  readonly lost: readonly Lost[];
  /** Somebody has stopped it; it is being undone. */
  readonly stopping: { readonly how: 'stop' | 'emergency'; readonly by: string } | null;
  /** What was switched off for safety, and what is known of it by now. */
  readonly outputs: readonly OutputRecord[];
}

/** Answers kept outside of soaks. */
const keptReadings = 12;

interface Sums {
  count: number;
  sum: number;
  min: number;
  max: number;
}

export class LiveFold {
  #soak: Omit<LiveSoak, 'values'> | null = null;
  readonly #values = new Map<string, LiveValue>();
  readonly #sums = new Map<string, Sums>();
  readonly #readings = new Map<string, LiveValue>();
  readonly #suspended = new Map<string, Lost>();
  #hole: Lost | null = null;
  #stopping: LiveRun['stopping'] = null;
  readonly #outputs = new OutputFold();

  add(entry: Entry): void {
    this.#outputs.add(entry);
    switch (entry.kind) {
      case 'soak.start':
        this.#begin(entry);
        break;
      case 'sample':
        this.#sample(entry);
        break;
      case 'hole':
        this.#inHole(entry);
        break;
      case 'soak.end':
        this.#soak = null;
        this.#hole = null;
        break;
      case 'reading':
        this.#reading(entry);
        break;
      case 'suspension':
        // Two instruments may be gone at once.
        this.#suspended.set(`${entry.cause} ${entry.role ?? ''}`, {
          cause: entry.cause,
          role: entry.role ?? null,
          sinceMs: Date.parse(entry.wall),
        });
        break;
      case 'continuation':
        this.#continued(entry);
        break;
      case 'interruption':
        this.#suspended.set('crash', { cause: 'crash', role: null, sinceMs: Date.parse(entry.wall) });
        break;
      case 'resume':
        // Whatever had stopped it before the crash ended with the process.
        this.#suspended.clear();
        break;
      case 'stop':
        this.#stopping = { how: entry.how, by: entry.by };
        break;
      default:
        break;
    }
  }

  now(): LiveRun {
    return {
      soak: this.#soak === null ? null : { ...this.#soak, values: [...this.#values.values()] },
      readings: [...this.#readings.values()],
      lost: [...this.#suspended.values(), ...(this.#hole === null ? [] : [this.#hole])],
      stopping: this.#stopping,
      outputs: this.#outputs.records(),
    };
  }

  /** What came back is named where there can be several; else nothing of that cause is left. */
  #continued({ cause, instrument }: EntryOf<'continuation'>): void {
    if (instrument !== undefined && this.#suspended.delete(`${cause} ${instrument.role}`)) return;
    for (const [key, lost] of this.#suspended) if (lost.cause === cause) this.#suspended.delete(key);
  }

  #begin({ name, forMs, wall }: EntryOf<'soak.start'>): void {
    this.#values.clear();
    this.#sums.clear();
    this.#hole = null;
    this.#soak = { name, forMs, activeMs: 0, atMs: Date.parse(wall), samples: 0, holes: 0 };
  }

  #sample(entry: EntryOf<'sample'>): void {
    if (this.#soak === null) return;
    const atMs = Date.parse(entry.wall);
    this.#hole = null;
    this.#soak = { ...this.#soak, activeMs: entry.activeMs, atMs, samples: this.#soak.samples + 1 };
    // A field that was not asked for this time keeps its last value and shows its age.
    for (const amount of amountsIn(entry.values)) {
      const key = amount.path.join('.');
      this.#values.set(key, { ...amount, key, role: null, atMs, ...this.#statistics(key, amount.value) });
    }
  }

  #inHole({ failure, wall, activeMs }: EntryOf<'hole'>): void {
    if (this.#soak === null) return;
    this.#soak = { ...this.#soak, activeMs, holes: this.#soak.holes + 1 };
    const { role } = failure.params;
    // Nothing is known since the last good sample.
    const sinceMs = this.#hole?.sinceMs ?? Math.min(this.#soak.atMs, Date.parse(wall));
    this.#hole = { cause: failure.code, role: typeof role === 'string' ? role : null, sinceMs };
  }

  #statistics(key: string, value: number | null): Pick<LiveValue, 'min' | 'max' | 'mean'> {
    const sums = this.#sums.get(key) ?? { count: 0, sum: 0, min: Infinity, max: -Infinity };
    if (value !== null) {
      sums.count += 1;
      sums.sum += value;
      sums.min = Math.min(sums.min, value);
      sums.max = Math.max(sums.max, value);
      this.#sums.set(key, sums);
    }
    if (sums.count === 0) return { min: null, max: null, mean: null };
    return { min: sums.min, max: sums.max, mean: sums.sum / sums.count };
  }

  #reading(entry: EntryOf<'reading'>): void {
    if (this.#soak !== null) return;
    const atMs = Date.parse(entry.wall);
    const channel = channelOf(entry);
    for (const amount of amountsIn(entry.value).slice(0, keptReadings)) {
      const key = [entry.role, ...(channel === undefined ? [] : [channel]), ...amount.path].join('.');
      // Newest last, also when it was there before.
      this.#readings.delete(key);
      const from = { role: entry.role, ...(channel === undefined ? {} : { channel }) };
      this.#readings.set(key, { ...amount, ...from, key, atMs, min: null, max: null, mean: null });
    }
    for (const key of this.#readings.keys()) {
      if (this.#readings.size <= keptReadings) break;
      this.#readings.delete(key);
    }
  }
}

function channelOf({ args }: EntryOf<'reading'>): number | undefined {
  const { channel } = (args ?? {}) as { readonly channel?: unknown };
  return typeof channel === 'number' ? channel : undefined;
}

/** Since when nothing is known of a role: it is lost itself, or everything is. */
export function lostSince(lost: readonly Lost[], role: string | null, standsSince: number | null): number | null {
  const since = lost.filter((one) => one.role === null || role === null || one.role === role).map((one) => one.sinceMs);
  if (standsSince !== null) since.push(standsSince);
  return since.length === 0 ? null : Math.min(...since);
}
