/** The small procedure as a bundle, for tests that run it in QuickJS. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuiltBundle, bundleProcedure } from '../../station/runs/script/bundle.ts';

export function smallBundle(): Promise<BuiltBundle> {
  const here = path.dirname(fileURLToPath(import.meta.url));
  return bundleProcedure(path.join(here, 'small-procedure.ts'));
}
