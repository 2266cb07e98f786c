/**
 * The device that an address means, among all there are. Guarantees that no device is asked for its serial number but
 * those with the wanted ids: node `usb` opens a device for that, and most devices of a computer may not be opened.
 */
import { CodedError } from '../../foundation/failure.ts';
import { usbRefused } from './usb-refusal.ts';

export interface UsbAddress {
  readonly vendor: number;
  readonly product: number;
  /** Absent where the device has none, or is the only one of its kind. */
  readonly serial?: string;
  /** Place in the tree of hubs, `2-1.3`, for a device that has no serial number of its own. */
  readonly usbPath?: string;
}

/** From `VID:PID`, `VID:PID:SERIAL` or `VID:PID@PATH` with hexadecimal ids; `undefined` for anything else. */
export function usbAddressOf(text: string): UsbAddress | undefined {
  const match = /^([0-9a-f]{4}):([0-9a-f]{4})(?::(.+)|@(\d+-\d+(?:\.\d+)*))?$/i.exec(text);
  if (match === null) return undefined;
  const [, vendor = '', product = '', serial, usbPath] = match;
  return {
    vendor: Number.parseInt(vendor, 16),
    product: Number.parseInt(product, 16),
    ...(serial === undefined ? {} : { serial }),
    ...(usbPath === undefined ? {} : { usbPath }),
  };
}

export interface NamedUsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  /** Number of its bus in digits, and the ports of the hubs on the way to it. */
  readonly bus?: string;
  readonly ports?: readonly number[];
  /** Throws where the device may not be opened. */
  readonly serialNumber?: string | null | undefined;
}

/**
 * `usb/not-found`; `usb/several` when more than one may be meant; `usb/no-permission` and the like when one that may be it
 * does not tell its serial number.
 */
export function chosenUsbDevice<D extends NamedUsbDevice>(
  devices: readonly D[],
  { vendor, product, serial, usbPath }: UsbAddress,
  address: string,
): D {
  const alike = devices.filter(
    (device) =>
      device.vendorId === vendor &&
      device.productId === product &&
      (usbPath === undefined || usbPathOf(device) === usbPath),
  );
  let silent: { readonly error: unknown } | undefined;
  const [device, ...others] = alike.filter((one) => {
    try {
      return serial === undefined || one.serialNumber?.trim() === serial.trim();
    } catch (error) {
      silent = { error };
      return false;
    }
  });
  if (others.length > 0) throw new CodedError('usb/several', { address });
  if (device !== undefined) return device;
  if (silent !== undefined) return usbRefused(silent.error, address);
  throw new CodedError('usb/not-found', { address });
}

/** `2-1.3`, as the kernel calls it: bus, then the ports of the hubs. */
function usbPathOf({ bus, ports = [] }: NamedUsbDevice): string | undefined {
  return bus === undefined || ports.length === 0 ? undefined : `${Number(bus)}-${ports.join('.')}`;
}
