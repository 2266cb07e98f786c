/**
 * The files of the simulated phone: what the kernel shows, then what was written over the link. Guarantees that a node
 * which the maker denies to the shell is `denied` and not missing.
 */
import type { PhoneSnapshot, SimulatedPhone } from '../../../simulated-unit/unit.ts';
import type { Flavour } from './flavour.ts';
import { batteryNodes } from './render-battery.ts';
import { coreNodes, renderCpuinfo } from './render-thermal.ts';
import type { ShellFiles } from './shell-interpreter.ts';

const supply = '/sys/class/power_supply';
const encoder = new TextEncoder();

/** `ls` and globs see the kernel's files and those written since this object was made. */
export class PhoneFiles implements ShellFiles {
  readonly #phone: SimulatedPhone;
  readonly #flavour: Flavour;
  readonly #written = new Map<string, { readonly mode: number; readonly mtime: number }>();

  constructor(phone: SimulatedPhone, flavour: Flavour) {
    this.#phone = phone;
    this.#flavour = flavour;
  }

  read(path: string): Uint8Array | 'denied' | undefined {
    const real = realPath(path);
    if (real.startsWith('/proc/') || real.startsWith('/sys/')) {
      const text = kernelFiles(this.#phone.snapshot(), this.#flavour).get(real);
      return text === undefined || text === 'denied' ? text : encoder.encode(text);
    }
    return this.#phone.readFile(real);
  }

  write(path: string, content: Uint8Array, mode = 0o100644, mtime = 0): void {
    const real = realPath(path);
    if (!/^\/(data\/local\/tmp|storage\/emulated\/0)\//.test(real)) throw new Error('Permission denied');
    this.#written.set(real, { mode, mtime });
    this.#phone.writeFile(real, content);
  }

  /** The unit keeps no list it could delete from: a removed file is an empty one. False when there was none. */
  remove(path: string): boolean {
    const real = realPath(path);
    this.#written.delete(real);
    if ((this.#phone.readFile(real)?.length ?? 0) === 0) return false;
    this.#phone.writeFile(real, new Uint8Array());
    return true;
  }

  written(path: string): { readonly mode: number; readonly mtime: number } | undefined {
    return this.#written.get(realPath(path));
  }

  paths(): readonly string[] {
    return [...kernelFiles(this.#phone.snapshot(), this.#flavour).keys(), ...this.#written.keys()];
  }

  expand(pattern: string): readonly string[] {
    const source = realPath(pattern)
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]');
    const match = new RegExp(`^${source}$`);
    return this.paths()
      .filter((path) => match.test(path))
      .sort();
  }

  /** Names in a folder, files with true; undefined when nothing is below it. */
  names(folder: string): ReadonlyMap<string, boolean> | undefined {
    const prefix = `${realPath(folder).replace(/\/+$/, '')}/`;
    const names = new Map<string, boolean>();
    for (const path of this.paths()) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...deeper] = path.slice(prefix.length).split('/');
      names.set(name, deeper.length === 0);
    }
    return names.size === 0 ? undefined : names;
  }
}

/** `/sdcard` is a link. */
export function realPath(path: string): string {
  return path.replace(/^\/sdcard(?=\/|$)/, '/storage/emulated/0').replace(/\/{2,}/g, '/');
}

function kernelFiles(snapshot: PhoneSnapshot, flavour: Flavour): ReadonlyMap<string, string | 'denied'> {
  const files = new Map<string, string | 'denied'>();
  const seconds = (snapshot.uptimeMs / 1000).toFixed(2);
  files.set('/proc/uptime', `${seconds} ${(snapshot.uptimeMs / 250).toFixed(2)}\n`);
  files.set('/proc/sys/kernel/random/boot_id', `${snapshot.bootId}\n`);
  files.set('/proc/cpuinfo', renderCpuinfo());
  files.set('/proc/meminfo', 'MemTotal:       11762344 kB\nMemAvailable:    6034560 kB\n');
  for (const [path, text] of Object.entries(coreNodes(snapshot))) files.set(path, text);
  for (const [name, text] of Object.entries(batteryNodes(snapshot.battery, flavour))) {
    files.set(`${supply}/battery/${name}`, flavour.sysfs === 'denied' ? 'denied' : text);
  }
  files.set(`${supply}/usb/type`, flavour.sysfs === 'denied' ? 'denied' : 'USB\n');
  return files;
}
