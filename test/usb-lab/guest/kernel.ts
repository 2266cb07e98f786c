/**
 * The guest's kernel and the file system it starts from, made of Debian's packages once and kept in `.cache/usb-lab`.
 * Nothing is installed: the kernel's package is only unpacked. Fails with a sentence that says what is missing.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { initScript } from './init-script.ts';

export interface GuestFiles {
  readonly kernel: string;
  readonly initramfs: string;
}

const needed = ['qemu-system-x86_64', 'busybox', 'cpio', 'depmod', 'modprobe', 'usbip', 'xz', 'adb'];
const modules = [
  'virtio_pci',
  '9pnet_virtio',
  '9p',
  'vhci-hcd',
  'usbtmc',
  'cdc-acm',
  'ftdi_sio',
  'usbhid',
  'hid-generic',
];
const xzMagic = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);
const downloadWithinMs = 120_000;

/** Why the lab cannot be had here; empty when it can, as far as one sees without downloading. */
export function noLab(): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the USB lab needs Linux on x86-64';
  const missing = needed.filter(
    (name) => !['/usr/bin', '/usr/sbin', '/bin', '/sbin'].some((place) => existsSync(join(place, name))),
  );
  return missing.length === 0 ? '' : `not installed: ${missing.join(', ')}`;
}

/** Builds what is not there yet. */
export function guestFiles(folder: string): GuestFiles {
  const recipe = createHash('sha256')
    .update(initScript)
    .update(modules.join())
    .update('unpacked')
    .digest('hex')
    .slice(0, 12);
  const made = join(folder, `guest-${recipe}`);
  const files = { kernel: join(made, 'kernel-image'), initramfs: join(made, 'initramfs.cpio') };
  if (existsSync(made)) return files;
  const work = `${made}.${process.pid}`;
  mkdirSync(join(work, 'root/modules'), { recursive: true });
  try {
    const tree = unpackedKernel(join(work, 'kernel'));
    const version = readdirSync(join(tree, 'lib/modules'))[0] ?? '';
    writeFileSync(join(work, 'kernel-image'), unpackedImage(readFileSync(join(tree, 'boot', `vmlinuz-${version}`))));
    fill(join(work, 'root'), moduleFiles(tree, version));
    writeFileSync(join(work, 'initramfs.cpio'), archived(join(work, 'root')));
    rmSync(join(work, 'kernel'), { recursive: true });
    rmSync(join(work, 'root'), { recursive: true });
    if (!existsSync(made)) renameSync(work, made);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return files;
}

function unpackedKernel(work: string): string {
  mkdirSync(work, { recursive: true });
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, {
      cwd: work,
      encoding: 'utf8',
      timeout: downloadWithinMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const download = () => {
    const [name] = /linux-image-\d\S*-amd64\b/.exec(run('apt-cache', 'depends', 'linux-image-amd64')) ?? [];
    if (name === undefined) throw new Error('apt knows no kernel to download');
    run('apt-get', 'download', name);
  };
  try {
    download();
  } catch {
    // A fresh machine has no lists of packages, and old lists name packages that are gone.
    run('apt-get', 'update', '-qq');
    download();
  }
  const [deb = ''] = readdirSync(work).filter((file) => file.endsWith('.deb'));
  run('dpkg', '-x', deb, 'tree');
  return join(work, 'tree');
}

/**
 * The kernel out of the file that would unpack itself, which takes the emulated processor ten seconds; the file as it is
 * where it is packed with anything but xz. Source: Linux, `Documentation/arch/x86/boot.rst` (places in the header).
 */
function unpackedImage(file: Buffer): Buffer {
  const at = ((file[0x1f1] ?? 0) + 1) * 512 + file.readUInt32LE(0x248);
  const packed = file.subarray(at, at + file.readUInt32LE(0x24c));
  if (!packed.subarray(0, 6).equals(xzMagic)) return file;
  // Behind it stands its length, which is no part of the stream.
  return execFileSync('xz', ['-dc', '--single-stream'], { input: packed, maxBuffer: 2 ** 28 });
}

/** In the order in which they have to be loaded. */
function moduleFiles(tree: string, version: string): string[] {
  execFileSync('/sbin/depmod', ['-b', tree, version]);
  const lines = modules.flatMap((name) =>
    execFileSync('/sbin/modprobe', ['-d', tree, '-S', version, '--show-depends', name], { encoding: 'utf8' }).split(
      '\n',
    ),
  );
  return [...new Set(lines.flatMap((line) => /^insmod (\S+)/.exec(line)?.[1] ?? []))];
}

function fill(root: string, files: readonly string[]): void {
  for (const name of ['bin', 'dev', 'proc', 'sys', 'newroot']) mkdirSync(join(root, name));
  copyFileSync('/usr/bin/busybox', join(root, 'bin/busybox'));
  writeFileSync(join(root, 'init'), initScript, { mode: 0o755 });
  for (const file of files) {
    const plain = basename(file).replace(/\.xz$/, '');
    const data = file.endsWith('.xz') ? execFileSync('xz', ['-dc', file], { maxBuffer: 2 ** 28 }) : readFileSync(file);
    writeFileSync(join(root, 'modules', plain), data);
  }
  const order = files.map((file) => basename(file).replace(/\.xz$/, ''));
  writeFileSync(join(root, 'modules/order'), `${order.join('\n')}\n`);
}

function archived(root: string): Buffer {
  const names = execFileSync('find', ['.'], { cwd: root });
  return execFileSync('cpio', ['--quiet', '-o', '-H', 'newc'], { cwd: root, input: names, maxBuffer: 2 ** 28 });
}
