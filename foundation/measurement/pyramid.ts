/**
 * The smallest and the largest of any stretch of a long series, without looking at every sample: a pyramid whose every
 * level stands for four times as many samples as the one below. Guarantees: what it tells is exactly what a look at
 * every sample would tell; a missing sample is never a number and never hidden by its neighbours. Pure typed arrays, so
 * it serves an oscilloscope's record of bytes and a soak's series of hours alike.
 */

export type SampleArray = Float64Array | Float32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;

export interface PyramidOptions {
  /** The integer code that stands for no sample, as some oscilloscopes have one. NaN is always none. */
  readonly missing?: number;
  /** Samples there will be, where that is known: then extending up to there copies nothing again. */
  readonly room?: number;
}

/** Two points a column at the most: what is to be drawn of a stretch. All arrays are `columns` long. */
export interface Columns {
  readonly columns: number;
  /** Index of the first sample in each column; column i ends where column i + 1 begins, the last one at the end. */
  readonly first: Float64Array;
  /** NaN where every sample of the column is missing. */
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** 1 where at least one sample of the column is missing. */
  readonly gap: Uint8Array;
}

interface Level<A extends SampleArray> {
  min: A;
  max: A;
  /** 1 where a sample below is missing. */
  gap: Uint8Array;
  length: number;
}

const factor = 4;

export class MinMaxPyramid<A extends SampleArray> {
  readonly #missing: number;
  readonly #levels: Level<A>[] = [];
  #samples: A;
  readonly #room: number;
  #length: number;

  /** `samples` is used as it is and not copied; whoever gives it away must not write to it any more. */
  constructor(samples: A, { missing, room = 0 }: PyramidOptions = {}) {
    this.#missing = missing ?? Number.NaN;
    this.#samples = roomFor(samples, samples.length, room, room);
    this.#length = samples.length;
    this.#room = room;
    this.#build(0);
  }

  /** Samples in the series, missing ones included. */
  get length(): number {
    return this.#length;
  }

  /** Puts samples behind the last one; costs what is new, not what is there. */
  extend(samples: A): void {
    const from = this.#length;
    this.#samples = roomFor(this.#samples, from, from + samples.length);
    this.#samples.set(samples, from);
    this.#length += samples.length;
    this.#build(from);
  }

  /** The samples `from` to before `to` in `width` columns; fewer when there are fewer samples than that. */
  columns(from: number, to: number, width: number): Columns {
    const start = Math.max(0, Math.floor(from));
    const end = Math.min(this.#length, Math.ceil(to));
    const count = Math.max(0, Math.min(Math.floor(width), end - start));
    const drawn = {
      columns: count,
      first: new Float64Array(count),
      min: new Float64Array(count),
      max: new Float64Array(count),
      gap: new Uint8Array(count),
    };
    const perColumn = (end - start) / count;
    for (let column = 0; column < count; column++) {
      const low = start + Math.floor(column * perColumn);
      const high = column === count - 1 ? end : start + Math.floor((column + 1) * perColumn);
      const extent = this.extent(low, high);
      drawn.first[column] = low;
      drawn.min[column] = extent.min;
      drawn.max[column] = extent.max;
      drawn.gap[column] = extent.gap ? 1 : 0;
    }
    return drawn;
  }

  /** Smallest and largest of the samples `from` to before `to`; NaN when there is none. Both must be whole numbers inside the series. */
  extent(from: number, to: number): { readonly min: number; readonly max: number; readonly gap: boolean } {
    const found: Extent = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, gap: false };
    let low = from;
    let high = to;
    for (let depth = 0; low < high; depth++) {
      const isTop = depth === this.#levels.length;
      for (; low < high && (isTop || low % factor !== 0); low++) this.#take(depth, low, found);
      for (; low < high && high % factor !== 0; high--) this.#take(depth, high - 1, found);
      low /= factor;
      high /= factor;
    }
    const isEmpty = found.min > found.max;
    return { min: isEmpty ? Number.NaN : found.min, max: isEmpty ? Number.NaN : found.max, gap: found.gap };
  }

  #take(depth: number, index: number, found: Extent): void {
    const level = depth === 0 ? undefined : this.#levels[depth - 1];
    const min = (level === undefined ? this.#samples : level.min)[index] ?? Number.NaN;
    const max = level === undefined ? min : (level.max[index] ?? Number.NaN);
    const isMissing = this.#isMissing(min);
    if (isMissing || level?.gap[index] === 1) found.gap = true;
    if (isMissing) return;
    if (min < found.min) found.min = min;
    if (max > found.max) found.max = max;
  }

  /** A missing minimum stands for a bucket in which every sample is missing. */
  #isMissing(value: number): boolean {
    return Number.isNaN(value) || value === this.#missing;
  }

  /** Makes every bucket that holds the sample `from` or a later one. */
  #build(from: number): void {
    let below: Level<A> = { min: this.#samples, max: this.#samples, gap: noGaps, length: this.#length };
    let first = from;
    for (let depth = 0; below.length > factor; depth++) {
      first = Math.floor(first / factor);
      const length = Math.ceil(below.length / factor);
      const old = this.#levels[depth] ?? { min: empty(below.min), max: empty(below.min), gap: noGaps, length: 0 };
      const kept = Math.min(old.length, first);
      const room = Math.ceil(this.#room / factor ** (depth + 1));
      const level: Level<A> = {
        min: roomFor(old.min, kept, length, room),
        max: roomFor(old.max, kept, length, room),
        gap: roomFor(old.gap, kept, length, room),
        length,
      };
      // A level that is new begins at its first bucket, whatever was added last.
      this.#fill(level, below, kept);
      this.#levels[depth] = level;
      below = level;
      first = kept;
    }
  }

  #fill(level: Level<A>, below: Level<A>, first: number): void {
    const { min, max, gap } = level;
    const { min: lows, max: highs, gap: gaps } = below;
    const hasGaps = gaps.length > 0;
    const missing = this.#missing;
    for (let bucket = first; bucket < level.length; bucket++) {
      const end = Math.min(below.length, (bucket + 1) * factor);
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      let isGap = 0;
      for (let index = bucket * factor; index < end; index++) {
        const value = lows[index] as number;
        const top = highs[index] as number;
        if (value === missing || Number.isNaN(value)) isGap = 1;
        else {
          if (value < low) low = value;
          if (top > high) high = top;
        }
        if (hasGaps && gaps[index] === 1) isGap = 1;
      }
      min[bucket] = low > high ? missing : low;
      max[bucket] = low > high ? missing : high;
      gap[bucket] = isGap;
    }
  }
}

interface Extent {
  min: number;
  max: number;
  gap: boolean;
}

/** The level of the samples themselves has no marks: a missing one says so by its value. */
const noGaps = new Uint8Array(0);

function empty<A extends SampleArray>(like: A): A {
  return sized(like, 0);
}

/**
 * `array` itself when `length` fits, else a larger copy of its first `kept`: of `room` where that is enough, else grown by
 * half, so that extending stays cheap.
 */
function roomFor<A extends SampleArray>(array: A, kept: number, length: number, room = 0): A {
  if (length <= array.length) return array;
  const grown = kept === 0 ? length : Math.max(length, Math.ceil(array.length * 1.5));
  const larger = sized(array, length <= room ? room : grown);
  larger.set(array.subarray(0, kept));
  return larger;
}

function sized<A extends SampleArray>(like: A, length: number): A {
  const kind = like.constructor as new (length: number) => A;
  return new kind(length);
}
