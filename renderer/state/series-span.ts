/**
 * A stretch of a curve, asked for again about once a second while its run goes on. Guarantees: one question at a time; a
 * late answer to an older stretch is never shown; what was shown stays until the next answer.
 */
import { useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { SpanData, SpanQuery } from '../../station/api/history.ts';
import { useBenchPage, useStation } from './bench-page.tsx';

export const askAgainMs = 1_000;

export function useSpan(query: SpanQuery | null, live: boolean): { span: SpanData | null; failure: Failure | null } {
  const { link } = useBenchPage();
  const up = useStation((state) => state.up);
  const [span, setSpan] = useState<SpanData | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asked = JSON.stringify(query);
  useEffect(() => {
    const wanted = JSON.parse(asked) as SpanQuery | null;
    if (!up || wanted === null) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const answer = await link.call('run/span', wanted);
        if (over) return;
        setSpan(answer);
        setFailure(null);
      } catch (error) {
        if (over) return;
        setFailure(failureOf(error));
      }
      if (live) timer = setTimeout(() => void ask(), askAgainMs);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [link, up, asked, live]);
  return { span, failure };
}
