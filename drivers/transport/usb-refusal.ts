/** Why a USB device could not be opened, as a code, from what node `usb` says of it. */
import { CodedError } from '../../foundation/failure.ts';

/** `usb/no-permission`, `usb/busy`, `usb/cannot-open`. */
export function usbRefused(error: unknown, address: string): never {
  const cause = (error instanceof Error ? error.message : String(error)).slice(0, 120);
  if (/permission|access/i.test(cause)) throw new CodedError('usb/no-permission', { address }, error);
  if (/busy/i.test(cause)) throw new CodedError('usb/busy', { address }, error);
  throw new CodedError('usb/cannot-open', { address, cause }, error);
}

/** What a device says of itself, for which the library may have to open it. */
export function described<T>(read: () => T, address: string): T {
  try {
    return read();
  } catch (error) {
    return usbRefused(error, address);
  }
}
