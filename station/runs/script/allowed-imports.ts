/**
 * What may be imported into a bundle. An author's file may import files under the procedure's own folder and the
 * language by its front door (`ohmstead/language`, or its relative path); the language may import itself and the foundation.
 */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { CodedError } from '../../../foundation/failure.ts';

/** Where the sources are that every bundle contains. Absolute paths. */
export interface SourceRooms {
  readonly language: string;
  readonly foundation: string;
}

/** How authors outside the house name the language. */
export const languageSpecifier = 'ohmstead/language';

/** Names that only the entry of a bundle may use. */
export const entrySpecifiers = {
  procedure: 'ohmstead:procedure',
  script: 'ohmstead:script',
  describe: 'ohmstead:describe',
} as const;

/** The rooms beside this program, wherever it was installed; throws `script/no-language` when they are not there. */
export function sourceRooms(from: string = fileURLToPath(import.meta.url)): SourceRooms {
  for (let folder = path.dirname(from); ; folder = path.dirname(folder)) {
    const language = path.join(folder, 'procedures', 'language');
    if (existsSync(path.join(language, 'index.ts'))) return { language, foundation: path.join(folder, 'foundation') };
    if (path.dirname(folder) === folder) throw new CodedError('script/no-language', { from });
  }
}

/** The resolver of a bundle whose procedure is in `procedureFile` (absolute). */
export function allowedImports(procedureFile: string, rooms: SourceRooms): Plugin {
  const language = realpathSync(rooms.language);
  const foundation = realpathSync(rooms.foundation);
  const folder = realpathSync(path.dirname(procedureFile));
  const frontDoor = path.join(language, 'index.ts');
  const mayImport = (importer: string, target: string) => {
    const ownRooms = isWithin(language, target) || isWithin(foundation, target);
    if (isWithin(language, importer) || isWithin(foundation, importer)) return ownRooms;
    return target === frontDoor || (isWithin(folder, target) && !ownRooms);
  };
  return {
    name: 'allowed-imports',
    setup(build) {
      build.onResolve({ filter: /^ohmstead:/ }, ({ path: specifier, importer }) => {
        if (importer !== 'entry.js' && importer !== path.join(folder, 'entry.js') && importer !== '<stdin>')
          return forbidden(specifier);
        if (specifier === entrySpecifiers.procedure) return { path: realpathSync(procedureFile) };
        if (specifier === entrySpecifiers.script) return { path: path.join(language, 'script', 'script.ts') };
        return { path: path.join(language, 'script', 'describe.ts') };
      });
      build.onResolve({ filter: /.*/ }, ({ path: specifier, importer, resolveDir, kind }) => {
        if (kind === 'entry-point') return undefined;
        if (kind !== 'import-statement') return forbidden(specifier);
        if (specifier === languageSpecifier) return { path: frontDoor };
        const target = /^\.\.?\//.test(specifier) ? sourceFile(path.resolve(resolveDir, specifier)) : undefined;
        return target !== undefined && mayImport(importer, target) ? { path: target } : forbidden(specifier);
      });
    },
  };
}

function forbidden(specifier: string) {
  return { errors: [{ text: `${specifier} may not be imported`, detail: { forbidden: specifier } }] };
}

function isWithin(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}

/** The file a relative import means, followed through links so that none leads out. */
function sourceFile(wanted: string): string | undefined {
  for (const candidate of [wanted, `${wanted}.ts`, path.join(wanted, 'index.ts')]) {
    if (candidate.endsWith('.ts') && existsSync(candidate)) return realpathSync(candidate);
  }
  return undefined;
}
