/**
 * The device that an address means, among all there are. Guarantees that no device is asked for its serial number but
 * those with the wanted ids: node `usb` opens a device for that, and most devices of a computer may not be opened.
 */
import { CodedError } from '../../foundation/failure.ts';
import { usbRefused } from './usb-refusal.ts';

export interface UsbAddress {
  readonly vendor: number;
  readonly product: number;
  /** Absent where any will do, or the device has none. */
  readonly serial?: string;
}

export interface NamedUsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  /** Throws where the device may not be opened. */
  readonly serialNumber?: string | null | undefined;
}

/** `usb/not-found`; `usb/no-permission` and the like when one that may be it does not tell its serial number. */
export function chosenUsbDevice<D extends NamedUsbDevice>(
  devices: readonly D[],
  { vendor, product, serial }: UsbAddress,
  address: string,
): D {
  const alike = devices.filter(({ vendorId, productId }) => vendorId === vendor && productId === product);
  let silent: { readonly error: unknown } | undefined;
  for (const device of alike) {
    try {
      if (serial === undefined || device.serialNumber === serial) return device;
    } catch (error) {
      silent = { error };
    }
  }
  if (silent !== undefined) return usbRefused(silent.error, address);
  throw new CodedError('usb/not-found', { address });
}
