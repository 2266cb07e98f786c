/**
 * Which serial ports there are, without opening any. Pseudo-terminals are not listed by anyone: their paths are entered by
 * hand. Where serialport cannot look (it needs `udevadm` on Linux) the kernel's own list is read.
 */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SerialPort } from 'serialport';

export interface ListedPort {
  readonly path: string;
  readonly vendor?: number;
  readonly product?: number;
  readonly serial?: string;
  readonly label?: string;
  /** Place in the tree of hubs, `1-2.3`; only where the kernel tells. */
  readonly usbPath?: string;
  /** Number of the interface behind the port, where the kernel tells: an adapter with several ports has several. */
  readonly interfaceNumber?: number;
}

/** Never rejects; an empty list when nothing can be found out. */
export async function listSerialPorts(): Promise<readonly ListedPort[]> {
  try {
    // Loaded when it is needed: the station's process and every command would wait for it, and most never list a port.
    const serialport = await import('serialport');
    const found = await serialport.SerialPort.list();
    const ports = found.filter((port) => port.vendorId !== undefined || process.platform !== 'linux');
    const listed = ports.map(async (port) => ({ ...asListed(port), ...(await placeOf(port.path)) }));
    return inOrder(await Promise.all(listed));
  } catch {
    return listFromSysfs('/sys/class/tty');
  }
}

/** Ports as whoever is in a hurry needs them: the kernel's list where there is one, nothing started for it. */
export function listPortPlaces(): Promise<readonly ListedPort[]> {
  return process.platform === 'linux' ? listFromSysfs('/sys/class/tty') : listSerialPorts();
}

/** As the kernel has it, so that two lists call an instrument the same; empty where the kernel does not tell. */
async function placeOf(path: string): Promise<Pick<ListedPort, 'usbPath' | 'serial' | 'interfaceNumber'>> {
  const found = await usbPort('/sys/class/tty', basename(path));
  if (found === undefined) return {};
  const { usbPath, serial, interfaceNumber } = found;
  return {
    ...(usbPath === undefined ? {} : { usbPath }),
    ...(serial === undefined ? {} : { serial }),
    ...(interfaceNumber === undefined ? {} : { interfaceNumber }),
  };
}

type PortInfo = Awaited<ReturnType<typeof SerialPort.list>>[number];

function asListed(port: PortInfo): ListedPort {
  const words = { vendor: port.vendorId, product: port.productId, serial: port.serialNumber, label: port.manufacturer };
  // What Windows and macOS call the place of a device; never seen on a real one.
  return { ...listed(port.path, words), ...(port.locationId === undefined ? {} : { usbPath: port.locationId }) };
}

/** Ports of USB devices: `/sys/class/tty/NAME/device` lies some folders below one with `idVendor`. */
export async function listFromSysfs(root: string): Promise<readonly ListedPort[]> {
  const names = await readdir(root).catch(() => []);
  const ports = await Promise.all(names.map((name) => usbPort(root, name)));
  return inOrder(ports.filter((port) => port !== undefined));
}

/** As people count: `ttyUSB10` behind `ttyUSB9`. */
function inOrder(ports: readonly ListedPort[]): readonly ListedPort[] {
  return [...ports].sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }));
}

async function usbPort(root: string, name: string): Promise<ListedPort | undefined> {
  let folder = await realpath(join(root, name, 'device')).catch(() => '');
  let interfaceNumber: number | undefined;
  for (let depth = 0; depth < 4 && folder !== ''; depth += 1, folder = join(folder, '..')) {
    // `1-2.3:1.0`: configuration and interface of the device `1-2.3`.
    interfaceNumber ??= interfaceIn(basename(folder));
    const vendor = await word(join(folder, 'idVendor'));
    if (vendor === undefined) continue;
    const [product, serial, label] = await Promise.all(
      ['idProduct', 'serial', 'product'].map((file) => word(join(folder, file))),
    );
    const words = { vendor, product, serial, label };
    const place = interfaceNumber === undefined ? {} : { interfaceNumber };
    return { ...listed(`/dev/${name}`, words), usbPath: basename(folder), ...place };
  }
  return undefined;
}

function interfaceIn(name: string): number | undefined {
  const [, number] = /^\d+-[\d.]+:\d+\.(\d+)$/.exec(name) ?? [];
  return number === undefined ? undefined : Number(number);
}

async function word(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text?.trim() || undefined;
}

function listed(
  path: string,
  words: Readonly<Record<'vendor' | 'product' | 'serial' | 'label', string | undefined>>,
): ListedPort {
  const { vendor, product, serial, label } = words;
  return {
    path,
    ...(vendor === undefined ? {} : { vendor: Number.parseInt(vendor, 16) }),
    ...(product === undefined ? {} : { product: Number.parseInt(product, 16) }),
    ...(serial === undefined ? {} : { serial }),
    ...(label === undefined ? {} : { label }),
  };
}
