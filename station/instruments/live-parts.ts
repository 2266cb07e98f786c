/** Puts a live instrument together with the rooms it talks to: the wire's console, the telemetry, the discovery. */
import type { Discovery, SimulatedBenchSettings } from '../../drivers/bench/bench-api.ts';
import type { Driver } from '../../drivers/contract/driver.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { RunLock } from '../store/run-lock.ts';
import type { Consoles } from './console-ring.ts';
import type { DiscoveryWatch } from './discovery-watch.ts';
import type { LiveBench } from './live-bench.ts';
import type { LiveParts } from './live-instrument.ts';
import { liveQuestions } from './live-question.ts';
import type { TelemetryFeed } from './telemetry-feed.ts';

export interface LiveMaking {
  readonly clock: Clock;
  readonly bench: LiveBench;
  readonly feed: TelemetryFeed;
  readonly consoles: Consoles;
  readonly discovery: DiscoveryWatch;
  simulated(): SimulatedBenchSettings;
  lock(address: string): RunLock;
  changed(): void;
}

let keys = 0;

export function liveParts(making: LiveMaking, driver: Driver, address: string): LiveParts {
  const { clock, bench, feed, consoles, discovery, changed } = making;
  const { id, capability, silentAfterMs } = driver.manifest;
  keys += 1;
  // What it is called where it is now; names of ports change, this does not.
  const stableId = discovery.last.instruments.find((one) => one.address === address)?.stableId;
  let place = address;
  let opened = false;
  const wallOf = (at: number | undefined) => clock.wall() - (at === undefined ? 0 : Math.max(0, clock.now() - at));
  return {
    key: `live/${keys}`,
    driver: id,
    stableId,
    ...{ clock, bench },
    question: liveQuestions[capability],
    // One that says when it counts as silent talks by itself.
    silentAfterMs: silentAfterMs ?? null,
    simulated: () => (address.startsWith('sim:') ? making.simulated() : undefined),
    async locate(before) {
      if (opened && stableId !== undefined) return placeOf(await discovery.lookAfresh(), stableId, before);
      opened = true;
      return before;
    },
    lock: (where) => making.lock(where),
    onReading(where, reading, channel) {
      if (feed.point(where, channel, wallOf(reading.at), reading)) changed();
    },
    onGap: (where) => feed.gap(where, clock.wall()),
    onMoved(before, now) {
      feed.forget(before);
      consoles.move(before, now);
      place = now;
      consoles.of(now).note(clock.wall(), `moved ${before} -> ${now}`);
    },
    transcript: ({ direction, at, hex }) => consoles.of(place).add(direction, wallOf(at), hex),
    note: (text) => consoles.of(place).note(clock.wall(), text),
    onChange: changed,
  };
}

/**
 * Where the instrument of that name is now. Where nothing has its name it may still be at its old place unless another
 * one is there (`instrument/other`).
 */
export function placeOf({ instruments }: Discovery, stableId: string, before: string): string {
  const same = instruments.filter((one) => one.stableId === stableId);
  const found = same.find((one) => one.address === before) ?? same[0];
  if (found !== undefined) return found.address;
  const other = instruments.find((one) => one.address === before)?.stableId;
  if (other === undefined) return before;
  throw new CodedError('instrument/other', { role: before, expected: stableId, found: other });
}
