/** One run: steps at the left, what happens now in the middle, measurements at the right, Stop above them all. */
import { useMemo } from 'react';
import { InterruptedRun } from '../../parts/interrupted-run.tsx';
import { MeasureCards } from '../../parts/measure-cards.tsx';
import { StepList } from '../../parts/step-list.tsx';
import { progressOf, stepRows } from '../../parts/step-rows.ts';
import { useStation } from '../../state/bench-page.tsx';
import { useProcedureWords } from '../../state/procedure-words.ts';
import type { RunView as View } from '../../state/runs-store.ts';
import { runWords } from '../../words/run-words.ts';
import { useWords } from '../../words/words.ts';
import { PresentStep } from './present-step.tsx';
import { RunEnd } from './run-end.tsx';
import { RunHead } from './run-head.tsx';
import { VerdictOverlay } from './verdict-overlay.tsx';

export function RunView({ view }: { readonly view: View }) {
  const say = useWords(runWords);
  const { record } = view;
  const { stages, findings } = useProcedureWords(record.procedure.id);
  const rows = useMemo(() => stepRows(record, stages), [record, stages]);
  const ended = record.stoppedWall !== undefined;
  const interrupted = useStation((state) => state.status?.interrupted.includes(record.run) ?? false) && !ended;
  return (
    <section className={record.simulated ? 'screen run simulated-run' : 'screen run'} aria-labelledby="screen-title">
      <RunHead view={view} progress={ended ? 1 : progressOf(rows)} stands={interrupted} />
      {interrupted ? <InterruptedRun record={record} stages={stages} /> : null}
      <div className="run-panes">
        <div className="panel run-steps">
          <StepList rows={rows} findings={findings} />
        </div>
        <div className="panel run-now">
          {ended ? (
            <RunEnd record={record} findings={findings} />
          ) : (
            <PresentStep view={view} rows={rows} findings={findings} stands={interrupted} />
          )}
        </div>
        <section className="panel run-measures scroll" aria-label={say('measurements')}>
          <MeasureCards measures={record.measures} findings={findings} going={!ended} />
        </section>
      </div>
      {view.unseen && ended ? <VerdictOverlay record={record} findings={findings} /> : null}
    </section>
  );
}
