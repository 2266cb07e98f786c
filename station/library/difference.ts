/** What differs between two versions of a procedure, by what they declare; and whether their code does. Pure. */

import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { VersionDifference } from '../api/procedures.ts';
import { declaredMeasures } from '../runs/declared.ts';

export interface ComparedVersion {
  readonly hash: string;
  readonly code: string;
  readonly declared: DeclaredProcedure;
}

/** In the order of the declaration: what is before only, in both and after only stand where they first appear. */
export function differenceOf(before: ComparedVersion, after: ComparedVersion): VersionDifference[] {
  const old = sayings(before.declared);
  const now = sayings(after.declared);
  const differences: VersionDifference[] = [];
  for (const where of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(where) ?? null, now.get(where) ?? null];
    if (was !== is) differences.push({ where, before: was, after: is });
  }
  if (before.code !== after.code) differences.push({ where: 'code', before: before.hash, after: after.hash });
  return differences;
}

/** Everything that is declared, by the words for where it stands. */
function sayings({ version, title, needs, stages, measures, prompts, findings, ...rest }: DeclaredProcedure) {
  const all = new Map<string, string>();
  say(all, 'version', version);
  say(all, 'title', title);
  for (const [role, need] of Object.entries(needs)) say(all, `need ${role}`, need);
  for (const { key, ...measure } of declaredMeasures({
    ...rest,
    version,
    title,
    needs,
    stages,
    measures,
    prompts,
    findings,
  }))
    say(all, `measure ${key}`, measure);
  for (const [key, prompt] of Object.entries(prompts)) say(all, `prompt ${key}`, prompt);
  for (const [name, text] of Object.entries(stages)) say(all, `stage ${name}`, text);
  for (const [code, text] of Object.entries(findings)) say(all, `finding ${code}`, text);
  return all;
}

/** Objects by their members: `measure KEY limits.hi`. */
function say(all: Map<string, string>, where: string, value: unknown, member = ''): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, item] of Object.entries(value)) say(all, where, item, member === '' ? key : `${member}.${key}`);
    return;
  }
  if (value === undefined) return;
  all.set(member === '' ? where : `${where} ${member}`, typeof value === 'string' ? value : JSON.stringify(value));
}
