/**
 * From an HID address to an open link: `hid:VID:PID`, `hid:VID:PID:SERIAL`, `hid:VID:PID@PATH`, or `hid:/dev/hidrawN` for a bridge that needs
 * no setting. An instrument without a line speaks reports itself, without a bridge. Fails with `hid/no-bridge` for a device that is none of the bridges,
 * `hid/lead-of-a-meter` for a bridge where none is wanted, `usb/not-found` when it is not plugged in.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { LineSettings, Transport } from '../../contract/transport.ts';
import { chosenUsbDevice, type UsbAddress, usbAddressOf } from '../usb-choice.ts';
import { allDevices } from '../usb-devices.ts';
import { bridgeOf, type HidBridge, plainReports } from './bridges.ts';
import { openHidTransport } from './hid-transport.ts';
import { openHidraw } from './hidraw-device.ts';
import { openUsbHid, type UsbHidLike } from './usb-hid-device.ts';

export type HidTarget = { readonly path: string } | UsbAddress;

/** What stands behind `hid:`; `undefined` when it is neither form. */
export function hidTargetOf(text: string): HidTarget | undefined {
  if (/^\/dev\/hidraw\d+$/.test(text)) return { path: text };
  return usbAddressOf(text);
}

export interface HidParts {
  readonly clock: Clock;
  /** Every USB device; node `usb` by default. */
  readonly listUsb?: () => Promise<readonly UsbHidLike[]>;
  readonly readText?: (path: string) => Promise<string>;
}

export async function openHid(
  target: HidTarget,
  line: LineSettings | undefined,
  address: string,
  parts: HidParts,
): Promise<Transport> {
  const { clock } = parts;
  if ('path' in target) {
    const bridge = await bridgeAt(target.path, address, line, parts);
    const device = await openHidraw(target.path, bridge.numbered);
    return openHidTransport({ device, bridge, line, clock, address });
  }
  const bridge = between(target, address, line);
  const found = chosenUsbDevice(await (parts.listUsb ?? everyUsbDevice)(), target, address);
  const device = await openUsbHid(found, address);
  return openHidTransport({ device, bridge, line, clock, address });
}

/** `HID_ID=0003:00001A86:0000E429` in the kernel's description of it. */
async function bridgeAt(
  path: string,
  address: string,
  line: LineSettings | undefined,
  { readText }: HidParts,
): Promise<HidBridge> {
  const read = readText ?? ((name) => readFile(name, 'utf8'));
  const text = await read(`/sys/class/hidraw/${basename(path)}/device/uevent`).catch((error: unknown) => {
    throw new CodedError('usb/not-found', { address }, error);
  });
  const [, vendor = '', product = ''] = /^HID_ID=[0-9A-F]+:0*([0-9A-F]{1,4}):0*([0-9A-F]{1,4})$/im.exec(text) ?? [];
  return between({ vendor: Number.parseInt(vendor, 16), product: Number.parseInt(product, 16) }, address, line);
}

/** A meter with a line is behind a bridge; an instrument without one speaks reports itself. */
function between(
  { vendor, product }: { readonly vendor: number; readonly product: number },
  address: string,
  line: LineSettings | undefined,
): HidBridge {
  const bridge = bridgeOf(vendor, product);
  if (line === undefined) {
    if (bridge !== undefined) throw new CodedError('hid/lead-of-a-meter', { address });
    return plainReports;
  }
  if (bridge === undefined) throw new CodedError('hid/no-bridge', { address });
  return bridge;
}

async function everyUsbDevice(): Promise<readonly UsbHidLike[]> {
  return (await allDevices()) as unknown as readonly UsbHidLike[];
}
