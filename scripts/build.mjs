/**
 * Builds everything into `dist/`: the station for Node (the command, the bench process, the script worker), the desktop
 * shell for Electron, and the screens. Quick enough to run before every start. A build that fails leaves the one before.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
      'desktop-main': 'station/desktop-main.ts',
    },
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    // Each command loads only what it needs: without this every start costs the compiler's and the drivers' loading.
    splitting: true,
  });
}

/** @param {string} outdir absolute */
export async function buildShell(outdir) {
  await build({
    ...common,
    outdir,
    entryPoints: { main: 'electron/main.ts', preload: 'electron/preload.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    external: ['electron'],
  });
  // A utility process of the oldest Electron begins with CommonJS only.
  for (const [entry, module] of [
    ['station-entry', 'desktop-main'],
    ['bench-entry', 'bench-main'],
  ])
    writeFileSync(
      path.join(outdir, `${entry}.cjs`),
      `import('./${module}.mjs').catch((error) => {\n  console.error(error);\n  process.exit(70);\n});\n`,
    );
  const { name, version, description } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  // `electron dist` starts it; the name of the data folder of Chromium comes from here, too.
  writeFileSync(path.join(outdir, 'package.json'), JSON.stringify({ name, version, description, main: 'main.cjs' }));
}

/** @param {string} outdir absolute */
async function buildScreens(outdir) {
  if (!existsSync(path.join(root, 'renderer', 'main.tsx'))) return;
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
