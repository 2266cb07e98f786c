/** Puts a live instrument together with the rooms it talks to: the wire's console, the telemetry, the discovery. */
import type { DiscoveredInstrument, Discovery, SimulatedBenchSettings } from '../../drivers/bench/bench-api.ts';
import { partedAddress } from '../../drivers/bench/line-in-address.ts';
import type { Driver } from '../../drivers/contract/driver.ts';
import { type UsbIdentity, usbName } from '../../drivers/contract/usb-identity.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { canonicalAddress, type RunLock } from '../store/run-lock.ts';
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
  const { instruments } = discovery.last;
  let named = nameIn(
    instruments.find((one) => one.address === partedAddress(address).port),
    instruments,
  );
  let place = address;
  let opened = false;
  const wallOf = (at: number | undefined) => clock.wall() - (at === undefined ? 0 : Math.max(0, clock.now() - at));
  return {
    key: `live/${keys}`,
    driver: id,
    get stableId() {
      // Of two that nothing tells apart none has a name of its own.
      return named?.shared === true && named.usbPath === undefined ? undefined : named && usbName(named);
    },
    ...{ clock, bench },
    question: liveQuestions[capability],
    // One that says when it counts as silent talks by itself.
    silentAfterMs: silentAfterMs ?? null,
    simulated: () => (address.startsWith('sim:') ? making.simulated() : undefined),
    async locate(before, usb) {
      // Nobody had looked when it was opened: the bench has.
      named ??= usb;
      if (opened && named !== undefined) {
        const now = placeOf(await discovery.lookAfresh(), named, before);
        named = now.named;
        return now.address;
      }
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

function nameIn(
  found: DiscoveredInstrument | undefined,
  instruments: readonly DiscoveredInstrument[],
): UsbIdentity | undefined {
  if (found?.stableId === undefined) return undefined;
  const { stableId, usbPath } = found;
  const isShared = instruments.filter((one) => one.stableId === stableId).length > 1;
  return { stableId, ...(usbPath === undefined ? {} : { usbPath }), ...(isShared ? { shared: true } : {}) };
}

/**
 * Where the instrument of that name is now: of several with the same name the one that is plugged in where it was. Where
 * nothing has its name it may still be at its old place. `instrument/other` where another one is there, or two could be
 * meant.
 */
export function placeOf(
  { instruments }: Discovery,
  named: UsbIdentity,
  before: string,
): { readonly address: string; readonly named: UsbIdentity } {
  const { stableId, usbPath, shared } = named;
  const { port, words } = partedAddress(before);
  const same = instruments.filter((one) => one.stableId === stableId);
  const isOneOfMany = shared === true || same.length > 1;
  const here = isOneOfMany ? same.filter((one) => usbPath !== undefined && one.usbPath === usbPath) : same;
  // Several ports of one interface are told apart by their names alone.
  const found = here.length > 1 ? here.find(({ address }) => address === port) : here[0];
  if (found !== undefined) {
    const now = nameIn(found, instruments) ?? named;
    // Its line goes with it, whatever its port is called now.
    const address = canonicalAddress(found.address) === canonicalAddress(port) ? before : `${found.address}${words}`;
    return { address, named: isOneOfMany ? { ...now, shared: true } : now };
  }
  const other = same[0] ?? instruments.find((one) => one.address === port && one.stableId !== undefined);
  if (other === undefined) return { address: before, named };
  throw new CodedError('instrument/other', { role: before, expected: stableId, found: other.stableId ?? '' });
}
