/**
 * Builds everything into `dist/`: the station for Node (the command, the bench process, the script worker), the desktop
 * shell for Electron, and the screens. Quick enough to run before every start. A build that fails leaves the one before.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
// Beside `dist`, so that the paths in the source maps hold after the move.
const draft = path.join(root, `dist.${process.pid}`);

const common = {
  absWorkingDir: root,
  outdir: draft,
  bundle: true,
  platform: 'node',
  target: 'node18',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
};

/** @param {string} outdir absolute */
async function buildStation(outdir) {
  await build({
    ...common,
    outdir,
    entryPoints: {
      ohmstead: 'station/cli/main.ts',
      'bench-main': 'drivers/bench/bench-main.ts',
      'quickjs-worker': 'station/runs/script/quickjs-worker.ts',
      'library-worker': 'station/library/library-worker.ts',
    },
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    // Each command loads only what it needs: without this every start costs the compiler's and the drivers' loading.
    splitting: true,
  });
}

/** Packages that stay packages: they have native parts, or they read files beside their own. */
const packages = ['@photostructure/sqlite', 'esbuild', 'serialport', 'typescript', 'usb'];

/**
 * The shell, and the station and the bench as its utility processes: CommonJS, because the oldest Electron begins a
 * utility process with nothing else, and finds no other modules inside an archive.
 * @param {string} outdir absolute
 */
export async function buildShell(outdir) {
  const commonJs = { ...common, outdir, outExtension: { '.js': '.cjs' }, format: 'cjs' };
  // Lives in the sandbox: nothing but `electron` may be asked for in it.
  await build({
    ...commonJs,
    entryPoints: { preload: 'electron/preload.ts' },
    packages: 'bundle',
    external: ['electron'],
  });
  await build({
    ...commonJs,
    entryPoints: {
      main: 'electron/main.ts',
      'station-entry': 'station/desktop-main.ts',
      'bench-entry': 'drivers/bench/bench-main.ts',
      'quickjs-worker': 'station/runs/script/quickjs-worker.ts',
    },
    // Packages that are ECMAScript modules only become part of the bundle.
    packages: 'bundle',
    external: ['electron', ...packages],
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    // Seen from outside the archive of an installed application: the script worker and its machine are unpacked, because
    // a file inside is not found by its URL.
    banner: {
      js: `const importMetaUrl = require('node:url').pathToFileURL(__filename.replace(/app\\.asar(?=[\\\\/])/, 'app.asar.unpacked')).href;`,
    },
  });
  // The sandbox of scripts looks for its machine beside the file it was built into.
  copyFileSync(
    path.join(root, 'node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm'),
    path.join(outdir, 'emscripten-module.wasm'),
  );
  const { name, version, description } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  // `electron dist` starts it; the name of the data folder of Chromium comes from here, too.
  writeFileSync(path.join(outdir, 'package.json'), JSON.stringify({ name, version, description, main: 'main.cjs' }));
}

/** @param {string} outdir absolute */
async function buildScreens(outdir) {
  if (!existsSync(path.join(root, 'renderer', 'main.tsx'))) return;
  // A test's or a developer's surroundings would give the screens the slow half of React, which is for finding mistakes.
  process.env.NODE_ENV = 'production';
  const vite = await import('vite');
  await vite.build({
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: outdir, emptyOutDir: true },
  });
}

/** The whole build. */
export async function buildAll() {
  mkdirSync(draft, { recursive: true });
  try {
    await Promise.all([buildStation(draft), buildShell(draft), buildScreens(path.join(draft, 'renderer'))]);
    // Parts of an older build must not stay beside the new one.
    const old = `${draft}.old`;
    const dist = path.join(root, 'dist');
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(draft, dist);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
