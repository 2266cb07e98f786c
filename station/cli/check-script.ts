/** What is wrong with a procedure file, and what it declares. */
import { declaredMeasures } from '../runs/declared.ts';
import { checkProcedure } from '../runs/script/check.ts';
import type { ScriptReport } from './command.ts';

/** Fails with `check/no-file`; whatever the file holds is a finding. */
export async function checkScript(file: string): Promise<ScriptReport> {
  const { findings, declared } = await checkProcedure(file);
  return { findings, measures: declared === null ? [] : declaredMeasures(declared) };
}
