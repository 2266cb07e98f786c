/** The measurements of a run one below the other, for a narrow place beside what happens now; judged ones first to see. */
import type { MeasureRecord } from '../../station/record/record.ts';
import { type Findings, failureText } from '../../station/texts/failure-text.ts';
import { valueText } from '../../station/texts/value-text.ts';
import { partsWords } from '../words/parts-words.ts';
import { useLanguage, useTexts, useWords } from '../words/words.ts';
import { BulletBar, useDistanceText } from './bullet-bar.tsx';
import { type MeasureTableProps, statusOf } from './measure-table.tsx';
import { VerdictMark } from './verdict-mark.tsx';

export function MeasureCards({ measures, findings = {}, going = false }: MeasureTableProps) {
  return (
    <ul className="measure-cards">
      {measures.map((measure) => (
        <li key={measure.key}>
          <MeasureCard measure={measure} findings={findings} going={going} />
        </li>
      ))}
    </ul>
  );
}

function MeasureCard({
  measure,
  findings,
  going,
}: {
  readonly measure: MeasureRecord;
  readonly findings: Findings;
  readonly going: boolean;
}) {
  const say = useWords(partsWords);
  const texts = useTexts();
  const language = useLanguage();
  const distance = useDistanceText();
  const { title, value, unit, resolution, limits, verdict, reason, warning } = measure;
  const waits = going && verdict === 'UNSET';
  const how = distance(limits, value, unit, resolution);
  // Beyond a limit by so much says it better than the name of the rule; anything else needs its reason.
  const why =
    reason === undefined || waits || reason.startsWith('limit/')
      ? ''
      : failureText({ code: reason, params: measure.params ?? {} }, language, findings);
  return (
    <div className="measure-card">
      <div className="row">
        <span className="foreign grow">{texts(title)}</span>
        {waits ? (
          <span className="badge">{say('notYet')}</span>
        ) : (
          <strong className="digits">{valueText(value, unit, resolution, statusOf(measure))}</strong>
        )}
      </div>
      <BulletBar
        limits={limits}
        value={waits ? null : value}
        unit={unit}
        label={texts(title)}
        {...(resolution === undefined ? {} : { resolution })}
      />
      {waits ? null : (
        <div className="row wrap small">
          <VerdictMark verdict={verdict} />
          {warning ? <span className="badge warn">{say('warning')}</span> : null}
          <span className="digits">{how}</span>
        </div>
      )}
      {why === '' ? null : <p className="small foreign">{why}</p>}
    </div>
  );
}
