/** Run: the run that is open, else the one that goes on, else what there is to open. */
import { useEffect, useState } from 'react';
import { type Failure, failureOf } from '../../../foundation/failure.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useBenchPage, usePlace, useRuns, useStation } from '../../state/bench-page.tsx';
import { runWords } from '../../words/run-words.ts';
import { useWords } from '../../words/words.ts';
import { RunChoice } from './run-choice.tsx';
import { RunView } from './run-view.tsx';

const none: readonly string[] = [];

export function RunScreen() {
  const item = usePlace((state) => state.place.item);
  const running = useStation((state) => state.status?.running ?? none);
  const { place } = useBenchPage();
  const run = item ?? (running.length === 1 ? running[0] : undefined);
  // It stays open when it ends, although it is not the one that goes on any more.
  useEffect(() => {
    if (item === undefined && run !== undefined) place.setState({ place: { screen: 'run', item: run } });
  }, [place, item, run]);
  return run === undefined ? <RunChoice /> : <OpenRun key={run} run={run} />;
}

function OpenRun({ run }: { readonly run: string }) {
  const say = useWords(runWords);
  const { runs } = useBenchPage();
  const up = useStation((state) => state.up);
  const view = useRuns((state) => state.runs[run]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const missing = view === undefined;
  // Also when it was let go while it stood here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: that it is missing is why it is asked for.
  useEffect(() => {
    if (!up) return;
    setFailure(null);
    runs.follow(run).catch((error: unknown) => setFailure(failureOf(error)));
  }, [runs, run, up, missing]);
  if (view !== undefined) return <RunView view={view} />;
  return (
    <section className="screen" aria-labelledby="screen-title">
      <h1 id="screen-title" className="foreign">
        {run}
      </h1>
      {failure === null ? <p className="quiet">{say('loading')}</p> : <FailureNotice failure={failure} />}
    </section>
  );
}
