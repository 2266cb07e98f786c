/** Why a USB device could not be opened, as a code, from what node `usb` says of it. */
import { CodedError } from '../../foundation/failure.ts';
import type { UsbHolder } from './usb-holder.ts';

/** `usb/no-permission`, `usb/cannot-open`, or as {@link usbBusy}. */
export function usbRefused(error: unknown, address: string, holder?: UsbHolder): never {
  const cause = (error instanceof Error ? error.message : String(error)).slice(0, 120);
  if (/permission|access/i.test(cause)) throw new CodedError('usb/no-permission', { address }, error);
  if (/busy/i.test(cause)) throw usbBusy(address, holder, error);
  throw new CodedError('usb/cannot-open', { address, cause }, error);
}

/** `usb/busy` with the program that has it; `usb/busy-unseen` where nobody may see who that is. */
export function usbBusy(address: string, holder: UsbHolder = {}, cause?: unknown): CodedError {
  return new CodedError(busyCode(holder), { address, ...holder }, cause);
}

/** The code for a device that somebody has. */
export function busyCode(holder: UsbHolder | undefined): 'usb/busy' | 'usb/busy-unseen' {
  return holder?.pid === undefined ? 'usb/busy-unseen' : 'usb/busy';
}

/** What a device says of itself, for which the library may have to open it. */
export function described<T>(read: () => T, address: string): T {
  try {
    return read();
  } catch (error) {
    return usbRefused(error, address);
  }
}
