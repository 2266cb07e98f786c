/** What Electron and the tests need beside npm packages: what is missing is installed (as root) or named in one line. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Command or file → Debian package. */
const needed = {
  adb: 'adb',
  socat: 'socat',
  'sigrok-cli': 'sigrok-cli',
  gcc: 'gcc',
  lxi: 'lxi-tools',
  idevice_id: 'libimobiledevice-utils',
  '/usr/lib/python3/dist-packages/pyvisa': 'python3-pyvisa',
  '/usr/lib/python3/dist-packages/pyvisa_py': 'python3-pyvisa-py',
  '/usr/lib/python3/dist-packages/serial': 'python3-serial',
  '/usr/lib/python3/dist-packages/numpy': 'python3-numpy',
};

/** What boots the kernel of the USB lab and makes its file system. */
const neededByLab = {
  'qemu-system-x86_64': 'qemu-system-x86',
  '/usr/bin/busybox': 'busybox-static',
  cpio: 'cpio',
  xz: 'xz-utils',
  '/sbin/modprobe': 'kmod',
  '/usr/sbin/usbip': 'usbip',
  adb: 'adb',
};

/** What a window needs: Electron's libraries, a virtual display for the tests, glyphs for both kinds of Chinese. */
const neededByElectron = {
  Xvfb: 'xvfb',
  xauth: 'xauth',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libXss.so.1': 'libxss1',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc': 'fonts-noto-cjk',
};

/** Names of the shared libraries that the linker finds. */
const libraries = () => spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';

const isHere = (name) => {
  if (name.startsWith('/')) return existsSync(name);
  if (name.includes('.so')) return libraries().includes(`${name} `);
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
};

/** Returns the packages of the tests that are still missing. */
export function ensureDebianPackages() {
  return ensure({ ...needed, ...neededByElectron }, 'the tests', 'Some tests will be skipped');
}

/** Returns the packages that the USB lab lacks here. */
export function ensureLabPackages() {
  return ensure(neededByLab, 'the USB lab', 'The USB lab will be skipped');
}

/** Returns the packages that Electron lacks here. */
export function ensureElectronPackages() {
  return ensure(neededByElectron, 'the desktop window', 'The desktop window may not open');
}

function ensure(list, forWhat, otherwise) {
  if (process.platform !== 'linux') return [];
  const missing = () => Object.entries(list).flatMap(([name, pack]) => (isHere(name) ? [] : [pack]));
  const wanted = missing();
  if (wanted.length === 0) return [];
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !isHere('apt-get')) {
    console.log(`${otherwise}; install what is needed with: apt-get install ${wanted.join(' ')}`);
    return wanted;
  }
  console.log(`Installing for ${forWhat}: ${wanted.join(' ')}`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], options);
  } catch (error) {
    console.log(`Could not install them (${error.message.split('\n')[0]}). ${otherwise}.`);
  }
  return missing();
}
