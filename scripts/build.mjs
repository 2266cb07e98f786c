/** Bundles the station for Node: the command, the bench process and the script worker. Quick enough to run before every start. */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

// Parts of an older build must not stay beside the new one.
rmSync('dist', { recursive: true, force: true });

await build({
  entryPoints: {
    ohmstead: 'station/cli/main.ts',
    'bench-main': 'drivers/bench/bench-main.ts',
    'quickjs-worker': 'station/runs/script/quickjs-worker.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  // Each command loads only what it needs: without this every start costs the compiler's and the drivers' loading.
  splitting: true,
  target: 'node18',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
