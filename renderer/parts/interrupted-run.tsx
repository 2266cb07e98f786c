/** A run that was interrupted: resume it or close it, each with what it does. Nothing happens by itself. */
import type { RunRecord } from '../../station/record/record.ts';
import { printable } from '../../station/texts/printable.ts';
import { useDoing } from '../state/ask-station.ts';
import { useBenchPage } from '../state/bench-page.tsx';
import { runWords } from '../words/run-words.ts';
import { useTexts, useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { presentRow, type Stage, stepRows } from './step-rows.ts';

export interface InterruptedRunProps {
  readonly record: RunRecord;
  readonly stages: readonly Stage[];
}

export function InterruptedRun({ record, stages }: InterruptedRunProps) {
  const say = useWords(runWords);
  const texts = useTexts();
  const { place } = useBenchPage();
  const resuming = useDoing('run/resume');
  const closing = useDoing('run/close');
  const { run } = record;
  const rows = stepRows(record, stages);
  const row = rows[presentRow(rows)];
  const step = row === undefined ? '—' : row.title === null ? row.name : texts(row.title);
  const resume = async () => {
    if ((await resuming.do({ run, answers: {} })) !== undefined) place.go({ screen: 'run', item: run });
  };
  const busy = resuming.busy || closing.busy;
  return (
    <section className="notice warn interrupted" aria-label={say('interrupted')}>
      <div className="grow stack">
        <p>
          <strong>{say('interrupted')}</strong> <span className="digits">{printable(run)}</span>{' '}
          <span className="foreign">{texts(record.procedure.title)}</span>
          {record.ticket === null ? null : (
            <>
              {' · '}
              <span className="digits">{printable(record.ticket)}</span>
            </>
          )}
          <span className="foreign block">{say('interruptedAt', { step })}</span>
        </p>
        <p className="small">{say('resumeMeans')}</p>
        <p className="small">{say('closeMeans')}</p>
        <FailureNotice failure={resuming.failure ?? closing.failure} />
      </div>
      <div className="stack">
        <Button look="primary" isDisabled={busy} onPress={() => void resume()}>
          {say('resume')}
        </Button>
        <Button isDisabled={busy} onPress={() => void closing.do({ run })}>
          {say('closeRun')}
        </Button>
      </div>
    </section>
  );
}
