/** Bundles a TypeScript entry as `scripts/build.mjs` would, so that a test can fork it as a real process. */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Native or large packages are loaded at run time. */
const external = [
  'usb',
  'serialport',
  '@photostructure/sqlite',
  '@yume-chan/*',
  'quickjs-emscripten',
  'esbuild',
  'typescript',
];

/** `entry` relative to the repository; returns the path of the bundle. */
export async function bundledForTest(entry: string): Promise<string> {
  const folder = join(root, '.cache/test-dist');
  await mkdir(folder, { recursive: true });
  // Test files run in several processes at once: each has its own file.
  const name = `${basename(entry, '.ts')}-${createHash('sha256').update(`${entry}${process.pid}`).digest('hex').slice(0, 8)}`;
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    external,
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  return outfile;
}
