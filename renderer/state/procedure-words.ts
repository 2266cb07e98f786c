/**
 * What a procedure calls its steps, measurements and findings, for records that carry only their names and codes. While
 * it is not known, and for a procedure that is gone, the names themselves are shown.
 */
import type { ProcedureDetails } from '../../station/api/procedures.ts';
import type { Findings } from '../../station/texts/failure-text.ts';
import { printable } from '../../station/texts/printable.ts';
import { useLanguage } from '../words/words.ts';
import { useRemembered } from './remembered.ts';

export interface ProcedureWords {
  /** The procedure's own title, or its id. */
  readonly title: string;
  /** The title of a stage in the person's language, or its name. */
  stageTitle(name: string): string;
  /** The title of a measurement, or its key. */
  measureTitle(key: string): string;
  readonly findings: Findings;
  /** All stages in the order in which they happen; empty while they are not known. */
  readonly stages: ProcedureDetails['stages'];
}

export function useProcedureWords(id: string): ProcedureWords {
  const language = useLanguage();
  const { value } = useRemembered('procedure/show', { id });
  return {
    title: printable(value?.title[language] ?? id),
    stageTitle: (name) => printable(value?.stages.find((stage) => stage.name === name)?.title[language] ?? name),
    measureTitle: (key) => printable(value?.measures.find((measure) => measure.key === key)?.title[language] ?? key),
    findings: value?.findings ?? noFindings,
    stages: value?.stages ?? noStages,
  };
}

const noFindings: Findings = {};
const noStages: ProcedureDetails['stages'] = [];
