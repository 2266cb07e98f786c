/**
 * Readings on their way to the screens. Guarantees: at most one frame each {@link frameMs}; at most {@link mostUnanswered}
 * frames that no page has answered, after which frames are dropped and counted, and the curve shows a hole where they
 * were; constant memory whatever the pages do; nothing here touches what is recorded. Nothing is computed while nobody
 * watches, except that the newest reading is kept for who comes later.
 */
import type { Cancel, Clock } from '../../foundation/clock/clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { TelemetryChannel, TelemetryFrame } from '../api/instruments.ts';

/** A third of the 100 ms in which a reading shall stand on the screen; the rest is for the wire and the picture. */
export const frameMs = 30;
/** So many that a page may pause for a third of a second without a hole in its curves. */
export const mostUnanswered = 12;
/** Points of one channel in one frame; an instrument that is faster loses the oldest of them for display. */
const mostPoints = 1_024;
/** Channels of one instrument; a driver that names ever new ones does not fill the memory. */
const mostChannels = 128;

export interface FeedParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly watched: () => boolean;
  tell(frame: TelemetryFrame): void;
}

interface Channel {
  readonly address: string;
  readonly channel: string;
  times: number[];
  values: number[];
  last: Reading;
  changed: boolean;
  /** Points were dropped: the next ones begin after a hole. */
  broken: boolean;
}

export class TelemetryFeed {
  readonly #parts: FeedParts;
  /** By address, then by name. */
  readonly #channels = new Map<string, Map<string, Channel>>();
  #cancel: Cancel | undefined;
  #seq = 0;
  #answered = 0;
  #dropped = 0;

  constructor(parts: FeedParts) {
    this.#parts = parts;
  }

  /** Names of an instrument's channels in the order they were heard first. */
  channels(address: string): readonly string[] {
    return [...(this.#channels.get(address)?.keys() ?? [])];
  }

  /** `wall`: milliseconds since 1970. True when the channel is a new one. */
  point(address: string, name: string, wall: number, reading: Reading): boolean {
    const channels = this.#channels.get(address) ?? new Map<string, Channel>();
    this.#channels.set(address, channels);
    const known = channels.get(name);
    if (known === undefined && channels.size >= mostChannels) return false;
    const channel = known ?? {
      ...{ address, channel: name, times: [], values: [], last: reading },
      ...{ changed: true, broken: false },
    };
    channels.set(name, channel);
    channel.last = reading;
    this.#add(channel, wall, reading.value ?? Number.NaN);
    return known === undefined;
  }

  /** From now on nothing is known: each curve gets a hole, and no channel shows its last number as if it were now. */
  gap(address: string, wall: number): void {
    for (const channel of this.#channels.get(address)?.values() ?? []) {
      if (channel.last.status === 'stale') continue;
      channel.last = { ...channel.last, value: null, status: 'stale' };
      this.#add(channel, wall, Number.NaN);
    }
  }

  forget(address: string): void {
    this.#channels.delete(address);
  }

  /** For a page that has just come: the next frame has the newest reading of every channel, and counting begins anew. */
  snapshot(): void {
    this.#answered = this.#seq;
    for (const channels of this.#channels.values()) for (const channel of channels.values()) channel.changed = true;
    if (this.#channels.size > 0) this.#schedule();
  }

  /** A page has drawn everything up to `seq`. */
  ack(seq: number): void {
    this.#answered = Math.max(this.#answered, Math.min(seq, this.#seq));
    if (this.#all().some(({ changed }) => changed)) this.#schedule();
  }

  stop(): void {
    this.#cancel?.();
    this.#channels.clear();
  }

  #all(): Channel[] {
    return [...this.#channels.values()].flatMap((channels) => [...channels.values()]);
  }

  #add(channel: Channel, wall: number, value: number): void {
    channel.changed = true;
    if (!this.#parts.watched()) return;
    if (channel.broken) {
      channel.times.push(wall);
      channel.values.push(Number.NaN);
      channel.broken = false;
    }
    channel.times.push(wall);
    channel.values.push(value);
    if (channel.times.length > mostPoints) {
      channel.times.shift();
      channel.values.shift();
    }
    this.#schedule();
  }

  #schedule(): void {
    this.#cancel ??= this.#parts.clock.after(frameMs, () => this.#flush());
  }

  #flush(): void {
    this.#cancel = undefined;
    const changed = this.#all().filter((channel) => channel.changed);
    if (changed.length === 0) return;
    const behind = this.#seq - this.#answered >= mostUnanswered;
    if (behind || !this.#parts.watched()) {
      if (behind) this.#dropped += 1;
      for (const channel of changed) drop(channel);
      return;
    }
    this.#seq += 1;
    this.#parts.tell({ seq: this.#seq, channels: changed.map(taken), dropped: this.#dropped });
  }
}

function drop(channel: Channel): void {
  channel.broken ||= channel.times.length > 0;
  channel.times = [];
  channel.values = [];
}

function taken(channel: Channel): TelemetryChannel {
  const { address, channel: name, times, values, last } = channel;
  channel.times = [];
  channel.values = [];
  channel.changed = false;
  return { address, channel: name, times: Float64Array.from(times), values: Float64Array.from(values), last };
}
