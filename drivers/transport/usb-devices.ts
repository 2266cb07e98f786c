/**
 * USB devices of this machine through node `usb`, asked for only when somebody wants USB: where a machine has no USB the
 * library is not even loaded.
 */
import { existsSync } from 'node:fs';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';
import { deviationsOf } from '../protocol/usbtmc/deviations.ts';
import { chosenUsbDevice, type UsbAddress } from './usb-choice.ts';
import { claimUsbtmc, type UsbDeviceLike } from './usb-interface.ts';
import { usbtmcTransport } from './usbtmc.ts';

export type { UsbAddress };

type ListedDevice = UsbDeviceLike & { readonly serialNumber?: string | null };

/** `usb/unavailable`, `usb/not-found`, or as {@link claimUsbtmc}. */
export async function openUsbtmc(wanted: UsbAddress, address: string, clock: Clock): Promise<Transport> {
  const device = chosenUsbDevice(await allDevices(), wanted, address);
  const pipe = await claimUsbtmc(device, address);
  return usbtmcTransport({ pipe, clock, address, deviations: deviationsOf(wanted.vendor, wanted.product) });
}

/** Every USB device; `usb/unavailable`. */
export async function allDevices(): Promise<readonly ListedDevice[]> {
  if (process.platform === 'linux' && !existsSync('/sys/bus/usb/devices')) {
    throw new CodedError('usb/unavailable', { cause: 'no /sys/bus/usb' });
  }
  try {
    const { WebUSB } = await import('usb');
    return (await new WebUSB({ allowAllDevices: true }).getDevices()) as unknown as readonly ListedDevice[];
  } catch (error) {
    const cause = error instanceof Error ? error.message.slice(0, 120) : String(error);
    throw new CodedError('usb/unavailable', { cause }, error);
  }
}
