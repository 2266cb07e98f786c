/**
 * Bundles for the guest, where every file and every byte of code costs: all in one file but what is native, without
 * source maps.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const native = ['usb', '@serialport/bindings-cpp'];
const banner =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";

/** Paths of the bundles, in the order of `entries` (names of files in `test/usb-lab`). */
export async function guestBundles<const N extends string>(
  folder: string,
  entries: readonly N[],
): Promise<Readonly<Record<N, string>>> {
  await build({
    absWorkingDir: root,
    entryPoints: entries.map((name) => `test/usb-lab/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    banner: { js: banner },
    external: native,
    logLevel: 'silent',
  });
  return Object.fromEntries(entries.map((name) => [name, join(folder, `${name}.mjs`)])) as Record<N, string>;
}
