/**
 * From what discovery says, what is open and what runs have, to one line of the screen. Pure: the same facts always give
 * the same view.
 */
import { mayBeAsked } from '../../drivers/bench/ask-identity.ts';
import type { DiscoveredInstrument, Discovery, OpenedInstrument } from '../../drivers/bench/bench-api.ts';
import { type Address, parseAddress } from '../../drivers/bench/open-address.ts';
import type { Driver, InstrumentIdentity } from '../../drivers/contract/driver.ts';
import type { Failure } from '../../foundation/failure.ts';
import type { CalibrationNote, InstrumentState, InstrumentView, NamedInstrument } from '../api/instruments.ts';
import { canonicalAddress } from '../store/run-lock.ts';
import { foundAt } from './found-at.ts';
import type { LiveInstrument } from './live-instrument.ts';
import type { Loans } from './loans.ts';
import { modelOf, type SimulatedPlace } from './simulated-places.ts';
import { withCure } from './with-cure.ts';

/** Everything that is known of one address. */
export interface PlaceFacts {
  readonly address: string;
  readonly manual: boolean;
  /** What discovery found there last. */
  readonly found: DiscoveredInstrument | undefined;
  /** What is open, or was, was called so. */
  readonly stableId: string | undefined;
  /** The driver it is open with, was, or is simulated by. */
  readonly driver: Driver | undefined;
  readonly live:
    | {
        readonly state: InstrumentState;
        readonly opened: OpenedInstrument | undefined;
        readonly problem: Failure | null;
        readonly lostSinceWall: number | null;
      }
    | undefined;
  /** What it called itself when it was asked. */
  readonly named?: NamedInstrument | undefined;
  /** Why the last try to connect it failed. */
  readonly failed: Failure | undefined;
  readonly run: string | null;
  readonly channels: readonly string[];
  calibration(id: string): CalibrationNote | null;
}

function instrumentView(facts: PlaceFacts): InstrumentView {
  const { address, manual, found, driver, live, run, channels } = facts;
  // An instrument keeps its name while another one stands in its place.
  const id = facts.stableId ?? found?.stableId ?? address;
  const kind = kindOf(address, found);
  const state = stateOf(facts);
  const identity = live?.opened?.identity ?? null;
  const lost = state === 'lost' ? (live?.lostSinceWall ?? null) : null;
  return {
    id,
    address,
    kind,
    state,
    manual,
    simulated: kind === 'simulated',
    candidates: candidatesOf(facts),
    ...(found?.sharedCable === true ? { sharedCable: true } : {}),
    ...(mayBeAsked(address) ? { mayBeAsked: true } : {}),
    driver: driver?.manifest.id ?? null,
    capability: live?.opened?.capability ?? driver?.manifest.capability ?? null,
    identity,
    label: labelOf(facts),
    problem: state === 'in-run' ? null : problemOf(facts),
    lostSinceWall: lost === null ? null : new Date(lost).toISOString(),
    run: state === 'in-run' ? run : null,
    calibration: facts.calibration(id),
    channels,
  };
}

/** What it calls itself counts more than what its cable or its maker lets one guess. */
function candidatesOf({ named, found, driver }: PlaceFacts): readonly string[] {
  if (named !== undefined && named.drivers.length > 0) return named.drivers;
  return found?.candidates ?? (driver === undefined ? [] : [driver.manifest.id]);
}

function stateOf({ live, failed, found, run }: PlaceFacts): InstrumentState {
  if (run !== null) return 'in-run';
  if (live !== undefined) return live.state;
  if (failed !== undefined) return 'unusable';
  if (found?.state !== 'not-usable') return 'found';
  // Somebody who knows what it is may still choose a driver for it.
  return found.reason?.code === 'discovery/unknown-device' ? 'found' : 'unusable';
}

function problemOf({ live, failed, found }: PlaceFacts): Failure | null {
  if (live !== undefined) return live.problem;
  if (failed !== undefined) return failed;
  return found?.reason === undefined ? null : withCure(found.reason, found.cure);
}

