/** Every instrument failing in every way at every step: what the procedure made of it, its mistakes on top. */
import { useState } from 'react';
import type { FaultOutcome, ProcedureDetails, RehearsalReport } from '../../../station/api/procedures.ts';
import { failureText } from '../../../station/texts/failure-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { OnOff } from '../../parts/on-off.tsx';
import { proceduresWords } from '../../words/procedures-words.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import { faultCounts, faultRows, faultWords, isBad } from './fault-rows.ts';
import { VerdictText } from './verdict-text.tsx';

export interface FaultTableProps {
  readonly details: ProcedureDetails;
  readonly report: RehearsalReport;
}

export function FaultTable({ details, report }: FaultTableProps) {
  const say = useWords(proceduresWords);
  const [onlyBad, setOnlyBad] = useState(false);
  const counts = faultCounts(report);
  const bad = counts.passed + counts.blamed > 0;
  const rows = faultRows(report.outcomes, onlyBad);
  return (
    <section className="panel stack" aria-label={say('faults')}>
      <div className={bad ? 'notice fail' : 'notice pass'} role="status">
        {say(bad ? 'faultsBad' : 'faultsGood', { ...counts })}
      </div>
      <OnOff on={onlyBad} onChange={setOnlyBad}>
        {say('onlyBad')}
      </OnOff>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="scroll fault-table" tabIndex={0} aria-label={say('faults')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say('judgement')}</th>
              <th scope="col">{say('verdict')}</th>
              <th scope="col">{say('role')}</th>
              <th scope="col">{say('fault')}</th>
              <th scope="col">{say('step')}</th>
              <th scope="col">{say('lasting')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((outcome) => (
              <FaultRow key={keyOf(outcome)} outcome={outcome} details={details} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function keyOf({ role, fault, step, lasting }: FaultOutcome): string {
  return [role, fault, step, lasting].join('\n');
}

function FaultRow({ outcome, details }: { readonly outcome: FaultOutcome; readonly details: ProcedureDetails }) {
  const say = useWords(proceduresWords);
  const language = useLanguage();
  const texts = useTexts();
  const { role, fault, step, lasting, verdict, reason, passedByAbsence, blamedUnit } = outcome;
  const title = details.stages.find(({ name }) => name === step)?.title;
  return (
    <tr className={isBad(outcome) ? 'bad' : undefined}>
      <td>
        {passedByAbsence ? <span className="badge fail">✕ {say('passedByAbsence')}</span> : null}
        {blamedUnit ? <span className="badge fail">✕ {say('blamedUnit')}</span> : null}
        {isBad(outcome) ? null : <span className="quiet">✓ {say('right')}</span>}
      </td>
      <td>
        <VerdictText verdict={verdict} />
        {reason === null ? null : (
          <p className="small quiet foreign">{failureText(reason, language, details.findings)}</p>
        )}
      </td>
      <td className="digits foreign">{printable(role)}</td>
      <td>{Object.hasOwn(faultWords, fault) ? say(faultWords[fault as keyof typeof faultWords]) : printable(fault)}</td>
      <td className="foreign">{title === undefined ? printable(step) : texts(title)}</td>
      <td>{say(lasting === 'minute' ? 'oneMinute' : 'forEver')}</td>
    </tr>
  );
}
