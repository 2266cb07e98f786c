/**
 * USB devices that are instruments, or the leads of some, without a serial port: what they are called, which driver may
 * fit, and what is in the way. Guarantees that nothing is opened; what nobody knows is told only where its interface says
 * that it is an instrument.
 */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Failure } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import { usbIdentityOf, usbIds } from '../contract/usb-identity.ts';
import { bridgeOf } from '../transport/hid/bridges.ts';
import type { AskForHolder } from '../transport/port-holders.ts';
import { noPermission } from '../transport/serial-diagnosis.ts';
import { isSharedCable } from '../transport/shared-cables.ts';
import { busyCode } from '../transport/usb-refusal.ts';
import type { DiscoveredInstrument } from './bench-api.ts';
import { cureFor, cureOf } from './cures.ts';
import { cureForRights, rulesName } from './device-rules.ts';
import { directAddress, pathOf } from './direct-address.ts';
import type { ListedUsb } from './machine.ts';
import type { IsOurs } from './node-usb-list.ts';

/** By the ids of the instrument or its cable; a USBTMC instrument with ids that nobody has noted, by its maker. */
export function driversFor(
  drivers: readonly Driver[],
  { vendor, product, kinds = [] }: Partial<Pick<ListedUsb, 'vendor' | 'product' | 'kinds'>>,
): Driver[] {
  const noted = drivers.filter(({ manifest }) =>
    manifest.recognised.usb?.some((usb) => usb.vendor === vendor && usb.product === product),
  );
  if (noted.length > 0 || vendor === undefined || !kinds.includes('usbtmc')) return noted;
  return drivers.filter(({ manifest }) => manifest.recognised.tmcVendors?.includes(vendor));
}

/** Whether a driver may fit a device with these ids, or a bridge is behind them. */
export function isOursAmong(drivers: readonly Driver[]): IsOurs {
  return (ids) =>
    driversFor(drivers, { ...ids, kinds: ['usbtmc'] }).length > 0 || bridgeOf(ids.vendor, ids.product) !== undefined;
}

/** What the system and its other programs have to do with USB devices. */
export interface UsbSurroundings {
  readonly drivers: readonly Driver[];
  /** brltty runs, which takes serial cables away. */
  readonly brailleTakes: boolean;
  /** The device rules that are installed are those of this release. */
  readonly rulesInstalled: boolean;
  /** All that are listed. */
  readonly devices: readonly ListedUsb[];
  readonly platform: NodeJS.Platform;
  /** Who has which device open. */
  readonly holderOf: AskForHolder;
}

/** `undefined` for what is no instrument, or is told by its serial port. */
export async function usbInstrument(
  around: UsbSurroundings,
  device: ListedUsb,
): Promise<DiscoveredInstrument | undefined> {
  const { drivers } = around;
  if (device.hasPort) return undefined;
  if (device.isClosed === true) return closed(around, device);
  const fits = driversFor(drivers, device);
  if (device.kinds.includes('usbtmc')) return directly(around, device, fits, 'usb');
  const speaksReports = fits.some(({ manifest }) => manifest.line === undefined);
  if (device.kinds.includes('hid') && (speaksReports || bridgeOf(device.vendor, device.product) !== undefined))
    return directly(around, device, fits, 'hid');
  return fits.some(({ manifest }) => manifest.line !== undefined) ? withoutPort(around, device, fits) : undefined;
}

async function directly(
  { drivers, rulesInstalled, devices, holderOf }: UsbSurroundings,
  device: ListedUsb,
  fits: readonly Driver[],
  kind: 'usb' | 'hid',
): Promise<DiscoveredInstrument> {
  const { usbtmcFile, deviceFile } = device;
  const named = directAddress(device, kind, devices);
  const address = kind === 'usb' ? (usbtmcFile ?? named) : named;
  const file = kind === 'usb' ? (usbtmcFile ?? deviceFile) : deviceFile;
  const hindrance =
    (await refused(file, cureForRights(rulesName(drivers, device), rulesInstalled))) ??
    (await inUse(device, address, holderOf)) ??
    (fits.length === 0 ? unknown(device, address) : undefined);
  return { ...about(device, fits), address, kind, ...(hindrance ?? { state: 'usable' }) };
}

