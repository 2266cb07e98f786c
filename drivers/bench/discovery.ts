/**
 * What is connected, which driver may fit, and for everything that is not usable the reason and the cure. Guarantees that
 * nothing is opened and nothing is written: only lists, rights and locks are looked at.
 */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import { busy, holderOf, noPermission } from '../transport/serial-diagnosis.ts';
import type { DiscoveredInstrument, Discovery } from './bench-api.ts';
import { parseAddress } from './open-address.ts';
import type { ListedPort } from './serial-ports.ts';

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
}

const cures: Readonly<Record<string, string>> = {
  'port/no-permission': 'cure/join-group',
  'port/busy': 'cure/close-program',
  'port/not-found': 'cure/plug-in',
  'phone/unauthorized': 'cure/allow-usb-debugging',
  'phone/offline': 'cure/replug-phone',
  'phone/no-permissions': 'cure/udev-rule',
  'phone/wrong-mode': 'cure/start-phone-normally',
  'phone/adb-missing': 'cure/install-adb',
  'phone/other-adb-server': 'cure/stop-other-adb-server',
  'discovery/unknown-device': 'cure/choose-driver',
  'bench/bad-address': 'cure/correct-address',
};

/** What a person can do about a code; absent where nothing general can be said. */
export function cureFor(code: string): { readonly cure?: string } {
  const cure = cures[code];
  return cure === undefined ? {} : { cure };
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
  const known = new Set(ports.map((port) => port.path));
  const instruments = await Promise.all([
    ...ports.map((port) => serialInstrument(parts.drivers, port)),
    ...manual.filter((address) => !known.has(address)).map((address) => manualInstrument(parts.drivers, address)),
  ]);
  return {
    instruments: [...instruments, ...phones.map((phone) => phoneInstrument(parts.drivers, phone))],
    problems: problems.map((problem) => ({ ...problem, ...cureFor(problem.code) })),
  };
}

async function serialInstrument(drivers: readonly Driver[], port: ListedPort): Promise<DiscoveredInstrument> {
  const { path, vendor, product, serial, label } = port;
  const fits = drivers.filter(({ manifest }) =>
    manifest.recognised.usb?.some((usb) => usb.vendor === vendor && usb.product === product),
  );
  const ids = fits.map(({ manifest }) => manifest.id);
  const hindrance = (await portHindrance(path)) ?? (ids.length === 0 ? unknownDevice(port) : undefined);
  return {
    address: path,
    kind: 'serial',
    candidates: ids,
    ...(label === undefined ? {} : { label }),
    ...(vendor === undefined ? {} : { stableId: `${hex4(vendor)}:${hex4(product ?? 0)}:${serial ?? ''}` }),
    ...stateOf(hindrance),
  };
}

async function manualInstrument(drivers: readonly Driver[], address: string): Promise<DiscoveredInstrument> {
  const candidates = (fits: (driver: Driver) => boolean) => drivers.filter(fits).map(({ manifest }) => manifest.id);
  try {
    const { kind } = parseAddress(address);
    if (kind === 'adb' || kind === 'adb-connect') {
      const ids = candidates((driver) => driver.link === 'phone');
      return { address, kind: 'adb', candidates: ids, state: 'usable' };
    }
    if (kind === 'serial') {
      const ids = candidates(({ manifest }) => manifest.line !== undefined);
      return { address, kind, candidates: ids, ...stateOf(await portHindrance(address)) };
    }
    // Whether a network address answers is only known by connecting, and that is for the person to ask.
    return { address, kind: 'tcp', candidates: candidates((driver) => driver.link === 'bytes'), state: 'usable' };
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

function unknownDevice({ path, vendor, product }: ListedPort): Failure {
  return { code: 'discovery/unknown-device', params: { path, usb: `${hex4(vendor ?? 0)}:${hex4(product ?? 0)}` } };
}

function stateOf(reason: Failure | undefined): Pick<DiscoveredInstrument, 'state' | 'reason' | 'cure'> {
  return reason === undefined ? { state: 'usable' } : { state: 'not-usable', reason, ...cureFor(reason.code) };
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
