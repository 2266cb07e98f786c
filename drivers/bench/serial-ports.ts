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
}

/** Never rejects; an empty list when nothing can be found out. */
export async function listSerialPorts(): Promise<readonly ListedPort[]> {
  try {
    // Loaded when it is needed: the station's process and every command would wait for it, and most never list a port.
    const serialport = await import('serialport');
    const found = await serialport.SerialPort.list();
    const ports = found.filter((port) => port.vendorId !== undefined || process.platform !== 'linux');
    return await Promise.all(ports.map(async (port) => ({ ...asListed(port), ...(await placeOf(port.path)) })));
  } catch {
    return listFromSysfs('/sys/class/tty');
  }
}

/** Empty where the kernel does not tell. */
async function placeOf(path: string): Promise<Pick<ListedPort, 'usbPath'>> {
  const found = await usbPort('/sys/class/tty', basename(path));
  return found?.usbPath === undefined ? {} : { usbPath: found.usbPath };
}

type PortInfo = Awaited<ReturnType<typeof SerialPort.list>>[number];

function asListed(port: PortInfo): ListedPort {
  return listed(port.path, {
    vendor: port.vendorId,
    product: port.productId,
    serial: port.serialNumber,
    label: port.manufacturer,
  });
}

/** Ports of USB devices: `/sys/class/tty/NAME/device` lies some folders below one with `idVendor`. */
export async function listFromSysfs(root: string): Promise<readonly ListedPort[]> {
  const names = await readdir(root).catch(() => []);
  const ports = await Promise.all(names.map((name) => usbPort(root, name)));
  return ports.filter((port) => port !== undefined);
}

async function usbPort(root: string, name: string): Promise<ListedPort | undefined> {
  let folder = await realpath(join(root, name, 'device')).catch(() => '');
  for (let depth = 0; depth < 4 && folder !== ''; depth += 1, folder = join(folder, '..')) {
    const vendor = await word(join(folder, 'idVendor'));
    if (vendor === undefined) continue;
    const [product, serial, label] = await Promise.all(
      ['idProduct', 'serial', 'product'].map((file) => word(join(folder, file))),
    );
    return { ...listed(`/dev/${name}`, { vendor, product, serial, label }), usbPath: basename(folder) };
  }
  return undefined;
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
