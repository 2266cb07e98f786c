/**
 * The smallest page that speaks with the station, for tests of the shell that shall not depend on the screens. Bundled
 * into a folder of its own; what it knows stands in `window.probe`.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Writes the page and returns its folder; the caller removes it. */
export async function plainPage(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-page-'));
  await build({
    entryPoints: [fileURLToPath(new URL('./plain-page-script.ts', import.meta.url))],
    outfile: path.join(folder, 'page.js'),
    bundle: true,
    format: 'esm',
    target: 'chrome114',
    logLevel: 'silent',
  });
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>probe</title><script type="module" src="page.js"></script>',
  );
  return folder;
}
