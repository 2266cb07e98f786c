/**
 * One procedure as one self-contained piece of code with its hash. Guarantees: the same sources give the same bytes on
 * every machine; only files beside the procedure and the language itself can be in it.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { BuildFailure, Message } from 'esbuild';
import { CodedError, type Failure, failureOf } from '../../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../../procedures/language/procedure.ts';
import { scriptApiVersion } from '../../../procedures/language/script-api.ts';
import { allowedImports, entrySpecifiers, type SourceRooms, sourceRooms } from './allowed-imports.ts';
import { type PictureFile, readPictures } from './pictures.ts';
import { QuickJsVm } from './quickjs-vm.ts';

/** A bundle as it is kept in the store under its hash. */
export interface ProcedureBundle {
  /** A script that defines `ohmsteadScript`; this and nothing else is executed. */
  readonly code: string;
  /** Lower-case hexadecimal SHA-256 over code, API version and declaration. */
  readonly hash: string;
  readonly declared: DeclaredProcedure;
}

/** A fresh bundle, with what only a developer needs. */
export interface BuiltBundle extends ProcedureBundle {
  /** Source map of `code`; not part of the hash. */
  readonly map: string;
  /** Absolute paths of the author's own files, for watching them. */
  readonly sources: readonly string[];
  /** Beside the prompts, each once. The bundle holds their hashes only. */
  readonly pictures: readonly PictureFile[];
}

/**
 * Bundles the procedure in `file`. Throws `script/forbidden-import {file, line, import}`, `script/does-not-compile
 * {file, line, column, message}`, `script/bad-declaration`, `script/runaway-at-load {kind}`,
 * `script/error-at-load {message}`, `script/picture-name`, and as {@link readPictures}.
 */
export async function bundleProcedure(file: string, rooms: SourceRooms = sourceRooms()): Promise<BuiltBundle> {
  const without = await built(file, rooms, []);
  const bundle = await readBundle(without.code);
  // Only what a procedure declares is looked for; its hashes are then part of the code, so that the store's copy has them.
  const pictures = await readPictures(path.dirname(path.resolve(file)), bundle.declared);
  if (pictures.length === 0) return { ...without, ...bundle, pictures };
  const pictured = await built(file, rooms, pictures);
  return { ...pictured, ...(await readBundle(pictured.code)), pictures };
}

async function built(
  file: string,
  rooms: SourceRooms,
  pictures: readonly PictureFile[],
): Promise<Pick<BuiltBundle, 'code' | 'map' | 'sources'>> {
  const folder = path.dirname(path.resolve(file));
  const hashes = Object.fromEntries(pictures.map((picture) => [picture.file, picture.sha256]));
  // Loaded when it is needed: a station that only starts shall not wait for it.
  const { build } = await import('esbuild');
  try {
    const built = await build({
      stdin: {
        contents: [
          `import procedure from ${JSON.stringify(entrySpecifiers.procedure)};`,
          `import { connectScript } from ${JSON.stringify(entrySpecifiers.script)};`,
          `import { describeProcedure } from ${JSON.stringify(entrySpecifiers.describe)};`,
          'export const connect = (post) => connectScript(procedure, post);',
          `export const describe = () => describeProcedure(procedure, ${JSON.stringify(hashes)});`,
        ].join('\n'),
        resolveDir: folder,
        sourcefile: 'entry.js',
        loader: 'js',
      },
      absWorkingDir: folder,
      outfile: path.join(folder, 'procedure.js'),
      bundle: true,
      write: false,
      metafile: true,
      format: 'iife',
      globalName: 'ohmsteadScript',
      platform: 'neutral',
      target: 'es2022',
      // Without this the paths of the machine would stand in comments and change the hash.
      minifyWhitespace: true,
      legalComments: 'none',
      charset: 'utf8',
      sourcemap: 'external',
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
      logLevel: 'silent',
      plugins: [allowedImports(path.resolve(file), rooms)],
    });
    const textOf = (ending: string) => built.outputFiles.find((out) => out.path.endsWith(ending))?.text ?? '';
    const code = textOf('.js');
    const sources = Object.keys(built.metafile.inputs)
      .map((input) => path.resolve(folder, input))
      .filter((input) => !input.startsWith(rooms.language) && !input.startsWith(rooms.foundation))
      .filter((input) => !input.endsWith('entry.js'));
    return { code, map: textOf('.map'), sources };
  } catch (error) {
    throw isBuildFailure(error) ? buildError(error.errors[0], folder) : error;
  }
}

/** A bundle from its code alone, as it comes out of the store: the declaration is read by running it. */
export async function readBundle(code: string): Promise<ProcedureBundle> {
  const declared = await describeBundle(code);
  return { code, declared, hash: bundleHash(code, declared) };
}

/** Reads the declaration in QuickJS, without a run. Throws as {@link bundleProcedure} does for what is loaded. */
async function describeBundle(code: string): Promise<DeclaredProcedure> {
  try {
    return await describedIn(await QuickJsVm.load(code));
  } catch (error) {
    throw atLoad(failureOf(error));
  }
}

function describedIn(vm: QuickJsVm): DeclaredProcedure {
  try {
    const { value, failure } = JSON.parse(vm.describe()) as { value?: DeclaredProcedure; failure?: Failure };
    if (value === undefined) throw new CodedError(failure?.code ?? 'script/error', failure?.params ?? {});
    return value;
  } finally {
    vm.dispose();
  }
}

/** Nothing has run yet, no bench was touched: the author has to hear of it in other words than the technician. */
function atLoad({ code, params }: Failure): CodedError {
  if (code === 'script/runaway') return new CodedError('script/runaway-at-load', params);
  if (code === 'script/error') return new CodedError('script/error-at-load', params);
  return new CodedError(code, params);
}

/** The hash that stands in every record. */
export function bundleHash(code: string, declared: DeclaredProcedure): string {
  const hash = createHash('sha256');
  // Each part with its length, so that no two different triples give the same bytes.
  for (const part of [code, String(scriptApiVersion), sortedJson(declared)]) {
    const bytes = Buffer.from(part, 'utf8');
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}

/** JSON with sorted keys; enough of RFC 8785 for declarations, which hold only plain numbers and texts. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sortedJson(item)}`).join(',')}}`;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

function buildError(message: Message | undefined, folder: string): CodedError {
  const file = message?.location?.file ?? '';
  const where = {
    file: file === '' ? '' : path.resolve(folder, file),
    line: message?.location?.line ?? 0,
    column: (message?.location?.column ?? 0) + 1,
  };
  const forbidden = (message?.detail as { forbidden?: string } | undefined)?.forbidden;
  return forbidden === undefined
    ? new CodedError('script/does-not-compile', { ...where, message: message?.text ?? '' })
    : new CodedError('script/forbidden-import', { ...where, import: forbidden });
}
