/**
 * Every declared measurement of a run: value, limits as a bar, by how much, verdict and why. Guarantees: says what the
 * record says; what was not measured stands there as not measured.
 */
import type { MeasureRecord } from '../../station/record/record.ts';
import { type Findings, failureText } from '../../station/texts/failure-text.ts';
import { marginText, valueText } from '../../station/texts/value-text.ts';
import { partsWords } from '../words/parts-words.ts';
import { useLanguage, useTexts, useWords } from '../words/words.ts';
import { BulletBar, useDistanceText } from './bullet-bar.tsx';
import { VerdictMark } from './verdict-mark.tsx';

export interface MeasureTableProps {
  readonly measures: readonly MeasureRecord[];
  /** Sentences of the procedure's own codes. */
  readonly findings?: Findings;
  /** While the run goes on, what is not measured yet is not a finding. */
  readonly going?: boolean;
}

export function MeasureTable({ measures, findings = {}, going = false }: MeasureTableProps) {
  const say = useWords(partsWords);
  return (
    <table className="table measures">
      <thead>
        <tr>
          <th scope="col">{say('measure')}</th>
          <th scope="col" className="number">
            {say('value')}
          </th>
          <th scope="col" className="measures-bar">
            {say('limits')}
          </th>
          <th scope="col">{say('verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => (
          <MeasureRow key={measure.key} measure={measure} findings={findings} going={going} />
        ))}
      </tbody>
    </table>
  );
}

function MeasureRow({
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
  const { key, title, value, unit, resolution, limits, verdict, reason, attempts } = measure;
  const waits = going && verdict === 'UNSET';
  const why =
    reason === undefined || waits
      ? ''
      : failureText({ code: reason, params: measure.params ?? {} }, language, findings);
  const how = distance(limits, value, unit, resolution);
  return (
    <tr>
      <th scope="row" className="foreign">
        {texts(title)}
        <span className="small quiet digits block">{key}</span>
      </th>
      <td className="number digits">
        <strong>{waits ? '—' : valueText(value, unit, resolution, statusOf(measure))}</strong>
        {measure.u95 === undefined ? null : (
          <span className="small quiet block">{marginText(measure, unit, language).trim()}</span>
        )}
      </td>
      <td className="measures-bar">
        <BulletBar
          limits={limits}
          value={value}
          unit={unit}
          label={texts(title)}
          {...(resolution === undefined ? {} : { resolution })}
        />
        {how === '' ? null : <span className="small digits block">{how}</span>}
      </td>
      <td>
        {waits ? <span className="badge">{say('notYet')}</span> : <VerdictMark verdict={verdict} />}
        {measure.warning ? <span className="badge warn">{say('warning')}</span> : null}
        {attempts.length > 1 ? (
          <span className="small quiet block">{say('attempts', { n: attempts.length })}</span>
        ) : null}
        {why === '' ? null : <span className="small block foreign">{why}</span>}
      </td>
    </tr>
  );
}

/** A value that is not there shows why: `OL` for beyond the range. Status of the last attempt. */
export function statusOf({ attempts }: MeasureRecord): 'overrange' | 'underrange' | 'invalid' | 'stale' {
  const status = attempts.at(-1)?.status;
  return status === 'overrange' || status === 'underrange' || status === 'stale' ? status : 'invalid';
}
