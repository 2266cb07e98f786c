/** How a USB device without a serial port is named in an address. Guarantees that the address means this one device. */
import { ownSerial, usbIds } from '../contract/usb-identity.ts';
import type { ListedUsb } from './machine.ts';

/** The place in the tree of hubs, as addresses have it; `undefined` where the system has no such names. */
export function pathOf({ folder }: Pick<ListedUsb, 'folder'>): string | undefined {
  const name = folder.split('/').at(-1) ?? '';
  return /^\d+-[\d.]+$/.test(name) ? name : undefined;
}

/** What a person can type, and every place that takes an address takes. */
const typable = /^[\x20-\x7e]{1,100}$/;

/**
 * `hid:VID:PID:SERIAL`; `hid:VID:PID@PATH` where there is no serial number of its own, nobody can type it, or another of
 * `all` has the same.
 */
export function directAddress(device: ListedUsb, kind: 'usb' | 'hid', all: readonly ListedUsb[]): string {
  const own = ownSerial(device.serial);
  const isSame = ({ vendor, product, serial }: ListedUsb) =>
    vendor === device.vendor && product === device.product && ownSerial(serial) === own;
  const name = `${kind}:${usbIds(device)}`;
  const path = pathOf(device);
  const isName = own !== undefined && all.filter(isSame).length < 2 && (typable.test(own) || path === undefined);
  if (isName) return `${name}:${own}`;
  return path === undefined ? name : `${name}@${path}`;
}
