/**
 * The files of the simulated phone: what the kernel shows, then what was written over the link. Guarantees that a node
 * which the maker denies to the shell is `denied` and not missing.
 */
import type { SimulatedPhone } from '../../../simulated-unit/unit.ts';
import type { Flavour } from './flavour.ts';
import { batteryNode, batteryNodeNames } from './render-battery.ts';
import { coreNode, corePaths, renderCpuinfo } from './render-thermal.ts';
import type { ShellFiles } from './shell-interpreter.ts';

const supply = '/sys/class/power_supply';
const encoder = new TextEncoder();

/** `ls` and globs see the kernel's files and those written since this object was made. */
export class PhoneFiles implements ShellFiles {
  readonly #phone: SimulatedPhone;
  readonly #flavour: Flavour;
  readonly #kernelPaths: ReadonlySet<string>;
  readonly #patterns = new Map<string, RegExp>();
  readonly #written = new Map<string, { readonly mode: number; readonly mtime: number }>();

  constructor(phone: SimulatedPhone, flavour: Flavour) {
    this.#phone = phone;
    this.#flavour = flavour;
    this.#kernelPaths = new Set(kernelPaths(flavour));
  }

  read(path: string): Uint8Array | 'denied' | undefined {
    const real = realPath(path);
    if (real.startsWith('/proc/') || real.startsWith('/sys/')) {
      const text = this.#kernelPaths.has(real) ? kernelFile(real, this.#phone, this.#flavour) : undefined;
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
    return [...this.#kernelPaths, ...this.#written.keys()];
  }

  expand(pattern: string): readonly string[] {
    // A soak's command lines name the same few patterns over and over.
    const match = this.#patterns.get(pattern) ?? patternOf(pattern);
    if (this.#patterns.size >= 64) this.#patterns.clear();
    this.#patterns.set(pattern, match);
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

function patternOf(pattern: string): RegExp {
  const source = realPath(pattern)
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`);
}

/** `/sdcard` is a link. */
export function realPath(path: string): string {
  return path.replace(/^\/sdcard(?=\/|$)/, '/storage/emulated/0').replace(/\/{2,}/g, '/');
}

function kernelPaths(flavour: Flavour): readonly string[] {
  return [
    '/proc/uptime',
    '/proc/sys/kernel/random/boot_id',
    '/proc/cpuinfo',
    '/proc/meminfo',
    ...corePaths,
    ...batteryNodeNames(flavour).map((name) => `${supply}/battery/${name}`),
    `${supply}/usb/type`,
  ];
}

function kernelFile(path: string, phone: SimulatedPhone, flavour: Flavour): string | 'denied' | undefined {
  if (path.startsWith(`${supply}/`)) {
    if (flavour.sysfs === 'denied') return 'denied';
    const name = path.slice(`${supply}/battery/`.length);
    return path === `${supply}/usb/type` ? 'USB\n' : batteryNode(name, phone.snapshot().battery, flavour);
  }
  if (path.startsWith('/sys/')) return coreNode(path, phone.snapshot());
  switch (path) {
    case '/proc/uptime': {
      const { uptimeMs } = phone.snapshot();
      return `${(uptimeMs / 1000).toFixed(2)} ${(uptimeMs / 250).toFixed(2)}\n`;
    }
    case '/proc/sys/kernel/random/boot_id':
      return `${phone.snapshot().bootId}\n`;
    case '/proc/cpuinfo':
      return renderCpuinfo();
    case '/proc/meminfo':
      return 'MemTotal:       11762344 kB\nMemAvailable:    6034560 kB\n';
    default:
      return undefined;
  }
}
