/** Reasons of a verdict for people: the name of a measurement instead of its key. Pure. */
import type { Failure } from '../../foundation/failure.ts';
import type { Language } from '../../foundation/measurement/declaration.ts';
import type { RunRecord } from '../../station/record/record.ts';
import { type Findings, failureText } from '../../station/texts/failure-text.ts';

export function reasonText(
  { code, params }: Failure,
  measures: RunRecord['measures'],
  language: Language,
  findings: Findings,
): string {
  const title = measures.find(({ key }) => key === params.key)?.title[language];
  return failureText({ code, params: title === undefined ? params : { ...params, key: title } }, language, findings);
}
