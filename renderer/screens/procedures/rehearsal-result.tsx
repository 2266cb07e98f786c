/** What a rehearsal ended in: verdict against what was expected, its measurements, and the table of faults. */
import { useEffect, useRef } from 'react';
import type { ProcedureDetails, RehearsalReport } from '../../../station/api/procedures.ts';
import { failureText } from '../../../station/texts/failure-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { durationText, valueText } from '../../../station/texts/value-text.ts';
import { proceduresWords } from '../../words/procedures-words.ts';
import { verdictWords } from '../../words/verdict-words.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import { FaultTable } from './fault-table.tsx';
import { VerdictText } from './verdict-text.tsx';

export interface RehearsalResultProps {
  readonly details: ProcedureDetails;
  readonly report: RehearsalReport;
  readonly expected: string | null;
}

export function RehearsalResult({ details, report, expected }: RehearsalResultProps) {
  const say = useWords(proceduresWords);
  const language = useLanguage();
  const { verdict, reasons, virtualMs, realMs, outcomes } = report;
  const top = useRef<HTMLElement>(null);
  // What was waited for comes into sight by itself.
  useEffect(() => top.current?.closest('.tab-panel')?.scrollTo({ top: 0 }), []);
  return (
    <section ref={top} className="stack" aria-label={say('result')}>
      <div className="panel stack" role="status">
        <div className="row wrap">
          <h2>{say('result')}</h2>
          <VerdictText verdict={verdict} />
          <AgainstExpected verdict={verdict} expected={expected} />
          <span className="small quiet">
            {say('took', { virtual: durationText(virtualMs), real: (realMs / 1_000).toFixed(1) })}
          </span>
        </div>
        {reasons.map((reason) => (
          <p key={`${reason.code} ${JSON.stringify(reason.params)}`} className="foreign">
            {failureText(reason, language, details.findings)}
          </p>
        ))}
      </div>
      {outcomes.length === 0 ? null : <FaultTable details={details} report={report} />}
      <MeasuredTable details={details} measures={report.measures} />
    </section>
  );
}

function AgainstExpected({ verdict, expected }: { readonly verdict: string; readonly expected: string | null }) {
  const say = useWords(proceduresWords);
  const sayVerdict = useWords(verdictWords);
  if (expected === null) return null;
  if (expected === verdict) return <span>{say('asExpected')}</span>;
  const named = Object.hasOwn(verdictWords, expected) ? sayVerdict(expected as keyof typeof verdictWords) : expected;
  return <span className="badge fail">{say('notExpected', { verdict: named })}</span>;
}

function MeasuredTable({
  details,
  measures,
}: {
  readonly details: ProcedureDetails;
  readonly measures: RehearsalReport['measures'];
}) {
  const say = useWords(proceduresWords);
  const texts = useTexts();
  const titles = new Map(details.measures.map(({ key, title }) => [key, title]));
  return (
    <div className="panel">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say('measure')}</th>
            <th scope="col" className="number">
              {say('value')}
            </th>
            <th scope="col">{say('verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ key, value, unit, resolution, verdict }) => {
            const title = titles.get(key);
            return (
              <tr key={key}>
                <td className="foreign">{title === undefined ? printable(key) : texts(title)}</td>
                <td className="number digits">{valueText(value, unit, resolution)}</td>
                <td>
                  <VerdictText verdict={verdict} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
