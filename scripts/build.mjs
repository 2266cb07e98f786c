/** Bundles the station for Node: the command, the bench process and the script worker. Quick enough to run before every start. */
import { build } from 'esbuild';

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
