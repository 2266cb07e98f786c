/** What a procedure says of its steps, prompts and findings; empty where the library does not have it any more. */
import { useMemo } from 'react';
import type { ProcedureDetails } from '../../station/api/procedures.ts';
import { useRemembered } from './remembered.ts';

export type ProcedureTexts = Pick<ProcedureDetails, 'stages' | 'findings'>;

const nothing: ProcedureTexts = { stages: [], findings: {} };

export function useProcedureTexts(id: string): ProcedureTexts {
  const { value } = useRemembered('procedure/show', { id });
  return useMemo(() => (value === null ? nothing : { stages: value.stages, findings: value.findings }), [value]);
}
