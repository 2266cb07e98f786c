/** The shipped procedures: TypeScript files that are bundled where they are run. A path to any other file works as well. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodedError } from '../../foundation/failure.ts';
import { type BuiltBundle, bundleProcedure } from '../runs/script/bundle.ts';

/** `procedures/` of the checkout or of the installed application, seen from the sources or from the built file. */
function procedureFolder(): string {
  const own = path.dirname(fileURLToPath(import.meta.url));
  const candidates = [path.join(own, '..', 'procedures'), path.join(own, '..', '..', 'procedures')];
  const folder = candidates.find((candidate) => existsSync(path.join(candidate, 'language')));
  if (folder === undefined) throw new CodedError('procedure/no-library', { looked: candidates.join(', ') });
  return folder;
}

/** Ids of the shipped procedures, sorted. */
export function shippedProcedures(folder = procedureFolder()): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[a-z0-9-]+\.ts$/.test(entry.name))
    .map((entry) => entry.name.slice(0, -'.ts'.length))
    .sort();
}

/** The file of an id or path; `procedure/unknown` with what there is. */
export function procedureFile(idOrPath: string): string {
  const shipped = shippedProcedures();
  if (shipped.includes(idOrPath)) return path.join(procedureFolder(), `${idOrPath}.ts`);
  if (/[./\\]/.test(idOrPath) && existsSync(idOrPath)) return path.resolve(idOrPath);
  throw new CodedError('procedure/unknown', { procedure: idOrPath.slice(0, 200), known: shipped.join(', ') });
}

export function bundleByName(idOrPath: string): Promise<BuiltBundle> {
  return bundleProcedure(procedureFile(idOrPath));
}
