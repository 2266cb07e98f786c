/** What the tests use beside npm packages: where something is missing it is installed (as root) or named in one line. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Command or file → Debian package. */
const needed = {
  adb: 'adb',
  socat: 'socat',
  'sigrok-cli': 'sigrok-cli',
  gcc: 'gcc',
  lxi: 'lxi-tools',
  '/usr/lib/python3/dist-packages/pyvisa': 'python3-pyvisa',
  '/usr/lib/python3/dist-packages/pyvisa_py': 'python3-pyvisa-py',
  '/usr/lib/python3/dist-packages/serial': 'python3-serial',
};

const isHere = (name) =>
  name.startsWith('/') ? existsSync(name) : spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/** Returns the packages that are still missing. */
export function ensureDebianPackages() {
  const missing = () => Object.entries(needed).flatMap(([name, pack]) => (isHere(name) ? [] : [pack]));
  const wanted = missing();
  if (wanted.length === 0) return [];
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !isHere('apt-get')) {
    console.log(`Some tests will be skipped; install what they need with: apt-get install ${wanted.join(' ')}`);
    return wanted;
  }
  console.log(`Installing for the tests: ${wanted.join(' ')}`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], options);
  } catch (error) {
    console.log(`Could not install them (${error.message.split('\n')[0]}); their tests will be skipped.`);
  }
  return missing();
}
