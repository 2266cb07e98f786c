/**
 * What stands between this computer and its instruments, besides rights and other programs: USB devices without a port,
 * programs that take ports by themselves, rules that are not installed. Only looks.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { AskForHolder } from '../transport/port-holders.ts';
import { allDevices } from '../transport/usb-devices.ts';
import { deviceFile, isClaimed } from '../transport/usb-holder.ts';
import { type IsOurs, listedByNode, type NodeUsbDevice } from './node-usb-list.ts';
import { listSerialPorts } from './serial-ports.ts';

/** A USB device as the kernel lists it. */
export interface ListedUsb {
  /** Folder of the kernel's list; it ends with the place in the tree of hubs: `…/1-2.3`. */
  readonly folder: string;
  readonly vendor: number;
  readonly product: number;
  readonly serial?: string;
  readonly label?: string;
  /** A kernel driver has made a serial port of it. */
  readonly hasPort: boolean;
  /** What its interfaces say it is. */
  readonly kinds: readonly ('usbtmc' | 'hid')[];
  /** The kernel's own way to an instrument: `/dev/usbtmc0`. */
  readonly usbtmcFile?: string;
  /** The kernel's own ways to its reports: `/dev/hidraw0`. */
  readonly hidFiles?: readonly string[];
  /** No program is let in to it, so nobody knows what its interfaces are: on Windows it has no WinUSB driver. */
  readonly isClosed?: true;
  /** A program has claimed one of its interfaces. */
  readonly isClaimed: boolean;
  /** The device as programs open it: `/dev/bus/usb/001/004`. */
  readonly deviceFile?: string;
}

export interface Machine {
  /** `isOurs`: the ids that are looked for where every device would have to be opened to know what it is. */
  listUsb(isOurs?: IsOurs): Promise<readonly ListedUsb[]>;
  /** This one's when absent. */
  readonly platform?: NodeJS.Platform;
  /** Which of these programs run now. */
  running(programs: readonly string[]): Promise<readonly string[]>;
  /** Who has which device open, for the questions of one look; this machine's own when absent. */
  holders?(): AskForHolder;
  /** The device rules of the station as they are installed; they may be an older release's. */
  installedRules(): string | undefined;
}

/** Where distributions and administrators keep device rules. */
const rulesFolders = ['/etc/udev/rules.d', '/usr/lib/udev/rules.d', '/lib/udev/rules.d'];
const rulesFile = '60-ohmstead.rules';

/** Empty lists where the system has no such lists. */
export const thisMachine: Machine = {
  async listUsb(isOurs = () => false) {
    if (process.platform === 'linux') return listUsbDevices('/sys/bus/usb/devices');
    const devices = (await allDevices()) as unknown as readonly NodeUsbDevice[];
    return listedByNode(devices, await listSerialPorts(), isOurs);
  },
  running: runningPrograms,
  installedRules() {
    const file = rulesFolders.map((folder) => join(folder, rulesFile)).find((one) => existsSync(one));
    try {
      return file === undefined ? undefined : readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  },
};

/** Never rejects. Hubs and interfaces are left out: only what has a vendor and is no hub. */
export async function listUsbDevices(root: string): Promise<readonly ListedUsb[]> {
  const names = await readdir(root).catch(() => []);
  const devices = await Promise.all(
    names.filter((name) => /^\d+-[\d.]+$/.test(name)).map((name) => device(root, name)),
  );
  return devices.filter((one) => one !== undefined);
}

async function device(root: string, name: string): Promise<ListedUsb | undefined> {
  const folder = join(root, name);
  const word = async (file: string) => (await readFile(join(folder, file), 'utf8').catch(() => '')).trim();
  const [vendor, product, kind] = await Promise.all(['idVendor', 'idProduct', 'bDeviceClass'].map(word));
  // 09 is a hub.
  if (!vendor || !product || kind === '09') return undefined;
  const [serial, label, bus, number] = await Promise.all(['serial', 'product', 'busnum', 'devnum'].map(word));
  return {
    folder,
    vendor: Number.parseInt(vendor, 16),
    product: Number.parseInt(product, 16),
    ...(serial ? { serial } : {}),
    ...(label ? { label } : {}),
    ...(bus && number ? { deviceFile: deviceFile(bus, number) } : {}),
    ...(await interfacesOf(folder)),
  };
}

/** Class, subclass of an interface, as the kernel writes them. */
const interfaceKinds: Readonly<Record<string, 'usbtmc' | 'hid'>> = {
  'fe 03': 'usbtmc',
  '03 00': 'hid',
  '03 01': 'hid',
};

/** `1-2/1-2:1.0/ttyUSB0`, `1-2/1-2:1.0/tty/ttyACM0` or `1-2/1-2:1.0/usbmisc/usbtmc0`. */
async function interfacesOf(
  folder: string,
): Promise<Pick<ListedUsb, 'hasPort' | 'kinds' | 'usbtmcFile' | 'hidFiles' | 'isClaimed'>> {
  const place = await realpath(folder).catch(() => folder);
  const kinds: ('usbtmc' | 'hid')[] = [];
  let hasPort = false;
  let usbtmcFile: string | undefined;
  const hidFiles: string[] = [];
  let claimed = false;
  for (const name of (await readdir(place).catch(() => [])).filter((one) => one.includes(':'))) {
    const parts = await readdir(join(place, name)).catch(() => []);
    claimed ||= await isClaimed(join(place, name));
    hasPort ||= parts.some((part) => /^tty/.test(part));
    const word = async (file: string) => (await readFile(join(place, name, file), 'utf8').catch(() => '')).trim();
    const kind = interfaceKinds[`${await word('bInterfaceClass')} ${await word('bInterfaceSubClass')}`];
    if (kind !== undefined) kinds.push(kind);
    const [file] = await readdir(join(place, name, 'usbmisc')).catch(() => []);
    if (file?.startsWith('usbtmc')) usbtmcFile = `/dev/${file}`;
    for (const report of parts.filter((part) => /^[0-9A-F]{4}(:[0-9A-F]{4}){2}\./.test(part)))
      hidFiles.push(
        ...(await readdir(join(place, name, report, 'hidraw')).catch(() => [])).map((one) => `/dev/${one}`),
      );
  }
  return {
    hasPort,
    kinds,
    isClaimed: claimed,
    ...(hidFiles.length === 0 ? {} : { hidFiles }),
    ...(usbtmcFile === undefined ? {} : { usbtmcFile }),
  };
}

async function runningPrograms(programs: readonly string[]): Promise<readonly string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const names = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
  const running = new Set(names.map((name) => name.trim()));
  return programs.filter((program) => running.has(program));
}
