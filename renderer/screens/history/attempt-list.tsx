/** Where something was measured more than once: every attempt, none left out. */
import type { MeasureRecord } from '../../../station/record/record.ts';
import { type Findings, failureText } from '../../../station/texts/failure-text.ts';
import { marginText, valueText } from '../../../station/texts/value-text.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { historyWords } from '../../words/history-words.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';

interface Props {
  readonly measures: readonly MeasureRecord[];
  readonly findings: Findings;
}

export function AttemptList({ measures, findings }: Props) {
  const say = useWords(historyWords);
  const textIn = useTexts();
  const repeated = measures.filter(({ attempts }) => attempts.length > 1);
  if (repeated.length === 0) return null;
  return (
    <div className="stack">
      <h3>{say('everyAttempt')}</h3>
      {repeated.map((measure) => (
        <div key={measure.key}>
          <strong className="foreign">{textIn(measure.title)}</strong>
          <ol className="attempts">
            {measure.attempts.map((attempt, place) => (
              <Attempt key={attempt.entry} place={place} measure={measure} attempt={attempt} findings={findings} />
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}

interface AttemptProps {
  readonly place: number;
  readonly measure: MeasureRecord;
  readonly attempt: MeasureRecord['attempts'][number];
  readonly findings: Findings;
}

function Attempt({ place, measure, attempt, findings }: AttemptProps) {
  const language = useLanguage();
  const { value, verdict, reason, status } = attempt;
  const uncertainty = marginText(attempt, measure.unit, language);
  return (
    <li className="row wrap">
      <span className="digits">{place + 1}.</span>
      <span className="digits">
        {value === null ? status : valueText(value, measure.unit, measure.resolution) + uncertainty}
      </span>
      <VerdictMark verdict={verdict} />
      {reason === undefined ? null : (
        <span className="small foreign">{failureText({ code: reason, params: {} }, language, findings)}</span>
      )}
    </li>
  );
}
