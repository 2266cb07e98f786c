/**
 * The curves of a run's soaks, entry by entry. Guarantees: a value that was not there is NaN and never left out, so that
 * nothing is drawn across a hole or an interruption; a field that was not asked for stays where it was; a soak that began again has only its last life.
 */
import type { Entry, EntryOf } from '../record/entry.ts';
import { GrowingNumbers } from './growing-numbers.ts';

export interface CurveOfSoak {
  readonly unit: string;
  readonly quantity: string;
  readonly values: GrowingNumbers;
}

export interface SoakCurves {
  readonly token: number;
  /** Soak time of every sample and hole, milliseconds, never falling. */
  readonly times: GrowingNumbers;
  readonly curves: Map<string, CurveOfSoak>;
  samples: number;
  holes: number;
  /** The run stood still since the last sample. */
  interrupted: boolean;
  ended: boolean;
}

/** The kinds that {@link Curves.add} looks at. */
export const kindsOfCurves = [
  'soak.start',
  'sample',
  'hole',
  'soak.end',
  'suspension',
  'interruption',
] as const satisfies readonly Entry['kind'][];

export class Curves {
  /** By the soak's name. */
  readonly soaks: Map<string, SoakCurves>;

  constructor(soaks: Map<string, SoakCurves> = new Map()) {
    this.soaks = soaks;
  }

  /** Names of soaks that began again with this entry: what was known of them is void. */
  add(entry: Entry): string | undefined {
    switch (entry.kind) {
      case 'soak.start':
        this.soaks.set(entry.name, newSoak(entry.token));
        return entry.name;
      case 'sample':
        this.#addSample(entry);
        return undefined;
      case 'hole': {
        const soak = this.soaks.get(entry.soak);
        if (soak === undefined) return undefined;
        soak.holes += 1;
        addTime(soak, entry.activeMs);
        fill(soak);
        return undefined;
      }
      case 'soak.end': {
        const soak = this.soaks.get(entry.name);
        if (soak !== undefined) soak.ended = true;
        return undefined;
      }
      case 'suspension':
      case 'interruption':
        for (const soak of this.soaks.values()) if (!soak.ended) soak.interrupted = soak.times.length > 0;
        return undefined;
      default:
        return undefined;
    }
  }

  #addSample({ soak: name, activeMs, values }: EntryOf<'sample'>): void {
    const soak = this.soaks.get(name);
    if (soak === undefined) return;
    const before = soak.times.last();
    if (soak.interrupted && before !== undefined) {
      addTime(soak, (before + Math.max(before, activeMs)) / 2);
      fill(soak);
    }
    soak.interrupted = false;
    soak.samples += 1;
    addTime(soak, activeMs);
    for (const [field, value] of Object.entries(values)) {
      if (value === null) holdLast(soak, field);
      const number = numberIn(value);
      if (number === undefined) continue;
      const curve = soak.curves.get(field) ?? newCurve(number);
      soak.curves.set(field, curve);
      curve.values.fillTo(soak.times.length - 1);
      curve.values.push(number.value);
    }
    fill(soak);
  }
}

export function newSoak(token: number): SoakCurves {
  return {
    token,
    times: new GrowingNumbers(),
    curves: new Map(),
    samples: 0,
    holes: 0,
    interrupted: false,
    ended: false,
  };
}

interface NumberInSample {
  /** NaN where the instrument showed none. */
  readonly value: number;
  readonly unit: string;
  readonly quantity: string;
}

/** Undefined for a text, a truth value or an empty field: those are no curve. */
function numberIn(value: unknown): NumberInSample | undefined {
  if (typeof value === 'number') return { value, unit: '1', quantity: '' };
  if (typeof value !== 'object' || value === null) return undefined;
  const { value: number, unit, status, quantity } = value as Readonly<Record<string, unknown>>;
  if (typeof unit !== 'string') return undefined;
  const good = typeof number === 'number' && (status === undefined || status === 'ok');
  return { value: good ? number : Number.NaN, unit, quantity: typeof quantity === 'string' ? quantity : '' };
}

function newCurve({ unit, quantity }: NumberInSample): CurveOfSoak {
  return { unit, quantity, values: new GrowingNumbers() };
}

/**
 * A field that this sample did not ask for (a slow one is asked for every minute, say) is no gap: it stands where it was
 * told last, and where it was missing it goes on missing.
 */
function holdLast({ times, curves }: SoakCurves, field: string): void {
  const values = curves.get(field)?.values;
  values?.fillTo(times.length - 1);
  values?.push(values.last() ?? Number.NaN);
}

function addTime({ times }: SoakCurves, ms: number): void {
  times.push(Math.max(ms, times.last() ?? ms));
}

/** Curves that got no value at the last time have none there. */
function fill({ times, curves }: SoakCurves): void {
  for (const { values } of curves.values()) values.fillTo(times.length);
}
