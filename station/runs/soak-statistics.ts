/**
 * Aggregates over the samples of a soak. Guarantees: computed from the journal alone; one pass, memory flat, except for
 * the median, which needs the numbers themselves; a field that was ever not `ok` says so instead of leaving it out, and
 * holes are never filled.
 */

import type { Unit } from '../../foundation/measurement/unit.ts';
import type { SoakFunction, Value } from '../../procedures/language/expression.ts';

/** One sample's value of a field, with the soak time it was taken at. */
export interface SamplePoint {
  readonly activeMs: number;
  readonly value: Value;
}

/**
 * `sum`, `mean`, `min`, `max`, `median`, `first`, `last` in the field's unit; `count` in `1`; `max-step` is the largest
 * change between neighbouring samples, in the unit of a difference; `slope` is the least-squares slope per hour;
 * `time-above` is the time in seconds, by the step rule, during which the field was above `arg`.
 */
export function aggregate(points: Iterable<SamplePoint>, fn: SoakFunction, arg: number | undefined): Value {
  const state = new Accumulator(fn, arg ?? 0);
  for (const point of points) state.add(point);
  return state.result();
}

class Accumulator {
  readonly #fn: SoakFunction;
  readonly #arg: number;
  readonly #values: number[] = [];
  #unit: Unit = '1';
  #resolution: number | undefined;
  #u95: number | undefined = 0;
  #recalled = false;
  #bad: Value['status'] | undefined;
  #n = 0;
  #sum = 0;
  #extreme: number | undefined;
  #extremeU95: number | undefined;
  #first: number | undefined;
  #last: number | undefined;
  #lastMs = 0;
  #maxStep = 0;
  #aboveMs = 0;
  #sumT = 0;
  #sumTT = 0;
  #sumTV = 0;

  constructor(fn: SoakFunction, arg: number) {
    this.#fn = fn;
    this.#arg = arg;
  }

  add({ activeMs, value: { value, unit, status, u95, resolution, recalled } }: SamplePoint): void {
    this.#unit = unit;
    this.#resolution = resolution ?? this.#resolution;
    if (status !== 'ok' || value === null) {
      this.#bad = status === 'ok' ? 'invalid' : status;
      return;
    }
    this.#recalled ||= recalled === true;
    this.#u95 = this.#u95 === undefined || u95 === undefined ? undefined : Math.max(this.#u95, u95);
    const previous = this.#last;
    if (previous !== undefined) {
      this.#maxStep = Math.max(this.#maxStep, Math.abs(value - previous));
      if (previous > this.#arg) this.#aboveMs += activeMs - this.#lastMs;
    }
    const better = this.#extreme === undefined || (this.#fn === 'min' ? value < this.#extreme : value > this.#extreme);
    if (better) {
      this.#extreme = value;
      this.#extremeU95 = u95;
    }
    this.#first ??= value;
    this.#last = value;
    this.#lastMs = activeMs;
    this.#n += 1;
    this.#sum += value;
    const hours = activeMs / 3_600_000;
    this.#sumT += hours;
    this.#sumTT += hours * hours;
    this.#sumTV += hours * value;
    if (this.#fn === 'median') this.#values.push(value);
  }

  result(): Value {
    if (this.#fn === 'count') return { value: this.#n, unit: '1', status: 'ok', u95: 0 };
    if (this.#bad !== undefined) return { value: null, unit: this.#unit, status: this.#bad };
    if (this.#n === 0) return { value: null, unit: this.#unit, status: 'invalid' };
    switch (this.#fn) {
      case 'min':
      case 'max':
        return this.#ok(this.#extreme, this.#unit, this.#extremeU95);
      case 'mean':
        return this.#ok(this.#sum / this.#n, this.#unit, this.#u95);
      case 'sum':
        return this.#ok(this.#sum, this.#unit, this.#u95 === undefined ? undefined : this.#u95 * this.#n);
      case 'first':
        return this.#ok(this.#first, this.#unit, this.#u95);
      case 'last':
        return this.#ok(this.#last, this.#unit, this.#u95);
      case 'median':
        return this.#ok(median(this.#values), this.#unit, this.#u95);
      case 'max-step':
        return this.#ok(this.#maxStep, differenceUnit(this.#unit), this.#u95 === undefined ? undefined : 2 * this.#u95);
      case 'time-above':
        return { value: this.#aboveMs / 1000, unit: 's', status: 'ok' };
      default:
        return this.#slope();
    }
  }

  #slope(): Value {
    const spread = this.#n * this.#sumTT - this.#sumT * this.#sumT;
    if (spread <= 0) return { value: null, unit: differenceUnit(this.#unit), status: 'invalid' };
    const slope = (this.#n * this.#sumTV - this.#sumT * this.#sum) / spread;
    return { value: slope, unit: differenceUnit(this.#unit), status: 'ok' };
  }

  #ok(value: number | undefined, unit: Unit, u95: number | undefined): Value {
    if (value === undefined) return { value: null, unit, status: 'invalid' };
    const known = u95 === undefined ? {} : { u95, ...(this.#recalled ? { recalled: true as const } : {}) };
    const resolved = this.#resolution === undefined ? {} : { resolution: this.#resolution };
    return { value, unit, status: 'ok', ...known, ...resolved };
  }
}

function median(values: number[]): number | undefined {
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  const upper = values[middle];
  const lower = values[values.length % 2 === 0 ? middle - 1 : middle];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** A difference of temperatures is in kelvins, of signal levels in decibels. */
function differenceUnit(unit: Unit): Unit {
  if (unit === 'Cel') return 'K';
  return unit === '{dBm}' ? 'dB' : unit;
}
