/**
 * Which other program has an interface of a USB device, from what Linux tells of it. Only looks. Taking an interface from
 * the kernel also takes it from whoever has claimed it or has the kernel's file of it open, without a word to either: so
 * this is asked before. Elsewhere than on Linux nobody is seen.
 */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type AskForHolder, holderOf, type PortHolder } from './port-holders.ts';

/** Where a device is, as node `usb` tells it: number of the bus in digits, number of the device on it. */
export interface UsbPlace {
  readonly bus?: string;
  readonly address?: number;
}

/** Without a name where the program belongs to somebody whose processes we may not look into. */
export type UsbHolder = Partial<PortHolder>;

/** `undefined`: nobody but, perhaps, a driver of the kernel that no program uses. */
export type LookForHolder = (device: UsbPlace, interfaceNumber: number) => Promise<UsbHolder | undefined>;

export interface HolderParts {
  /** The kernel's list of USB devices. */
  readonly root: string;
  /** Who has a file open, other than one process. */
  readonly holderOf: AskForHolder;
}

const thisComputer: HolderParts = { root: '/sys/bus/usb/devices', holderOf };
/** The kernel's name for "a program has claimed it". */
const byProgram = 'usbfs';

/** Never rejects. */
export async function programHolding(
  device: UsbPlace,
  interfaceNumber: number,
  { root, holderOf: holder }: HolderParts = thisComputer,
): Promise<UsbHolder | undefined> {
  const folder = await folderOf(root, device);
  const names = folder === undefined ? [] : await namesIn(folder);
  const name = names.find((one) => new RegExp(`:\\d+\\.${interfaceNumber}$`).test(one));
  if (folder === undefined || name === undefined) return undefined;
  const place = join(folder, name);
  if (await isClaimed(place)) return (await holder(deviceFile(device.bus ?? '', device.address ?? 0))) ?? {};
  for (const file of await kernelFiles(place)) {
    // Our own may only be on its way to being closed, and two of ours never share an instrument.
    const found = await holder(file, process.pid);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a program has claimed the interface that the kernel lists in this folder. */
export async function isClaimed(interfaceFolder: string): Promise<boolean> {
  const driver = await readlink(join(interfaceFolder, 'driver')).catch(() => '');
  return basename(driver) === byProgram;
}

/** The file as which programs open the device. */
export function deviceFile(bus: string, address: number | string): string {
  const three = (digits: number | string) => String(Number(digits)).padStart(3, '0');
  return `/dev/bus/usb/${three(bus)}/${three(address)}`;
}

async function folderOf(root: string, { bus, address }: UsbPlace): Promise<string | undefined> {
  if (bus === undefined || address === undefined) return undefined;
  for (const name of await namesIn(root)) {
    if (!/^\d+-[\d.]+$/.test(name)) continue;
    const folder = join(root, name);
    const number = async (file: string) => Number(await readFile(join(folder, file), 'utf8').catch(() => ''));
    if ((await number('busnum')) === Number(bus) && (await number('devnum')) === address) return folder;
  }
  return undefined;
}

/** What a driver of the kernel offers to programs: `usbmisc/usbtmc0`, `0003:10C4:EA80.0001/hidraw/hidraw0`. */
async function kernelFiles(place: string): Promise<string[]> {
  const reports = (await namesIn(place)).filter((name) => /^[0-9A-F]{4}(:[0-9A-F]{4}){2}\./.test(name));
  const folders = [join(place, 'usbmisc'), ...reports.map((name) => join(place, name, 'hidraw'))];
  const names = await Promise.all(folders.map(namesIn));
  return names.flat().map((name) => join('/dev', name));
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
