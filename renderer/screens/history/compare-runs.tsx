/** Two runs side by side, as before and after a repair. */
import type { MeasureRecord, RunRecord } from '../../../station/record/record.ts';
import { printable } from '../../../station/texts/printable.ts';
import { limitsText, valueText } from '../../../station/texts/value-text.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { statusOf } from '../../parts/measure-table.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { historyWords } from '../../words/history-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import { type ComparedRow, comparedRows } from './compared-runs.ts';

export function CompareRuns({ before, after }: { readonly before: string; readonly after: string }) {
  const say = useWords(historyWords);
  const { place } = useBenchPage();
  const first = useAsked('run/show', { run: before });
  const second = useAsked('run/show', { run: after });
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header>
        <Button onPress={() => place.go({ screen: 'history', item: before })}>{say('back')}</Button>
        <h1 id="screen-title">{say('compareTitle')}</h1>
      </header>
      <FailureNotice failure={first.failure ?? second.failure} />
      {first.value !== null && second.value !== null ? <Comparison before={first.value} after={second.value} /> : null}
    </section>
  );
}

function Comparison({ before, after }: { readonly before: RunRecord; readonly after: RunRecord }) {
  const say = useWords(historyWords);
  const rows = comparedRows(before, after);
  const versions = { before: before.procedure.version, after: after.procedure.version };
  return (
    <div className="panel scroll stack">
      {before.procedure.hash === after.procedure.hash ? null : (
        <p className="notice warn">{say('versionsDiffer', versions)}</p>
      )}
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say('measure')}</th>
            <RunHead title={say('before')} record={before} />
            <RunHead title={say('after')} record={after} />
            <th scope="col" className="number">
              {say('difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MeasureRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunHead({ title, record }: { readonly title: string; readonly record: RunRecord }) {
  const say = useWords(historyWords);
  const language = useLanguage();
  return (
    <th scope="col">
      <div className="row wrap">
        {title} <VerdictMark verdict={record.verdict} />
        {record.simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
      </div>
      <div className="digits">{record.run}</div>
      <div className="digits">{dateTimeText(record.startedWall, language)}</div>
    </th>
  );
}

function MeasureRow({ row }: { readonly row: ComparedRow }) {
  const say = useWords(historyWords);
  const textIn = useTexts();
  const title = row.after?.title ?? row.before?.title;
  const difference = row.difference === null ? '—' : signed(row.difference, row.unit, row.resolution);
  return (
    <tr className={row.verdictChanged ? 'changed' : undefined}>
      <td className="foreign">
        {title === undefined ? printable(row.key) : textIn(title)}
        {row.limitsDiffer ? <span className="badge warn">{say('limitsDiffer')}</span> : null}
      </td>
      <ValueCell measure={row.before} />
      <ValueCell measure={row.after} />
      <td className="number digits">{difference}</td>
    </tr>
  );
}

function ValueCell({ measure }: { readonly measure: MeasureRecord | null }) {
  if (measure === null) return <td>—</td>;
  const { value, unit, resolution, limits, verdict } = measure;
  return (
    <td>
      <div className="row wrap">
        <strong className="digits">{valueText(value, unit, resolution, statusOf(measure))}</strong>
        <VerdictMark verdict={verdict} />
      </div>
      <span className="small quiet digits">{limitsText(limits, unit)}</span>
    </td>
  );
}

function signed(value: number, unit: string, resolution: number | undefined): string {
  const text = valueText(Math.abs(value), unit, resolution);
  if (value === 0) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}
