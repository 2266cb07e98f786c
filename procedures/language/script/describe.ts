/** Reads the declaration out of a procedure and refuses one that is incomplete (`script/bad-declaration`). */
import { CodedError } from '../../../foundation/failure.ts';
import { hasLimit, type MeasureDeclaration } from '../limit.ts';
import { isPictureName } from '../picture.ts';
import type { DeclaredProcedure, Procedure } from '../procedure.ts';
import type { DeclaredPrompt, PromptDeclaration } from '../prompt.ts';
import { scriptApiVersion } from '../script-api.ts';
import { languages, type Texts } from '../texts.ts';

/** SHA-256 of the pictures of a bundle by the names of their files. */
export type PictureHashes = Readonly<Record<string, string>>;

/** The declaration as plain data. A picture that is not in `pictures` has an empty hash: its file was not read yet. */
export function describeProcedure(procedure: Procedure, pictures: PictureHashes = {}): DeclaredProcedure {
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
  const prompts: Record<string, DeclaredPrompt> = {};
  for (const [key, prompt] of Object.entries(declarations.prompts)) prompts[key] = checkedPrompt(key, prompt, pictures);
  const { stages, findings } = declarations;
  return { id, version, apiVersion: scriptApiVersion, title, needs, stages, measures, prompts, findings };
}

function checkedPrompt(key: string, declared: PromptDeclaration, pictures: PictureHashes): DeclaredPrompt {
  const { picture, ...prompt } = declared;
  checkTexts(`prompts.${key}`, prompt.text);
  const options = prompt.kind === 'choose' ? prompt.options : {};
  for (const [option, texts] of Object.entries(options)) checkTexts(`prompts.${key}.${option}`, texts);
  if (picture === undefined) return prompt;
  const { file, shows } = picture;
  const where = `prompts.${key}.picture`;
  if (!isPictureName(file)) throw new CodedError('script/picture-name', { where, file: String(file).slice(0, 200) });
  checkTexts(where, shows);
  return { ...prompt, picture: { file, shows, sha256: pictures[file] ?? '' } };
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
