/** What failed and by how much, in a few lines for the end of a run. */
import type { MeasureRecord } from '../../../station/record/record.ts';
import { limitsText, valueText } from '../../../station/texts/value-text.ts';
import { useDistanceText } from '../../parts/bullet-bar.tsx';
import { statusOf } from '../../parts/measure-table.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useTexts } from '../../words/words.ts';

export function FailedMeasures({ measures }: { readonly measures: readonly MeasureRecord[] }) {
  const texts = useTexts();
  const distance = useDistanceText();
  const failed = measures.filter(({ verdict }) => verdict === 'FAIL' || verdict === 'CONDITIONAL_FAIL');
  if (failed.length === 0) return null;
  return (
    <ul className="failed-measures">
      {failed.map((measure) => {
        const { key, title, value, unit, resolution, limits, verdict } = measure;
        return (
          <li key={key}>
            <VerdictMark verdict={verdict} />
            <strong className="foreign">{texts(title)}</strong>
            <span className="digits far">{valueText(value, unit, resolution, statusOf(measure))}</span>
            <span className="digits">{distance(limits, value, unit, resolution) || limitsText(limits, unit)}</span>
          </li>
        );
      })}
    </ul>
  );
}
