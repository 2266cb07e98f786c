/**
 * What is connected, which driver may fit, and for everything that is not usable the reason and the cure. Guarantees that
 * nothing is opened and nothing is written: only lists, rights and locks are looked at.
 */
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import { usbIdentityOf, usbIds } from '../contract/usb-identity.ts';
import type { ListedIphone } from '../phone/iphone/link/list-iphones.ts';
import { holdersOnce } from '../transport/port-holders.ts';
import { isSharedCable } from '../transport/shared-cables.ts';
import type { DiscoveredInstrument, Discovery } from './bench-api.ts';
import { cureFor } from './cures.ts';
import { cureForRights, deviceRules, rulesName } from './device-rules.ts';
import { foundIphones } from './iphone-instruments.ts';
import { type Machine, thisMachine } from './machine.ts';
import { manualInstrument } from './manual-instruments.ts';
import { portHindrance, stateOf } from './port-state.ts';
import type { ListedPort } from './serial-ports.ts';
import { driversFor, isOursAmong, type UsbSurroundings, usbInstrument } from './usb-instruments.ts';

/** A phone as the adb server lists it: `device`, `unauthorized`, `offline`, `no permissions`, `recovery` …. */
export interface ListedPhone {
  readonly serial: string;
  readonly state: string;
  readonly model?: string;
}

export interface DiscoveryParts {
  readonly drivers: readonly Driver[];
  listPorts(): Promise<readonly ListedPort[]>;
  /** Rejects with a code such as `phone/adb-missing` or `phone/other-adb-server` when it cannot look. */
  listPhones(): Promise<readonly ListedPhone[]>;
  /** What is told while two adb servers run; absent where nobody looks. Never rejects. */
  adbRivals?(): Promise<Failure | undefined>;
  /** Absent where nobody looks for iPhones. */
  listIphones?(): Promise<readonly ListedIphone[]>;
  /** This one when absent. */
  readonly machine?: Machine;
}

/** `manual`: addresses a person entered or the settings hold. Never rejects. What may hang is not waited for one after the other. */
export async function discover(parts: DiscoveryParts, manual: readonly string[]): Promise<Discovery> {
  const { drivers, machine = thisMachine } = parts;
  const looks = [
    soughtPhones(parts),
    sought(parts.listPorts()),
    sought(machine.listUsb(isOursAmong(drivers))),
  ] as const;
  const onUsb = looks[2];
  const [phones, ports, usb, iphones, greedy] = await Promise.all([
    ...looks,
    onUsb.then(({ found }) => foundIphones(drivers, found, async () => (await parts.listIphones?.()) ?? [])),
    machine.running(['ModemManager', 'brltty']),
  ]);
  const rulesInstalled = machine.installedRules() === deviceRules(drivers);
  const around: UsbSurroundings = {
    drivers,
    brailleTakes: greedy.includes('brltty'),
    rulesInstalled,
    devices: usb.found,
    platform: machine.platform ?? process.platform,
    holderOf: machine.holders?.() ?? holdersOnce(),
  };
  const [serial, direct] = await Promise.all([
    Promise.all(ports.found.map((port) => serialInstrument(around, port))),
    Promise.all(usb.found.map((device) => usbInstrument(around, device))),
  ]);
  const listed = [
    ...direct.filter((one) => one !== undefined),
    ...phones.found.map((phone) => phoneInstrument(drivers, phone)),
    ...iphones.instruments,
  ];
  const known = new Set([...serial, ...listed].map(({ address }) => address));
  const entered = manual.filter((address) => !known.has(address));
  const hasPorts = ports.found.length > 0;
  const byHand = await Promise.all(entered.map((address) => manualInstrument(around, address, hasPorts)));
  const isDisturbed =
    greedy.includes('ModemManager') &&
    !rulesInstalled &&
    ports.found.some((port) => driversFor(drivers, port).length > 0);
  const disturbed = isDisturbed ? [{ code: 'discovery/modem-manager', params: {} }] : [];
  const problems = [...ports.problems, ...phones.problems, ...usb.problems, ...iphones.problems, ...disturbed];
  return {
    instruments: [...serial, ...byHand, ...listed],
    problems: problems.map((problem) => ({ ...problem, ...cureFor(problem.code) })),
  };
}

/** What one list has, and why it could not be looked at. */
interface Sought<T> {
  readonly found: readonly T[];
  readonly problems: readonly Failure[];
}

function sought<T>(list: Promise<readonly T[]>): Promise<Sought<T>> {
  return list.then(
    (found) => ({ found, problems: [] }),
    (error: unknown) => ({ found: [], problems: [failureOf(error)] }),
  );
}

/** Our own server runs, if at all, when phones have been asked for. */
async function soughtPhones(parts: DiscoveryParts): Promise<Sought<ListedPhone>> {
  const { found, problems } = await sought(parts.listPhones());
  const rivals = await parts.adbRivals?.();
  return { found, problems: rivals === undefined ? problems : [...problems, rivals] };
}

async function serialInstrument(
  { drivers, rulesInstalled, holderOf }: UsbSurroundings,
  port: ListedPort,
): Promise<DiscoveredInstrument> {
  const { path, vendor, product = 0, label } = port;
  const ids = driversFor(drivers, port).map(({ manifest }) => manifest.id);
  const hindrance = (await portHindrance(path, holderOf)) ?? (ids.length === 0 ? unknownDevice(port) : undefined);
  return {
    address: path,
    kind: 'serial',
    candidates: ids,
    ...(isSharedCable(port) ? { sharedCable: true } : {}),
    ...(label === undefined ? {} : { label }),
    ...(vendor === undefined ? {} : usbIdentityOf({ ...port, vendor, product })),
    ...stateOf(
      hindrance,
      vendor === undefined ? undefined : cureForRights(rulesName(drivers, { vendor, product }), rulesInstalled),
    ),
  };
}

function phoneInstrument(drivers: readonly Driver[], phone: ListedPhone): DiscoveredInstrument {
  const { serial, state, model } = phone;
  return {
    address: `adb:${serial}`,
    kind: 'adb',
    candidates: drivers.filter((driver) => driver.link === 'phone').map(({ manifest }) => manifest.id),
    ...(model === undefined ? {} : { label: model }),
    stableId: `adb:${serial}`,
    ...stateOf(phoneHindrance(serial, state)),
  };
}

function phoneHindrance(serial: string, state: string): Failure | undefined {
  if (state === 'device') return undefined;
  if (state === 'unauthorized' || state === 'authorizing') return { code: 'phone/unauthorized', params: { serial } };
  if (state.startsWith('no permissions')) return { code: 'phone/no-permissions', params: { serial } };
  if (state === 'offline' || state === 'connecting') return { code: 'phone/offline', params: { serial } };
  return { code: 'phone/wrong-mode', params: { serial, state } };
}

function unknownDevice({ path, vendor = 0, product = 0 }: ListedPort): Failure {
  return { code: 'discovery/unknown-device', params: { path, usb: usbIds({ vendor, product }) } };
}
