/** Runs as rows; each opens by press, Enter or a click anywhere in it. */
import type { HistoryRun } from '../../../station/api/history.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useBenchPage } from '../../state/bench-page.tsx';
import { useProcedureWords } from '../../state/procedure-words.ts';
import { historyWords } from '../../words/history-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';

export function RunTable({ runs }: { readonly runs: readonly HistoryRun[] }) {
  const say = useWords(historyWords);
  const headings = ['verdict', 'procedure', 'unit', 'ticket', 'operator', 'started'] as const;
  return (
    <div className="scroll grow history-rows">
      <table className="table">
        <thead>
          <tr>
            {headings.map((key) => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{say('open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.run} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow({ run }: { readonly run: HistoryRun }) {
  const say = useWords(historyWords);
  const textIn = useTexts();
  const language = useLanguage();
  const { place } = useBenchPage();
  const { unit } = run;
  const words = useProcedureWords(run.procedure);
  const live = run.verdict === 'RUNNING';
  const [day, time] = dateTimeText(run.startedWall, language).split(' ');
  return (
    <tr>
      <td>
        <VerdictMark verdict={run.verdict} />
        {run.failed.length === 0 ? null : (
          <div className="small foreign history-failed">{run.failed.map(words.measureTitle).join(', ')}</div>
        )}
      </td>
      <td>
        <span className="foreign">{textIn(run.title)}</span> <span className="quiet">{printable(run.version)}</span>
        {run.simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
        <div className="small quiet digits">{run.run}</div>
      </td>
      <td className="foreign history-unit">
        {printable([unit.brand, unit.model].filter(Boolean).join(' ')) || '—'}
        <div className="small quiet digits">{printable(unit.serial ?? unit.imei ?? '')}</div>
      </td>
      <td className="digits">{run.ticket ?? '—'}</td>
      <td className="foreign history-unit">{printable(run.operator ?? '—')}</td>
      <td className="digits history-when">
        <span>{day}</span> <span>{time}</span>
      </td>
      <td>
        <Button
          aria-label={`${say(live ? 'openLive' : 'open')} ${run.run}`}
          onPress={() => place.go({ screen: live ? 'run' : 'history', item: run.run })}
        >
          {say(live ? 'openLive' : 'open')}
        </Button>
      </td>
    </tr>
  );
}