function labelOf({ live, found, driver, address, named }: PlaceFacts): string {
  const identity = live?.opened?.identity;
  if (identity !== undefined) return `${identity.make} ${identity.model}`.trim();
  return named?.label ?? found?.label ?? (driver === undefined ? address : modelOf(driver));
}

/** What the whole list is made of. */
export interface RoomFacts {
  readonly discovery: Discovery;
  readonly manual: readonly string[];
  readonly simulated: readonly SimulatedPlace[];
  readonly drivers: readonly Driver[];
  readonly live: readonly (Pick<LiveInstrument, 'address' | 'state' | 'opened' | 'problem' | 'lostSinceWall'> & {
    readonly parts: Pick<LiveInstrument['parts'], 'driver' | 'stableId'>;
  })[];
  readonly failed: ReadonlyMap<string, Failure>;
  readonly loans: Pick<Loans, 'runOf' | 'addresses'>;
  named(id: string): NamedInstrument | undefined;
  channels(address: string): readonly string[];
  calibration(id: string, identity: InstrumentIdentity | null): CalibrationNote | null;
}

/** One line for every place, and one for everything that keeps the station from looking (its address is empty). */
export function viewsOf(facts: RoomFacts): readonly InstrumentView[] {
  const { discovery, manual, simulated, live, loans } = facts;
  const known = new Set([
    ...discovery.instruments.map(({ address }) => address),
    ...manual,
    ...simulated.map(({ address }) => address),
    ...live.map(({ address }) => address),
    ...facts.failed.keys(),
  ]);
  const places = new Set([...known].map(canonicalAddress));
  const addresses = [
    ...known,
    ...loans.addresses.filter((one) => !isSimulated(one) && !places.has(canonicalAddress(one))),
  ];
  const hindrances = discovery.problems.map((problem) => problemView(withCure(problem, problem.cure)));
  return [...addresses.map((address) => viewAt(facts, address)), ...hindrances];
}

function isSimulated(address: string): boolean {
  return address.startsWith('sim:');
}

function viewAt(facts: RoomFacts, address: string): InstrumentView {
  const live = facts.live.find((one) => one.address === address);
  const driverId = live?.parts.driver ?? facts.simulated.find((one) => one.address === address)?.driver;
  const found = foundAt(facts.discovery, address);
  return instrumentView({
    address,
    manual: facts.manual.includes(address),
    found,
    stableId: live?.parts.stableId,
    driver: facts.drivers.find(({ manifest }) => manifest.id === driverId),
    live,
    named: facts.named(found?.stableId ?? address),
    failed: facts.failed.get(address),
    run: facts.loans.runOf(address),
    channels: facts.channels(address),
    calibration: (id) => facts.calibration(id, live?.opened?.identity ?? null),
  });
}

function problemView(problem: Failure): InstrumentView {
  const kind = /^phone\/(?!iphone-)/.test(problem.code) ? 'adb' : 'usb';
  return {
    ...{ id: problem.code, address: '', kind, state: 'unusable', manual: false, simulated: false, candidates: [] },
    ...{ driver: null, capability: null, identity: null, label: '', problem, lostSinceWall: null, run: null },
    ...{ calibration: null, channels: [] },
  };
}

const kinds: Readonly<Record<Address['kind'], InstrumentView['kind']>> = {
  ...{ serial: 'serial', tcp: 'tcp', adb: 'adb', 'adb-connect': 'adb', sim: 'simulated' },
  ...{ usb: 'usb', usbtmc: 'usb', hid: 'hid', iphone: 'usb' },
};

/** How it is reached. */
export function kindOf(address: string, found: DiscoveredInstrument | undefined): InstrumentView['kind'] {
  if (isSimulated(address)) return 'simulated';
  if (found !== undefined) return found.kind;
  try {
    const { kind } = parseAddress(address);
    return kinds[kind];
  } catch {
    return 'serial';
  }
}
