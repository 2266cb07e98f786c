/**
 * Where the program of a script's thread is: beside this file once the station is built, or built on the spot when the
 * station runs from its sources, where no version of Node it must run on could load TypeScript in a thread.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodedError } from '../../../foundation/failure.ts';

/** The name of the built program, beside the station's own and of the same kind of module. */
const workerProgramName = 'quickjs-worker';

let fromSources: Promise<string> | undefined;

/** Absolute path of a program for `new Worker`. Throws `script/no-worker-program`. */
export async function workerProgram(): Promise<string> {
  const own = fileURLToPath(import.meta.url);
  const here = path.dirname(own);
  // The desktop application is CommonJS: an older Electron finds no other modules inside its archive.
  const built = path.join(here, `${workerProgramName}${own.endsWith('.cjs') ? '.cjs' : '.mjs'}`);
  if (existsSync(built)) return built;
  fromSources ??= buildFromSources(sourceFile(here));
  return fromSources;
}

/** From the folder of this file or of a bundle of it, up to where the sources are. */
function sourceFile(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const source = path.join(folder, 'station', 'runs', 'script', 'quickjs-worker.ts');
    if (existsSync(source)) return source;
    if (path.dirname(folder) === folder) throw new CodedError('script/no-worker-program', { folder: from });
  }
}

async function buildFromSources(source: string): Promise<string> {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [source],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    // Packages are found from the cache folder, which stands inside the folder of the packages.
    packages: 'external',
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]?.text ?? '';
  const folder = path.join(packagesFolder(path.dirname(source)), '.cache', 'ohmstead');
  const name = `quickjs-worker-${createHash('sha256').update(code).digest('hex').slice(0, 16)}`;
  const file = path.join(folder, `${name}.mjs`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  // Another process may be doing the same: whoever is last replaces the file by an equal one.
  const draft = path.join(folder, `${name}-${process.pid}.tmp`);
  await writeFile(draft, code);
  await rename(draft, file);
  return file;
}

function packagesFolder(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const packages = path.join(folder, 'node_modules');
    if (existsSync(path.join(packages, 'quickjs-emscripten'))) return packages;
    if (path.dirname(folder) === folder) throw new CodedError('script/no-worker-program', { folder: from });
  }
}
