/**
 * Where every instrument on USB is now. Guarantees: an instrument is looked for by its name and never by the name of a
 * port; where another one is in its place, or two could be meant, nothing is found and it says so. Only lists are looked
 * at, so that it is quick enough for an emergency.
 */
import { realpath } from 'node:fs/promises';
import { CodedError } from '../../foundation/failure.ts';
import { type UsbIdentity, type UsbIds, usbIdentityOf } from '../contract/usb-identity.ts';
import type { KnownPlace } from './bench-api.ts';
import { directAddress, pathOf } from './direct-address.ts';
import { partedAddress } from './line-in-address.ts';
import type { ListedUsb } from './machine.ts';
import { type Address, parseAddress } from './open-address.ts';
import type { ListedPort } from './serial-ports.ts';

/** One device, or one port of a device. */
export interface UsbPlace extends UsbIdentity, UsbIds {
  readonly serial?: string;
  /** How it is opened. */
  readonly address: string;
  /** Files of the kernel that lead to it, other than `address`. */
  readonly files: readonly string[];
}

/** Devices without a name of their own are left out: nobody could find them again. */
export function usbPlaces(ports: readonly ListedPort[], devices: readonly ListedUsb[]): UsbPlace[] {
  const onPorts = ports.flatMap(({ path, vendor, product = 0, serial, usbPath, interfaceNumber }) => {
    if (vendor === undefined) return [];
    const identity = usbIdentityOf({ vendor, product, serial, usbPath, interfaceNumber });
    return identity === undefined ? [] : [{ ...identity, vendor, product, ...named(serial), address: path, files: [] }];
  });
  const direct = devices
    .filter(({ hasPort }) => !hasPort)
    .flatMap((device) => {
      const { vendor, product, serial, kinds, usbtmcFile, hidFiles = [] } = device;
      const identity = usbIdentityOf({ vendor, product, serial, usbPath: pathOf(device) });
      if (identity === undefined || kinds.length === 0) return [];
      const address = directAddress(device, kinds.includes('usbtmc') ? 'usb' : 'hid', devices);
      const files = [...(usbtmcFile === undefined ? [] : [usbtmcFile]), ...hidFiles.map((file) => `hid:${file}`)];
      return [{ ...identity, vendor, product, ...named(serial), address, files }];
    });
  return [...onPorts, ...direct];
}

function named(serial: string | undefined): { readonly serial?: string } {
  return serial === undefined ? {} : { serial };
}

/** Another name of the same port, `/dev/serial/by-id/…`, is followed to the port; anything else comes back as it is. */
export async function followed(address: string): Promise<string> {
  const { port } = partedAddress(address);
  return port.startsWith('/') ? realpath(port).catch(() => port) : port;
}

/** What opening an address would open; `undefined` where nothing on USB is meant, or nothing is there, or several are. */
export function placeAt(address: string, places: readonly UsbPlace[]): UsbPlace | undefined {
  const same = places.find((place) => place.address === address || place.files.includes(address));
  if (same !== undefined) return same;
  const wanted = usbAddressIn(address);
  if (wanted === undefined) return undefined;
  const alike = places.filter(
    ({ vendor, product, serial, usbPath }) =>
      vendor === wanted.vendor &&
      product === wanted.product &&
      (wanted.serial === undefined || wanted.serial === serial?.trim()) &&
      (wanted.usbPath === undefined || wanted.usbPath === usbPath),
  );
  return alike.length === 1 ? alike[0] : undefined;
}

/**
 * Where the instrument is now. Its old address is kept as long as it leads there. `instrument/other` where another one is
 * in its place or two could be meant; `instrument/not-plugged-in` where it is nowhere. `port`: what the address is called
 * where that is only another name of a port.
 */
export function locate(known: KnownPlace, places: readonly UsbPlace[], port = known.address): KnownPlace {
  const { address, usb } = known;
  const there = placeAt(port, places);
  if (usb === undefined) return there === undefined ? { address } : { address, usb: identityOf(there, places) };
  const found = sameName(usb, places, there);
  if (found === 'several') throw other(known, usb.stableId);
  if (found !== undefined) {
    const now = identityOf(found, places);
    // Its line goes with it, whatever its port is called now.
    const moved =
      found.address.startsWith('hid:') || found.address.startsWith('usb:') ? '' : partedAddress(address).words;
    return {
      address: found === there ? address : `${found.address}${moved}`,
      usb: usb.shared ? { ...now, shared: true } : now,
    };
  }
  if (there !== undefined) throw other(known, there.stableId);
  throw new CodedError('instrument/not-plugged-in', { instrument: usb.stableId, address });
}

function identityOf({ stableId, usbPath }: UsbPlace, places: readonly UsbPlace[]): UsbIdentity {
  const isShared = places.filter((one) => one.stableId === stableId).length > 1;
  return { stableId, ...(usbPath === undefined ? {} : { usbPath }), ...(isShared ? { shared: true } : {}) };
}

function other({ address, usb }: KnownPlace, found: string): CodedError {
  return new CodedError('instrument/other', { role: address, expected: usb?.stableId ?? '', found });
}

/**
 * The one of that name; of several with the same serial number the one that is where it was. `there`: what its old address
 * leads to, which tells several ports of one interface apart.
 */
function sameName(
  usb: UsbIdentity,
  places: readonly UsbPlace[],
  there: UsbPlace | undefined,
): UsbPlace | 'several' | undefined {
  const same = places.filter(({ stableId }) => stableId === usb.stableId);
  if (same.length === 0 || (same.length === 1 && usb.shared === undefined)) return same[0];
  const here = same.filter(({ usbPath }) => usbPath !== undefined && usbPath === usb.usbPath);
  if (here.length === 1) return here[0];
  return here.find((place) => place === there) ?? 'several';
}

function usbAddressIn(address: string): (UsbIds & { readonly serial?: string; readonly usbPath?: string }) | undefined {
  const parsed = parsedOrNone(address);
  if (parsed?.kind === 'usb') return parsed;
  return parsed?.kind === 'hid' && 'vendor' in parsed.target ? parsed.target : undefined;
}

function parsedOrNone(address: string): Address | undefined {
  try {
    return parseAddress(address);
  } catch {
    return undefined;
  }
}
