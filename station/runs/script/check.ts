/**
 * `ohmstead check`: types, rules and declaration of one procedure, without running it. Guarantees that a procedure
 * without findings can be bundled, described and started.
 */
import path from 'node:path';
import { CodedError, failureOf } from '../../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../../procedures/language/procedure.ts';
import { type SourceRooms, sourceRooms } from './allowed-imports.ts';
import { bundleProcedure } from './bundle.ts';
import { constantRules } from './check/constant-rules.ts';
import { bundleFinding, declarationRules } from './check/declaration-rules.ts';
import type { CheckFinding } from './check/finding.ts';
import { authorProgram, typeFindings } from './check/program.ts';
import { promiseRules } from './check/promise-rules.ts';
import { stageRules } from './check/stage-rules.ts';

export type { CheckFinding } from './check/finding.ts';

export interface CheckResult {
  /** In the order of files and lines; empty when there is nothing to say. */
  readonly findings: readonly CheckFinding[];
  /** Null when the procedure could not be bundled. */
  readonly declared: DeclaredProcedure | null;
  /** Of the bundle; null as above. */
  readonly hash: string | null;
}

/** Checks the procedure in `file`. Throws `check/no-file` when there is none. */
export async function checkProcedure(file: string, rooms: SourceRooms = sourceRooms()): Promise<CheckResult> {
  const absolute = path.resolve(file);
  const author = authorProgram(absolute, rooms);
  const main = author.program.getSourceFile(absolute);
  if (main === undefined) throw new CodedError('check/no-file', { file: absolute });

  const findings = [...typeFindings(author), ...stageRules(author.files, author)];
  for (const source of author.files) findings.push(...promiseRules(source, author), ...constantRules(source, author));
  let declared: DeclaredProcedure | null = null;
  let hash: string | null = null;
  try {
    const bundle = await bundleProcedure(absolute, rooms);
    ({ declared, hash } = bundle);
    findings.push(...declarationRules(declared, main, author));
  } catch (error) {
    findings.push(bundleFinding(failureOf(error), main));
  }
  findings.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
  return { findings, declared, hash };
}
