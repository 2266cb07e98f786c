/** Bundles programs of `test/` that are too long for a test, so that each runs in a process of its own. */
import { mkdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/** Empties `folder`, absolute, and writes one `NAME.mjs` there for each of `entryPoints`, which are relative to `root`. */
export async function bundleTestPrograms(root, folder, entryPoints) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}
