import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { TelemetryFrame } from '../api/instruments.ts';
import { mostUnanswered, TelemetryFeed } from './telemetry-feed.ts';

const seed = Number(process.env.SEED ?? 20_261_122);
const volts = (value: number | null): Reading => ({
  ...{ value, unit: 'V', quantity: 'voltage', flags: [], resolution: 0.001 },
  status: value === null ? 'overrange' : 'ok',
});

let clock: VirtualClock;
let frames: TelemetryFrame[];
let watched: boolean;
let feed: TelemetryFeed;
beforeEach(() => {
  clock = new VirtualClock();
  frames = [];
  watched = true;
  feed = new TelemetryFeed({ clock, watched: () => watched, tell: (frame) => frames.push(frame) });
});

const pass = (ms: number) => clock.run(clock.sleep(ms));

/** Readings every 10 ms for so long. */
async function stream(ms: number, answered = false): Promise<void> {
  for (let at = 0; at < ms; at += 10) {
    if (answered) feed.ack(frames.length);
    feed.point('a', 'main', clock.wall(), volts(at));
    await pass(10);
  }
}

describe('frames', () => {
  it('come at most 33 a second, each with everything since the last', async () => {
    await stream(1_000, true);
    await pass(100);
    expect(frames.length).toBeGreaterThanOrEqual(25);
    expect(frames.length).toBeLessThanOrEqual(34);
    const [first] = frames;
    expect(first?.channels[0]?.times).toHaveLength(3);
    expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, index) => index + 1));
  });

  it('carry what is no number as NaN, and the reading that says why', async () => {
    feed.point('a', 'main', 1_000, volts(null));
    await pass(60);
    expect(frames[0]?.channels[0]?.values).toEqual(Float64Array.of(Number.NaN));
    expect(frames[0]?.channels[0]?.last.status).toBe('overrange');
  });

  it('are computed for nobody while nobody watches; who comes then is shown the newest reading', async () => {
    watched = false;
    await stream(60_000);
    expect(frames).toEqual([]);
    watched = true;
    feed.snapshot();
    await pass(60);
    expect(frames).toHaveLength(1);
    expect(frames[0]?.channels).toMatchObject([{ address: 'a', channel: 'main', last: { value: 59_990 } }]);
    expect(frames[0]?.channels[0]?.times).toHaveLength(0);
  });
});

describe('a page that does not answer', () => {
  it('gets so many frames and no more; what it misses is counted, and the curve has a hole there', async () => {
    await stream(5_000);
    expect(frames).toHaveLength(mostUnanswered);
    feed.ack(mostUnanswered);
    await stream(100);
    const next = frames[mostUnanswered];
    expect(next?.dropped).toBeGreaterThan(50);
    expect(next?.channels[0]?.last.value).not.toBeNull();
    const values = frames.slice(mostUnanswered).flatMap(({ channels }) => [...(channels[0]?.values ?? [])]);
    expect(values[0]).toBeNaN();
    expect(values.filter(Number.isNaN)).toHaveLength(1);
  });

  it('a page that comes after it is not made to wait for answers of the one that is gone', async () => {
    await stream(5_000);
    expect(frames).toHaveLength(mostUnanswered);
    feed.snapshot();
    await pass(60);
    expect(frames).toHaveLength(mostUnanswered + 1);
  });

  it('whatever it answers, what waits for it stays small and no frame is sent beyond the limit', async () => {
    const answers = fc.array(fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(answers, async (acks) => {
        const own = new VirtualClock();
        const sent: TelemetryFrame[] = [];
        const one = new TelemetryFeed({ clock: own, watched: () => true, tell: (frame) => sent.push(frame) });
        let answered = 0;
        for (const ack of acks) {
          for (let index = 0; index < 3_000; index += 1) one.point('a', 'main', own.wall(), volts(index));
          await own.run(own.sleep(51));
          for (const { channels } of sent) expect(channels[0]?.times.length ?? 0).toBeLessThanOrEqual(1_024);
          if (ack !== null) one.ack(ack);
          answered = Math.max(answered, Math.min(ack ?? 0, sent.length));
          expect(sent.length - answered).toBeLessThanOrEqual(mostUnanswered);
        }
      }),
      { seed, numRuns: 20 },
    );
  });
});

describe('a gap', () => {
  it('takes the last number off the screen and puts one hole into the curve, however often it is told', async () => {
    feed.point('a', 'main', 1_000, volts(3.3));
    feed.gap('a', 1_100);
    feed.gap('a', 1_200);
    await pass(60);
    expect(frames[0]?.channels[0]).toMatchObject({ last: { value: null, status: 'stale', unit: 'V' } });
    expect([...(frames[0]?.channels[0]?.values ?? [])]).toEqual([3.3, Number.NaN]);
  });

  it('of one instrument is not one of another', async () => {
    feed.point('a', 'main', 1_000, volts(1));
    feed.point('b', 'main', 1_000, volts(2));
    feed.gap('a', 1_100);
    await pass(60);
    expect(frames[0]?.channels.map(({ last }) => last.value)).toEqual([null, 2]);
  });

  it('an instrument that names ever new channels does not fill the memory', () => {
    for (let index = 0; index < 10_000; index += 1) feed.point('a', `channel ${index}`, 0, volts(1));
    expect(feed.channels('a')).toHaveLength(128);
    feed.forget('a');
    expect(feed.channels('a')).toEqual([]);
  });
});
