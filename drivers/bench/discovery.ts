/**
 * What is connected, which driver may fit, and for everything that is not usable the reason and the cure. Guarantees that
 * nothing is opened and nothing is written: only lists, rights and locks are looked at.
 */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import { usbIdentityOf, usbIds } from '../contract/usb-identity.ts';
import type { ListedIphone } from '../phone/iphone/link/list-iphones.ts';
import { busy, holderOf, noPermission } from '../transport/serial-diagnosis.ts';
import { isSharedCable } from '../transport/shared-cables.ts';
import type { DiscoveredInstrument, Discovery } from './bench-api.ts';
import { cureFor, cureForHolder } from './cures.ts';
import { cureForRights, deviceRules, rulesName } from './device-rules.ts';
import { foundIphones } from './iphone-instruments.ts';
import { type Machine, thisMachine } from './machine.ts';
import { parseAddress } from './open-address.ts';
import type { ListedPort } from './serial-ports.ts';
import { driversFor, isOursAmong, usbInstrument } from './usb-instruments.ts';

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

/** `manual`: addresses a person entered or the settings hold. Never rejects. */
export async function discover(parts: DiscoveryParts, manual: readonly string[]): Promise<Discovery> {
  const problems: Failure[] = [];
  const tell = (error: unknown) => {
    problems.push(failureOf(error));
    return [];
  };
  const ports = await parts.listPorts().catch(tell);
  const phones = await parts.listPhones().catch(tell);
  const rivals = await parts.adbRivals?.();
  if (rivals !== undefined) problems.push(rivals);
  const machine = parts.machine ?? thisMachine;
  const usb = await machine.listUsb(isOursAmong(parts.drivers)).catch(tell);
  const iphones = await foundIphones(parts.drivers, usb, async () => (await parts.listIphones?.()) ?? []);
  problems.push(...iphones.problems);
  const greedy = await machine.running(['ModemManager', 'brltty']);
  const known = new Set(ports.map((port) => port.path));
  const claimed = ports.some((port) => driversFor(parts.drivers, port).length > 0);
  const rulesInstalled = machine.installedRules() === deviceRules(parts.drivers);
  if (claimed && greedy.includes('ModemManager') && !rulesInstalled)
    problems.push({ code: 'discovery/modem-manager', params: {} });
  const instruments = await Promise.all([
    ...ports.map((port) => serialInstrument(parts.drivers, port, rulesInstalled)),
    ...manual
      .filter((address) => !known.has(address))
      .map(async (address) => {
        const instrument = await manualInstrument(parts.drivers, address);
        return ports.length > 0 ? maybeRenumbered(instrument) : instrument;
      }),
  ]);
  const around = {
    drivers: parts.drivers,
    brailleTakes: greedy.includes('brltty'),
    rulesInstalled,
    devices: usb,
    platform: machine.platform ?? process.platform,
  };
  const direct = await Promise.all(usb.map((device) => usbInstrument(around, device)));
  return {
    instruments: [
      ...instruments,
      ...direct.filter((one) => one !== undefined),
      ...phones.map((phone) => phoneInstrument(parts.drivers, phone)),
      ...iphones.instruments,
    ],
    problems: problems.map((problem) => ({ ...problem, ...cureFor(problem.code) })),
  };
}

async function serialInstrument(
  drivers: readonly Driver[],
  port: ListedPort,
  rulesInstalled: boolean,
): Promise<DiscoveredInstrument> {
  const { path, vendor, product = 0, label } = port;
  const ids = driversFor(drivers, port).map(({ manifest }) => manifest.id);
  const hindrance = (await portHindrance(path)) ?? (ids.length === 0 ? unknownDevice(port) : undefined);
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

function hasLine({ manifest }: Driver): boolean {
  return manifest.line !== undefined;
}

/** Ports are numbered as they come: one that is not there may be there under another number. */
function maybeRenumbered(instrument: DiscoveredInstrument): DiscoveredInstrument {
  const { address, reason } = instrument;
  const numbered = /^\/dev\/tty(USB|ACM)\d+$/.test(address);
  return numbered && reason?.code === 'port/not-found' ? { ...instrument, cure: 'cure/port-renumbered' } : instrument;
}

async function manualInstrument(drivers: readonly Driver[], address: string): Promise<DiscoveredInstrument> {
  const candidates = (fits: (driver: Driver) => boolean) => drivers.filter(fits).map(({ manifest }) => manifest.id);
  try {
    const parsed = parseAddress(address);
    const { kind } = parsed;
    if (kind === 'adb' || kind === 'adb-connect') {
      const ids = candidates((driver) => driver.link === 'phone');
      return { address, kind: 'adb', candidates: ids, state: 'usable' };
    }
    if (kind === 'iphone') {
      return { address, kind: 'usb', candidates: candidates((driver) => driver.link === 'iphone'), state: 'usable' };
    }
    if (kind === 'serial') {
      return {
        address,
        kind,
        candidates: candidates(hasLine),
        sharedCable: true,
        ...stateOf(await portHindrance(parsed.path)),
      };
    }
    // Whether it answers is only known by connecting, and that is for the person to ask.
    if (kind === 'hid') return { address, kind, candidates: candidates(hasLine), sharedCable: true, state: 'usable' };
    const way = kind === 'usb' || kind === 'usbtmc' ? 'usb' : 'tcp';
    // What is on the network or speaks USBTMC mostly says its name; any other driver can be chosen all the same.
    const saysName = ({ manifest }: Driver) => manifest.recognised.idn !== undefined;
    const ofIds = parsed.kind === 'usb' ? driversFor(drivers, { ...parsed, kinds: ['usbtmc'] }) : [];
    const ids = ofIds.length > 0 ? ofIds.map(({ manifest }) => manifest.id) : candidates(saysName);
    return { address, kind: way, candidates: ids, state: 'usable' };
  } catch (error) {
    return { address, kind: 'serial', candidates: [], ...stateOf(failureOf(error)) };
  }
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

/** Rights first: without them nobody can be asked who holds the port. */
async function portHindrance(path: string): Promise<Failure | undefined> {
  // On Windows neither rights nor holders can be seen without opening.
  if (process.platform === 'win32') return undefined;
  const exists = await access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (!exists) return { code: 'port/not-found', params: { path } };
  const allowed = await access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!allowed) return noPermission(path);
  const holder = await holderOf(path);
  return holder === undefined || holder.pid === process.pid ? undefined : busy(path);
}

function unknownDevice({ path, vendor = 0, product = 0 }: ListedPort): Failure {
  return { code: 'discovery/unknown-device', params: { path, usb: usbIds({ vendor, product }) } };
}

/** `rights`: what helps where the system refuses it, if anything but the usual. */
function stateOf(
  reason: Failure | undefined,
  rights?: string,
): Pick<DiscoveredInstrument, 'state' | 'reason' | 'cure'> {
  if (reason === undefined) return { state: 'usable' };
  const { code, params } = reason;
  if (code === 'port/busy') return { state: 'not-usable', reason, ...cureForHolder(params.program) };
  if (code === 'port/no-permission' && rights !== undefined) return { state: 'not-usable', reason, cure: rights };
  return { state: 'not-usable', reason, ...cureFor(code) };
}
