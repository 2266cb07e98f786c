/**
 * What libsigrok 0.5.2 is known to get wrong, and where its words differ from ours: the one list. A comparison excuses
 * nothing that does not stand here, and everything here must still be so on the installed version.
 */
import type { KnownDefect } from './known-defect.ts';
import { askedDefects } from './known-defects-asked.ts';
import { flukeDefects } from './known-defects-fluke.ts';
import { scopeDefects } from './known-defects-scopes.ts';
import { streamingDefects } from './known-defects-streaming.ts';

export const knownDefects: readonly KnownDefect[] = [
  ...streamingDefects,
  ...askedDefects,
  ...flukeDefects,
  ...scopeDefects,
];
/** An entry of the list, for the test that goes by its name. */
export function knownDefect(name: string): KnownDefect {
  const found = knownDefects.find((defect) => defect.name === name);
  if (found === undefined) throw new Error(`no known defect: ${name}`);
  return found;
}
