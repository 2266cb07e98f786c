/**
 * The curves of a run's soaks, entry by entry. Guarantees: a curve has a point where a sample told its value and nowhere
 * else; a reading without a value is NaN there; every hole and every interruption is one NaN in every curve of the soak,
 * so that nothing is drawn across; a soak that began again has only its last life.
 */
import type { Entry, EntryOf } from '../record/entry.ts';
import { GrowingNumbers } from './growing-numbers.ts';

export interface CurveOfSoak {
  readonly unit: string;
  readonly quantity: string;
  /** Soak time of every point, milliseconds, never falling; as many as `values`. */
  readonly times: GrowingNumbers;
  readonly values: GrowingNumbers;
  /** Samples that told it, with a value or without. */
  samples: number;
}

export interface SoakCurves {
  readonly token: number;
  readonly curves: Map<string, CurveOfSoak>;
  /** Soak time of every hole and interruption, milliseconds: a value that is told later for the first time has them too. */
  readonly breaks: GrowingNumbers;
  holes: number;
  /** Soak time of the first and the last sample or hole, milliseconds; null before the first. */
  firstMs: number | null;
  lastMs: number | null;
  /** The run stood still since then. */
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

  /** A soak that begins again is a new one: what was known of it is void. */
  add(entry: Entry): void {
    switch (entry.kind) {
      case 'soak.start':
        this.soaks.set(entry.name, newSoak(entry.token));
        break;
      case 'sample':
        this.#addSample(entry);
        break;
      case 'hole':
        this.#addHole(entry);
        break;
      case 'soak.end': {
        const soak = this.soaks.get(entry.name);
        if (soak !== undefined) soak.ended = true;
        break;
      }
      case 'suspension':
      case 'interruption':
        for (const soak of this.soaks.values()) if (!soak.ended) soak.interrupted = soak.lastMs !== null;
        break;
      default:
    }
  }

  #addSample({ soak: name, activeMs, values }: EntryOf<'sample'>): void {
    const soak = this.soaks.get(name);
    if (soak === undefined) return;
    const before = soak.lastMs;
    const ms = goOnTo(soak, activeMs);
    if (soak.interrupted && before !== null) addBreak(soak, (before + ms) / 2);
    soak.interrupted = false;
    for (const [field, value] of Object.entries(values)) {
      const number = numberIn(value);
      if (number === undefined) continue;
      const curve = soak.curves.get(field) ?? newCurve(number, soak.breaks);
      soak.curves.set(field, curve);
      addPoint(curve, ms, number.value);
      curve.samples += 1;
    }
  }

  /** A hole breaks the line by itself, also where the run stood still before. */
  #addHole({ soak: name, activeMs }: EntryOf<'hole'>): void {
    const soak = this.soaks.get(name);
    if (soak === undefined) return;
    soak.holes += 1;
    addBreak(soak, goOnTo(soak, activeMs));
    soak.interrupted = false;
  }
}

/** A soak of which nothing is known yet. */
function newSoak(token: number): SoakCurves {
  return {
    token,
    curves: new Map(),
    breaks: new GrowingNumbers(),
    holes: 0,
    firstMs: null,
    lastMs: null,
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

/** Undefined for a text and a truth value, which are no curve, and for an empty field: a sample did not ask for it. */
function numberIn(value: unknown): NumberInSample | undefined {
  if (typeof value === 'number') return { value, unit: '1', quantity: '' };
  if (typeof value !== 'object' || value === null) return undefined;
  const { value: number, unit, status, quantity } = value as Readonly<Record<string, unknown>>;
  if (typeof unit !== 'string') return undefined;
  const good = typeof number === 'number' && (status === undefined || status === 'ok');
  return { value: good ? number : Number.NaN, unit, quantity: typeof quantity === 'string' ? quantity : '' };
}

function newCurve({ unit, quantity }: NumberInSample, breaks: GrowingNumbers): CurveOfSoak {
  const curve = { unit, quantity, times: new GrowingNumbers(), values: new GrowingNumbers(), samples: 0 };
  for (const ms of breaks.slice()) addPoint(curve, ms, Number.NaN);
  return curve;
}

function addPoint({ times, values }: CurveOfSoak, ms: number, value: number): void {
  times.push(ms);
  values.push(value);
}

function addBreak({ curves, breaks }: SoakCurves, ms: number): void {
  breaks.push(ms);
  for (const curve of curves.values()) addPoint(curve, ms, Number.NaN);
}

/** The time of what comes next, which is never before what was last. */
function goOnTo(soak: SoakCurves, activeMs: number): number {
  const ms = Math.max(activeMs, soak.lastMs ?? activeMs);
  soak.firstMs ??= ms;
  soak.lastMs = ms;
  return ms;
}
