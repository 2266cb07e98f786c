/**
 * Live readings for display: a ring of the newest points of each channel, outside React. Guarantees: constant memory; an
 * absence stays an absence (NaN); every frame is acknowledged, so the station knows how far this page is. Drawers ask on
 * their own animation frames and are told which channels have changed.
 */
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { TelemetryFrame } from '../../station/api/instruments.ts';
import type { StationLink } from '../shell/station-link.ts';

/** Points kept of a channel: an hour at 2 readings a second. */
export const keptPoints = 7_200;
/** Milliseconds a time server may take back at once without anybody having set the clock. */
const corrected = 1_000;

/** Of the points that are kept; null where there is no number among them. */
export interface RingStatistics {
  /** Numbers, and absences among them. */
  readonly numbers: number;
  readonly absences: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

export class ChannelRing {
  readonly #times = new Float64Array(keptPoints);
  readonly #values = new Float64Array(keptPoints);
  #count = 0;
  /** Points before this one have times that the clock has since gone back behind: a curve of them would run backwards. */
  #curveFrom = 0;
  last: Reading | undefined;
  /** Rises with each change. */
  version = 0;

  push(times: Float64Array, values: Float64Array, last: Reading): void {
    for (let index = 0; index < times.length; index += 1) {
      const place = this.#count % keptPoints;
      this.#times[place] = this.#rising(times[index] ?? Number.NaN);
      this.#values[place] = values[index] ?? Number.NaN;
      this.#count += 1;
    }
    this.last = last;
    this.version += 1;
  }

  /** A clock that is set goes on from its new time; one that is only corrected stands still for a moment. */
  #rising(time: number): number {
    const back = this.lastTime - time;
    if (!(back > 0)) return time;
    if (back <= corrected) return this.lastTime;
    this.#curveFrom = this.#count;
    return time;
  }

  /** Points that ever came in; with {@link statistics} the mark from which on to count. */
  get count(): number {
    return this.#count;
  }

  /** Wall-clock milliseconds of the newest point, NaN before the first. */
  get lastTime(): number {
    return this.#count === 0 ? Number.NaN : (this.#times[(this.#count - 1) % keptPoints] ?? Number.NaN);
  }

  /** Over the kept points that came in after the first `from`. */
  statistics(from = 0): RingStatistics {
    let [numbers, min, max, sum] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    const first = Math.max(from, this.#count - keptPoints, 0);
    for (let index = first; index < this.#count; index += 1) {
      const value = this.#values[index % keptPoints] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      numbers += 1;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    const absences = Math.max(0, this.#count - first) - numbers;
    if (numbers === 0) return { numbers, absences, min: null, max: null, mean: null };
    return { numbers, absences, min, max, mean: sum / numbers };
  }

  /** Oldest first, times never falling; at most {@link keptPoints}. */
  points(): { readonly times: Float64Array; readonly values: Float64Array } {
    const kept = Math.min(this.#count - this.#curveFrom, keptPoints);
    const first = this.#count - kept;
    const times = new Float64Array(kept);
    const values = new Float64Array(kept);
    for (let index = 0; index < kept; index += 1) {
      times[index] = this.#times[(first + index) % keptPoints] ?? Number.NaN;
      values[index] = this.#values[(first + index) % keptPoints] ?? Number.NaN;
    }
    return { times, values };
  }
}

export class Telemetry {
  readonly #rings = new Map<string, ChannelRing>();
  readonly #listeners = new Set<() => void>();
  /** Frames that the station dropped because this page was slow. */
  dropped = 0;

  constructor(link: StationLink) {
    link.on('telemetry', (frame) => {
      this.#take(frame);
      void link.call('telemetry/ack', { seq: frame.seq }).catch(() => undefined);
    });
  }

  ring(address: string, channel: string): ChannelRing | undefined {
    return this.#rings.get(keyOf(address, channel));
  }

  /** Told after each frame; draw on the next animation frame, not at once. */
  onFrame(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #take(frame: TelemetryFrame): void {
    this.dropped = frame.dropped;
    for (const { address, channel, times, values, last } of frame.channels) {
      const key = keyOf(address, channel);
      const ring = this.#rings.get(key) ?? new ChannelRing();
      this.#rings.set(key, ring);
      ring.push(times, values, last);
    }
    for (const listener of [...this.#listeners]) listener();
  }
}

function keyOf(address: string, channel: string): string {
  return `${address} ${channel}`;
}