/** What it is only its ids tell; one that is behind a serial port has none because the system has no driver for it. */
function closed(around: UsbSurroundings, device: ListedUsb): DiscoveredInstrument {
  const { drivers, devices, platform } = around;
  const fits = driversFor(drivers, { ...device, kinds: ['usbtmc'] });
  const isBridge = bridgeOf(device.vendor, device.product) !== undefined;
  const isTmc = fits.some(({ manifest }) => manifest.recognised.tmcVendors?.includes(device.vendor) === true);
  const hasLine = fits.some(({ manifest }) => manifest.line !== undefined);
  if (!isBridge && !isTmc && hasLine) return withoutPort(around, device, fits);
  const kind = isTmc ? 'usb' : 'hid';
  return {
    ...about(device, fits),
    ...{ address: directAddress(device, kind, devices), kind, state: 'not-usable' },
    reason: { code: 'usb/no-driver', params: { usb: usbIds(device) } },
    cure: kind === 'hid' && platform === 'darwin' ? 'cure/hid-elsewhere' : 'cure/usb-driver',
  };
}

type Hindrance = Pick<DiscoveredInstrument, 'state' | 'reason' | 'cure'>;

async function refused(file: string | undefined, cure: string | undefined): Promise<Hindrance | undefined> {
  if (file === undefined) return undefined;
  const allowed = await access(file, constants.R_OK | constants.W_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
  if (allowed) return undefined;
  const reason = await noPermission(file);
  return { state: 'not-usable', reason, ...(cure === undefined ? cureOf(reason) : { cure }) };
}

/** By another program: what our own process has is ours. */
async function inUse(
  { isClaimed, deviceFile, usbtmcFile }: ListedUsb,
  address: string,
  holderOf: AskForHolder,
): Promise<Hindrance | undefined> {
  const file = isClaimed ? deviceFile : usbtmcFile;
  const holder = file === undefined ? undefined : await holderOf(file);
  if (holder?.pid === process.pid || (holder === undefined && !isClaimed)) return undefined;
  return hindered({ code: busyCode(holder), params: { address, ...holder } });
}

function hindered(reason: Failure): Hindrance {
  return { state: 'not-usable', reason, ...cureFor(reason.code) };
}

function unknown(device: ListedUsb, path: string): Hindrance {
  return hindered({ code: 'discovery/unknown-device', params: { path, usb: usbIds(device) } });
}

/** A cable we know that has no port: another program has taken it, or the kernel has no driver for it. */
function withoutPort(
  { brailleTakes, platform }: UsbSurroundings,
  device: ListedUsb,
  fits: readonly Driver[],
): DiscoveredInstrument {
  const usual = platform === 'linux' ? cureFor('discovery/no-port') : { cure: 'cure/install-port-driver' };
  return {
    ...about(device, fits),
    address: device.folder === '' ? usbIds(device) : device.folder,
    kind: 'serial',
    state: 'not-usable',
    reason: { code: 'discovery/no-port', params: { usb: usbIds(device) } },
    ...(brailleTakes ? { cure: 'cure/remove-brltty' } : usual),
  };
}

function about(
  device: ListedUsb,
  fits: readonly Driver[],
): Pick<DiscoveredInstrument, 'candidates' | 'sharedCable' | 'label' | 'stableId' | 'usbPath'> {
  const { label } = device;
  return {
    candidates: fits.map(({ manifest }) => manifest.id),
    ...(isSharedCable(device) ? { sharedCable: true } : {}),
    ...(label === undefined ? {} : { label }),
    ...usbIdentityOf({ ...device, usbPath: pathOf(device) }),
  };
}
