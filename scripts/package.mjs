/**
 * `npm run package`: installable packages of the application for this system, under `release/`, made by electron-builder
 * from whatever Electron is at hand. What electron-builder would have to download is not downloaded: where its tool for
 * a package is not in its cache, the `.deb` is made from the same folder with the system's `dpkg-deb`, and an AppImage
 * is left out; both are said in one line. `--as-built` takes `dist/` as it is, for who is using it meanwhile.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.mjs';
import { makeDeb, readSettings } from './debian-archive.mjs';
import { ensureElectronPackages } from './debian-packages.mjs';
import { findRuntime } from './electron-runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** electron-builder wants the program under its usual name. */
function asElectronDist(runtime) {
  const wanted = path.join(runtime.folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  if (existsSync(wanted)) return runtime.folder;
  const renamed = path.join(root, '.cache', 'electron', `dist-${runtime.version}`);
  rmSync(renamed, { recursive: true, force: true });
  // A copy, because the fuses are written into the program. The resources are the application's own.
  cpSync(runtime.folder, renamed, {
    recursive: true,
    filter: (from) => !from.startsWith(`${runtime.folder}/resources`) || from.endsWith('.pak'),
  });
  renameSync(path.join(renamed, path.basename(runtime.executable)), path.join(renamed, path.basename(wanted)));
  mkdirSync(path.join(renamed, 'resources'), { recursive: true });
  return renamed;
}

/** The settings with the Electron that is at hand, as a file: electron-builder merges objects and cannot be told "not". */
function settingsFor(found) {
  const settings = { ...readSettings(), electronDist: asElectronDist(found), electronVersion: found.version };
  // The privileges of file:// became a fuse in Electron 29; an older one has no place to write it.
  if (Number.parseInt(found.version, 10) < 29) delete settings.electronFuses.grantFileProtocolExtraPrivileges;
  const file = path.join(root, '.cache', 'electron', 'builder.json');
  writeFileSync(file, JSON.stringify(settings, null, 2));
  return file;
}

/** Whether electron-builder has a tool of that name in its cache, so that it works without a network. */
function hasTool(name) {
  const cache = process.env.ELECTRON_BUILDER_CACHE ?? path.join(homedir(), '.cache', 'electron-builder');
  return existsSync(path.join(cache, name)) && readdirSync(path.join(cache, name)).length > 0;
}

ensureElectronPackages();
const runtime = await findRuntime();
if (runtime === undefined) process.exit(1);
if (!process.argv.includes('--as-built')) await buildAll();

const { build, Platform, Arch } = createRequire(import.meta.url)('electron-builder');
const arch = Arch[process.arch];
const common = { config: settingsFor(runtime), publish: 'never' };
if (process.platform !== 'linux') {
  await build({ targets: Platform.current().createTarget(undefined, arch), ...common });
  process.exit(0);
}
const targets = ['dir'];
if (hasTool('fpm') || process.env.USE_SYSTEM_FPM === 'true') targets.push('deb');
if (hasTool('appimage')) targets.push('AppImage');
await build({ targets: Platform.LINUX.createTarget(targets, arch), ...common });
if (!targets.includes('deb')) {
  const file = await makeDeb(path.join(root, 'release', 'linux-unpacked'));
  console.log(`electron-builder's tool for .deb is not in its cache: made with dpkg-deb: ${path.relative(root, file)}`);
}
if (!targets.includes('AppImage'))
  console.log('No AppImage: electron-builder would have to download its tool; it is made where that is in its cache.');
for (const name of readdirSync('release')) if (/\.(deb|AppImage)$/.test(name)) console.log(`release/${name}`);
