/**
 * What is started for the comparison: an application with nothing in it but the same window, and the real screens with a
 * probe before them. Both are folders of their own; the caller removes them.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const source = (name: string) => path.join(root, 'test/electron/benchmarks', name);

async function bundleProbe(name: string, folder: string, banner: string): Promise<void> {
  await build({
    entryPoints: [source(name)],
    outfile: path.join(folder, 'probe.js'),
    bundle: true,
    format: 'iife',
    target: 'chrome114',
    banner: { js: banner },
    logLevel: 'silent',
  });
}

/** `isUsable`: an expression in the page. */
function probeInto(folder: string, isUsable: string): Promise<void> {
  return bundleProbe('start-probe.ts', folder, `window.isUsable = () => ${isUsable};`);
}

/** A copy of the built screens whose page begins with the script `probe.js`. */
function screensWithProbe(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-screens-'));
  cpSync(path.join(root, 'dist/renderer'), folder, { recursive: true });
  const page = path.join(folder, 'index.html');
  const text = readFileSync(page, 'utf8');
  const probed = text.replace('<title>', '<script src="./probe.js"></script><title>');
  if (probed === text) throw new Error('the page has no title to put the probe before');
  writeFileSync(page, probed);
  return folder;
}

/** The built screens with `window.benchmark`, see `page-probe.ts`. */
export async function benchmarkScreens(): Promise<string> {
  const folder = screensWithProbe();
  await bundleProbe('page-probe.ts', folder, '');
  return folder;
}

/** The built screens; they can be used when the bar, the Bench screen and the strip with the station's state stand. */
export async function probedScreens(): Promise<string> {
  const folder = screensWithProbe();
  const parts = ['.bar .clock', '.ways .way', 'main .bench input', '.strip > span:nth-of-type(6)'];
  await probeInto(folder, parts.map((part) => `document.querySelector('${part}') !== null`).join(' && '));
  return folder;
}

/** One window with the options of ours and one line of text. */
export async function emptyApplication(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-empty-'));
  await build({
    entryPoints: [source('empty-main.ts')],
    outfile: path.join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    external: ['electron'],
    logLevel: 'silent',
  });
  const page = '<!doctype html><meta charset="utf-8"><script src="probe.js"></script><title>empty</title><p>empty';
  mkdirSync(path.join(folder, 'page'));
  writeFileSync(path.join(folder, 'page/index.html'), page);
  writeFileSync(path.join(folder, 'preload.cjs'), '');
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'empty', version: '0.0.0', main: 'main.cjs' }),
  );
  await probeInto(path.join(folder, 'page'), `document.querySelector('p') !== null`);
  return folder;
}
