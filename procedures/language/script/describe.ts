/** Reads the declaration out of a procedure and refuses one that is incomplete (`script/bad-declaration`). */
import { CodedError } from '../../../foundation/failure.ts';
import { hasLimit, type MeasureDeclaration } from '../limit.ts';
import type { DeclaredProcedure, Procedure } from '../procedure.ts';
import { scriptApiVersion } from '../script-api.ts';
import { languages, type Texts } from '../texts.ts';

/** The declaration as plain data. */
export function describeProcedure(procedure: Procedure): DeclaredProcedure {
  const { id, version, title, declarations } = procedure;
  if (!/^[a-z0-9]+([-/][a-z0-9]+)*$/.test(id)) throw bad('id', id);
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw bad('version', version);
  checkTexts('title', title);
  const needs: Record<string, DeclaredProcedure['needs'][string]> = {};
  for (const [role, need] of Object.entries(declarations.needs)) {
    needs[role] = typeof need === 'string' ? { capability: need, optional: false } : { ...need };
  }
  const measures: Record<string, MeasureDeclaration> = {};
  for (const [key, builder] of Object.entries(declarations.measures)) {
    measures[key] = checkedMeasure(key, builder.declaration);
  }
  for (const [name, texts] of Object.entries(declarations.stages)) checkTexts(`stages.${name}`, texts);
  for (const [code, texts] of Object.entries(declarations.findings)) checkTexts(`findings.${code}`, texts);
  for (const [key, prompt] of Object.entries(declarations.prompts)) {
    checkTexts(`prompts.${key}`, prompt.text);
    const options = prompt.kind === 'choose' ? prompt.options : {};
    for (const [option, texts] of Object.entries(options)) checkTexts(`prompts.${key}.${option}`, texts);
  }
  const { stages, prompts, findings } = declarations;
  return { id, version, apiVersion: scriptApiVersion, title, needs, stages, measures, prompts, findings };
}

function checkedMeasure(key: string, declaration: MeasureDeclaration): MeasureDeclaration {
  checkTexts(`measures.${key}`, declaration.title);
  // A judged measure without a limit would pass whatever it is; one for information alone must not pretend to judge.
  if (declaration.judged !== hasLimit(declaration)) throw bad(`measures.${key}`, 'limit');
  const { low, high } = declaration;
  if (low !== undefined && high !== undefined && low > high) throw bad(`measures.${key}`, 'limit');
  return declaration;
}

function checkTexts(where: string, texts: Texts): void {
  for (const language of languages) {
    const text: unknown = texts[language];
    if (typeof text !== 'string' || text.trim() === '') throw bad(where, language);
  }
}

function bad(where: string, what: string): CodedError {
  return new CodedError('script/bad-declaration', { where, what });
}
