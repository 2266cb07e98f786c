/** What a procedure says of its steps, prompts and findings; empty where the library does not have it any more. */
import { useMemo } from 'react';
import type { ProcedureDetails } from '../../station/api/procedures.ts';
import { useAsked } from './ask-station.ts';

export type ProcedureTexts = Pick<ProcedureDetails, 'stages' | 'findings'>;

const nothing: ProcedureTexts = { stages: [], findings: {} };

export function useProcedureTexts(id: string): ProcedureTexts {
  const { value } = useAsked('procedure/show', { id });
  return useMemo(() => (value === null ? nothing : { stages: value.stages, findings: value.findings }), [value]);
}
