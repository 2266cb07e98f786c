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
import { cureFor, cureForHolder } from './cures.ts';
import { type ListedUsb, type Machine, thisMachine } from './machine.ts';
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
  const machine = parts.machine ?? thisMachine;
  const usb = await machine.listUsb().catch(tell);
  const greedy = await machine.running(['ModemManager', 'brltty']);
  const known = new Set(ports.map((port) => port.path));
  const claimed = ports.some((port) => driversFor(parts.drivers, port).length > 0);
  if (claimed && greedy.includes('ModemManager') && !machine.rulesInstalled())
    problems.push({ code: 'discovery/modem-manager', params: {} });
  const instruments = await Promise.all([
    ...ports.map((port) => serialInstrument(parts.drivers, port)),
    ...manual
      .filter((address) => !known.has(address))
      .map(async (address) => {
        const instrument = await manualInstrument(parts.drivers, address);
        return ports.length > 0 ? maybeRenumbered(instrument) : instrument;
      }),
    ...usb.flatMap((device) => withoutPort(parts.drivers, device, greedy.includes('brltty'))),
  ]);
  return {
    instruments: [...instruments, ...phones.map((phone) => phoneInstrument(parts.drivers, phone))],
    problems: problems.map((problem) => ({ ...problem, ...cureFor(problem.code) })),
  };
}

async function serialInstrument(drivers: readonly Driver[], port: ListedPort): Promise<DiscoveredInstrument> {
  const { path, vendor, label } = port;
  const ids = driversFor(drivers, port).map(({ manifest }) => manifest.id);
  const hindrance = (await portHindrance(path)) ?? (ids.length === 0 ? unknownDevice(port) : undefined);
  return {
    address: path,
    kind: 'serial',
    candidates: ids,
    ...(label === undefined ? {} : { label }),
    ...(vendor === undefined ? {} : stableIdOf({ ...port, vendor })),
    ...stateOf(hindrance, ids.length > 0),
  };
}

/** By the ids of the instrument or its cable. */
function driversFor(drivers: readonly Driver[], { vendor, product }: Pick<ListedPort, 'vendor' | 'product'>): Driver[] {
  return drivers.filter(({ manifest }) =>
    manifest.recognised.usb?.some((usb) => usb.vendor === vendor && usb.product === product),
  );
}

/** The serial number, else the place in the tree of hubs; a cable without either has no name of its own. */
function stableIdOf(port: ListedPort & { readonly vendor: number }): { readonly stableId?: string } {
  const { vendor, product = 0, serial, usbPath } = port;
  const ids = `${hex4(vendor)}:${hex4(product)}`;
  if (serial !== undefined) return { stableId: `${ids}:${serial}` };
  return usbPath === undefined ? {} : { stableId: `${ids}@${usbPath}` };
}

/** A cable we know that has no port: another program has taken it, or the kernel has no driver for it. */
function withoutPort(drivers: readonly Driver[], device: ListedUsb, brailleTakes: boolean): DiscoveredInstrument[] {
  const { folder, vendor, product, label, hasPort } = device;
  const fits = driversFor(drivers, device).filter(({ manifest }) => manifest.line !== undefined);
  if (hasPort || fits.length === 0) return [];
  const usb = `${hex4(vendor)}:${hex4(product)}`;
  return [
    {
      address: folder,
      kind: 'serial',
      candidates: fits.map(({ manifest }) => manifest.id),
      ...(label === undefined ? {} : { label }),
      state: 'not-usable',
      reason: { code: 'discovery/no-port', params: { usb } },
      ...(brailleTakes ? { cure: 'cure/remove-brltty' } : cureFor('discovery/no-port')),
    },
  ];
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

/** `claimed`: the station's own device rules name it, so installing them gives the right to use it. */
function stateOf(
  reason: Failure | undefined,
  claimed = false,
): Pick<DiscoveredInstrument, 'state' | 'reason' | 'cure'> {
  if (reason === undefined) return { state: 'usable' };
  const { code, params } = reason;
  if (code === 'port/busy') return { state: 'not-usable', reason, ...cureForHolder(params.program) };
  if (code === 'port/no-permission' && claimed) return { state: 'not-usable', reason, cure: 'cure/install-rules' };
  return { state: 'not-usable', reason, ...cureFor(code) };
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
