/**
 * Claiming an interface of a USB device and giving it back. Guarantees: what another program has is left to it; a kernel
 * driver that held the interface is detached before and attached again on release, also when something in between
 * fails; every failure says why in a code. The device is given, so that this can be tried without any USB.
 */
import { type LookForHolder, programHolding, type UsbPlace } from './usb-holder.ts';
import { usbBusy, usbRefused } from './usb-refusal.ts';

/** What moves bytes through a device of node `usb`. */
export interface UsbTransfers {
  transferIn(
    endpoint: number,
    length: number,
    timeoutMs?: number,
  ): Promise<{ readonly data?: DataView | undefined; readonly status?: string | undefined }>;
  transferOut(
    endpoint: number,
    data: Uint8Array,
    timeoutMs?: number,
  ): Promise<{ readonly status?: string | undefined }>;
}

/** What is used of node `usb`'s device for this (WebUSB with kernel drivers). */
export interface ClaimableDevice extends UsbPlace {
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(number: number): Promise<void>;
  releaseInterface(number: number): Promise<void>;
  detachKernelDriver(number: number): Promise<void>;
  attachKernelDriver(number: number): Promise<void>;
}

/**
 * Opens the device and claims the interface; resolves with what gives both back, once however often it is called.
 * `usb/no-permission`, `usb/busy`, `usb/cannot-open`.
 */
export async function claimInterface(
  device: ClaimableDevice,
  number: number,
  address: string,
  look: LookForHolder = programHolding,
): Promise<() => Promise<void>> {
  // Before it is opened: we are no holders yet.
  const holder = await look(device, number);
  try {
    // Without rights the library throws at once instead of rejecting.
    await device.open();
  } catch (error) {
    return usbRefused(error, address);
  }
  if (holder !== undefined) {
    await device.close().catch(() => undefined);
    throw usbBusy(address, holder);
  }
  // Where no driver holds it this fails, and on systems without kernel drivers it always does.
  const wasDetached = await device.detachKernelDriver(number).then(
    () => true,
    () => false,
  );
  const giveBack = async () => {
    if (wasDetached) await device.attachKernelDriver(number).catch(() => undefined);
    await device.close().catch(() => undefined);
  };
  try {
    await device.claimInterface(number);
  } catch (error) {
    await giveBack();
    return usbRefused(error, address, await look(device, number));
  }
  let released: Promise<void> | undefined;
  return () => {
    released ??= device
      .releaseInterface(number)
      .catch(() => undefined)
      .then(giveBack);
    return released;
  };
}
