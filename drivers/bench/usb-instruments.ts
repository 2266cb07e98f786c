/**
 * USB devices that are instruments, or the leads of some, without a serial port: what they are called, which driver may
 * fit, and what is in the way. Guarantees that nothing is opened; what nobody knows is told only where its interface says
 * that it is an instrument.
 */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Failure } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import { bridgeOf } from '../transport/hid/bridges.ts';
import { holderOf, noPermission } from '../transport/serial-diagnosis.ts';
import type { DiscoveredInstrument } from './bench-api.ts';
import { cureFor } from './cures.ts';
import type { ListedUsb } from './machine.ts';

/** The ids of a USB device as addresses have them. */
export function usbIds({ vendor, product }: { readonly vendor: number; readonly product: number }): string {
  return `${hex4(vendor)}:${hex4(product)}`;
}

/** By the ids of the instrument or its cable. */
export function driversFor(
  drivers: readonly Driver[],
  { vendor, product }: { readonly vendor?: number; readonly product?: number },
): Driver[] {
  return drivers.filter(({ manifest }) =>
    manifest.recognised.usb?.some((usb) => usb.vendor === vendor && usb.product === product),
  );
}

/** The serial number, else the place in the tree of hubs; a device without either has no name of its own. */
export function usbStableId(
  device: { readonly vendor: number; readonly product: number },
  serial: string | undefined,
  usbPath: string | undefined,
): { readonly stableId?: string } {
  if (serial !== undefined) return { stableId: `${usbIds(device)}:${serial}` };
  return usbPath === undefined ? {} : { stableId: `${usbIds(device)}@${usbPath}` };
}

/** `brailleTakes`: brltty runs, which takes serial cables away. */
export async function usbInstrument(
  drivers: readonly Driver[],
  device: ListedUsb,
  brailleTakes: boolean,
): Promise<DiscoveredInstrument | undefined> {
  if (device.hasPort) return undefined;
  const fits = driversFor(drivers, device);
  if (device.kinds.includes('usbtmc')) return directly(device, fits, 'usb');
  const speaksReports = fits.some(({ manifest }) => manifest.line === undefined);
  if (device.kinds.includes('hid') && (speaksReports || bridgeOf(device.vendor, device.product) !== undefined))
    return directly(device, fits, 'hid');
  return fits.some(({ manifest }) => manifest.line !== undefined) ? withoutPort(device, fits, brailleTakes) : undefined;
}

async function directly(
  device: ListedUsb,
  fits: readonly Driver[],
  kind: 'usb' | 'hid',
): Promise<DiscoveredInstrument> {
  const { serial, usbtmcFile, deviceFile } = device;
  const named = `${kind}:${usbIds(device)}${serial === undefined ? '' : `:${serial}`}`;
  const address = kind === 'usb' ? (usbtmcFile ?? named) : named;
  const file = kind === 'usb' ? (usbtmcFile ?? deviceFile) : deviceFile;
  const hindrance =
    (await refused(file)) ??
    (await inUse(device, address)) ??
    (fits.length === 0 ? unknown(device, address) : undefined);
  return { ...about(device, fits), address, kind, ...(hindrance ?? { state: 'usable' }) };
}

type Hindrance = Pick<DiscoveredInstrument, 'state' | 'reason' | 'cure'>;

/** The device rules of the station name it, or will when its driver does. */
async function refused(file: string | undefined): Promise<Hindrance | undefined> {
  if (file === undefined) return undefined;
  const allowed = await access(file, constants.R_OK | constants.W_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
  return allowed ? undefined : { state: 'not-usable', reason: await noPermission(file), cure: 'cure/install-rules' };
}

/** By another program: what our own process has is ours. */
async function inUse(
  { isClaimed, deviceFile, usbtmcFile }: ListedUsb,
  address: string,
): Promise<Hindrance | undefined> {
  const file = isClaimed ? deviceFile : usbtmcFile;
  const holder = file === undefined ? undefined : await holderOf(file);
  if (holder?.pid === process.pid || (holder === undefined && !isClaimed)) return undefined;
  return hindered({ code: 'usb/busy', params: { address, ...holder } });
}

function hindered(reason: Failure): Hindrance {
  return { state: 'not-usable', reason, ...cureFor(reason.code) };
}

function unknown(device: ListedUsb, path: string): Hindrance {
  return hindered({ code: 'discovery/unknown-device', params: { path, usb: usbIds(device) } });
}

/** A cable we know that has no port: another program has taken it, or the kernel has no driver for it. */
function withoutPort(device: ListedUsb, fits: readonly Driver[], brailleTakes: boolean): DiscoveredInstrument {
  return {
    ...about(device, fits),
    address: device.folder,
    kind: 'serial',
    state: 'not-usable',
    reason: { code: 'discovery/no-port', params: { usb: usbIds(device) } },
    ...(brailleTakes ? { cure: 'cure/remove-brltty' } : cureFor('discovery/no-port')),
  };
}

function about(
  device: ListedUsb,
  fits: readonly Driver[],
): Pick<DiscoveredInstrument, 'candidates' | 'label' | 'stableId'> {
  const { label, serial, folder } = device;
  return {
    candidates: fits.map(({ manifest }) => manifest.id),
    ...(label === undefined ? {} : { label }),
    ...usbStableId(device, serial, folder.split('/').at(-1)),
  };
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
