/**
 * Past a read of `/dev/usbtmcN`: while one waits, Linux's driver lets nothing else through for five seconds, neither on that
 * file nor on another one of the same device. Taking the interface from the driver ends the read at once, and what is
 * urgent goes through USB itself. Guarantees that it is the device behind the file and no other; that a program other than
 * ours keeps it; and that on closing the kernel has it back, as a file that may be called otherwise.
 * Source: Linux, `drivers/usb/core/driver.c` (`usb_unbind_interface` ends the transfers first; facts only), and the USB lab.
 */
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';
import { usbAddressOf } from './usb-choice.ts';
import { openUsbtmc } from './usb-devices.ts';

const kernelClass = '/sys/class/usbmisc';

/** `port/not-found` where the kernel does not tell what is behind the file; else as {@link openUsbtmc}. */
export async function openUsbtmcBehind(path: string, clock: Clock): Promise<Transport> {
  const name = await usbNameBehind(path);
  const wanted = name === undefined ? undefined : usbAddressOf(name);
  if (wanted === undefined) throw new CodedError('port/not-found', { path });
  return openUsbtmc(wanted, path, clock);
}

/** `VID:PID@PATH` of the device behind `/dev/usbtmcN`. `root`: the kernel's list of such files. */
async function usbNameBehind(path: string, root: string = kernelClass): Promise<string | undefined> {
  try {
    // The interface; the device is one step above it.
    const device = dirname(await realpath(join(root, basename(path), 'device')));
    const id = async (file: string) => (await readFile(join(device, file), 'utf8')).trim();
    return `${await id('idVendor')}:${await id('idProduct')}@${basename(device)}`;
  } catch {
    return undefined;
  }
}
