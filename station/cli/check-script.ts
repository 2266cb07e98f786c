/** What is wrong with a procedure file, and what it declares. */
import { failureOf } from '../../foundation/failure.ts';
import { declaredMeasures } from '../runs/declared.ts';
import { bundleProcedure } from '../runs/script/bundle.ts';
import type { ScriptFinding, ScriptReport } from './command.ts';

/** Never rejects for what the file holds: that is a finding. */
export async function checkScript(file: string): Promise<ScriptReport> {
  try {
    const { declared } = await bundleProcedure(file);
    return { findings: [], measures: declaredMeasures(declared) };
  } catch (error) {
    return { findings: [findingOf(error, file)], measures: [] };
  }
}

function findingOf(error: unknown, file: string): ScriptFinding {
  const { code, params } = failureOf(error);
  return { code, file, line: Number(params.line ?? 1), column: Number(params.column ?? 1), params };
}
