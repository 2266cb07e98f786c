/**
 * What a procedure calls its steps and its findings, for records that carry only their names and codes. Asked once for
 * each procedure; while it is not known, and for a procedure that is gone, the names themselves are shown.
 */
import { useEffect, useState } from 'react';
import type { ProcedureDetails } from '../../station/api/procedures.ts';
import type { Findings } from '../../station/texts/failure-text.ts';
import { printable } from '../../station/texts/printable.ts';
import type { StationLink } from '../shell/station-link.ts';
import { useLanguage } from '../words/words.ts';
import { useBenchPage, useStation } from './bench-page.tsx';

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

const known = new WeakMap<StationLink, Map<string, Promise<ProcedureDetails | null>>>();

export function useProcedureWords(id: string | undefined): ProcedureWords {
  const language = useLanguage();
  const { link } = useBenchPage();
  const up = useStation((state) => state.up);
  const [details, setDetails] = useState<ProcedureDetails | null>(null);
  useEffect(() => {
    let wanted = true;
    if (up && id !== undefined)
      void detailsOf(link, id).then((told) => {
        if (wanted) setDetails(told);
      });
    return () => {
      wanted = false;
    };
  }, [link, id, up]);
  const mine = details?.id === id ? details : null;
  return {
    title: printable(mine?.title[language] ?? id ?? ''),
    stageTitle: (name) => printable(mine?.stages.find((stage) => stage.name === name)?.title[language] ?? name),
    measureTitle: (key) => printable(mine?.measures.find((measure) => measure.key === key)?.title[language] ?? key),
    findings: mine?.findings ?? {},
    stages: mine?.stages ?? [],
  };
}

function detailsOf(link: StationLink, id: string): Promise<ProcedureDetails | null> {
  const asked = known.get(link) ?? new Map<string, Promise<ProcedureDetails | null>>();
  known.set(link, asked);
  const before = asked.get(id);
  if (before !== undefined) return before;
  const asking = link.call('procedure/show', { id }).catch(() => {
    // Asked again the next time: the station may have been lost just now.
    asked.delete(id);
    return null;
  });
  asked.set(id, asking);
  return asking;
}
