/** One run with everything its record holds. What could not be had, and what is damaged, is said and not left out. */
import type { RunRecord } from '../../../station/record/record.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { MeasureTable } from '../../parts/measure-table.tsx';
import { reasonText } from '../../parts/reason-text.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { useProcedureWords } from '../../state/procedure-words.ts';
import { historyWords } from '../../words/history-words.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import { AttemptList } from './attempt-list.tsx';
import { RecordActions } from './record-actions.tsx';
import { RunCurves } from './run-curves.tsx';
import { RunEvents } from './run-events.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunWaveforms } from './run-waveforms.tsx';

export function RunInFull({ run }: { readonly run: string }) {
  const say = useWords(historyWords);
  const { place } = useBenchPage();
  const record = useAsked('run/show', { run });
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header>
        <Button onPress={() => place.go({ screen: 'history' })}>{say('back')}</Button>
        <h1 id="screen-title" className="digits">
          {printable(run)}
        </h1>
      </header>
      <FailureNotice failure={record.failure} />
      {record.value === null ? null : <WholeRecord record={record.value} />}
    </section>
  );
}

function WholeRecord({ record }: { readonly record: RunRecord }) {
  const say = useWords(historyWords);
  const textIn = useTexts();
  const language = useLanguage();
  const words = useProcedureWords(record.procedure.id);
  return (
    <div className="stack">
      <div className={record.simulated ? 'panel hatched-edge' : 'panel'}>
        <div className="row wrap">
          <h2 className="grow foreign">
            {textIn(record.procedure.title)} <span className="quiet">{printable(record.procedure.version)}</span>
          </h2>
          {record.simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
          <span className="run-verdict">
            <VerdictMark verdict={record.verdict} />
          </span>
        </div>
        {record.damaged === undefined ? null : (
          <p className="notice fail" role="alert">
            {say('damaged', { entry: record.damaged.entry })}
          </p>
        )}
        {record.reasons.length === 0 ? null : (
          <div className="stack">
            <h3>{say('reasons')}</h3>
            <ul className="reasons">
              {record.reasons.map((reason, index) => (
                // Reasons have no name of their own, and their order is fixed.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                <li key={index} className="foreign">
                  {reasonText(reason, record.measures, language, words.findings)}
                </li>
              ))}
            </ul>
          </div>
        )}
        <RecordActions record={record} />
      </div>
      <div className="panel">
        <MeasureTable measures={record.measures} findings={words.findings} />
        <AttemptList measures={record.measures} findings={words.findings} />
      </div>
      <RunCurves run={record.run} measures={record.measures} words={words} />
      {record.evidence.some(({ kind }) => kind === 'waveform') ? <RunWaveforms run={record.run} /> : null}
      <RunFacts record={record} />
      <RunEvents record={record} words={words} />
    </div>
  );
}
