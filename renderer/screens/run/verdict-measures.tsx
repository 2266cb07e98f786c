/** What was measured, for the end of a run: what failed large and by how much, the rest small. */
import type { MeasureRecord } from '../../../station/record/record.ts';
import { limitsText, valueText } from '../../../station/texts/value-text.ts';
import { useDistanceText } from '../../parts/bullet-bar.tsx';
import { statusOf } from '../../parts/measure-table.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useTexts } from '../../words/words.ts';

export function VerdictMeasures({ measures }: { readonly measures: readonly MeasureRecord[] }) {
  const bad = measures.filter(({ verdict }) => verdict !== 'PASS' && verdict !== 'INFO' && verdict !== 'UNSET');
  const good = measures.filter(({ verdict }) => verdict === 'PASS');
  return (
    <>
      <ul className="verdict-bad">
        {bad.map((measure) => (
          <MeasureLine key={measure.key} measure={measure} />
        ))}
      </ul>
      <ul className="verdict-good">
        {good.map((measure) => (
          <MeasureLine key={measure.key} measure={measure} />
        ))}
      </ul>
    </>
  );
}

function MeasureLine({ measure }: { readonly measure: MeasureRecord }) {
  const texts = useTexts();
  const distance = useDistanceText();
  const { title, value, unit, resolution, limits, verdict } = measure;
  const by = distance(limits, value, unit, resolution);
  // By how much it is out names the limit already.
  const how = verdict === 'PASS' ? `${limitsText(limits, unit)} ${by}` : by || limitsText(limits, unit);
  return (
    <li>
      <VerdictMark verdict={verdict} />
      <span className="foreign grow">{texts(title)}</span>
      <strong className="digits">{valueText(value, unit, resolution, statusOf(measure))}</strong>
      <span className="digits how">{how}</span>
    </li>
  );
}
