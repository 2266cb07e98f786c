/** Everything a procedure declares that it measures, with the limits and how it is decided. */
import type { DeclaredMeasure } from '../../../foundation/measurement/declaration.ts';
import { printable } from '../../../station/texts/printable.ts';
import { limitsText, valueText } from '../../../station/texts/value-text.ts';
import { proceduresWords } from '../../words/procedures-words.ts';
import { useTexts, useWords } from '../../words/words.ts';

export function LimitsTable({ measures }: { readonly measures: readonly DeclaredMeasure[] }) {
  const say = useWords(proceduresWords);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('measure')}</th>
          <th scope="col">{say('limits')}</th>
          <th scope="col">{say('warns')}</th>
          <th scope="col">{say('rule')}</th>
          <th scope="col">{say('kind')}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => (
          <LimitsRow key={measure.key} measure={measure} />
        ))}
      </tbody>
    </table>
  );
}

function LimitsRow({ measure }: { readonly measure: DeclaredMeasure }) {
  const say = useWords(proceduresWords);
  const texts = useTexts();
  const { key, title, unit, limits, infoOnly, optional } = measure;
  const judged = limitsText(limits, unit);
  const { warnLo, warnHi } = limits;
  const warns = limitsText(
    { ...(warnLo === undefined ? {} : { lo: warnLo }), ...(warnHi === undefined ? {} : { hi: warnHi }) },
    unit,
  );
  return (
    <tr className={infoOnly ? 'quiet' : undefined}>
      <td>
        <span className="foreign">{texts(title)}</span>
        <br />
        <span className="foreign digits small quiet">{printable(key)}</span>
      </td>
      <td className="digits strong">{judged === '' ? say('noLimits') : judged}</td>
      <td className="digits">{warns === '' ? '—' : warns}</td>
      <td>{infoOnly ? '—' : <RuleText measure={measure} />}</td>
      <td>{say(infoOnly ? 'kindInfo' : optional ? 'kindOptional' : 'kindJudged')}</td>
    </tr>
  );
}

function RuleText({ measure: { rule, unit } }: { readonly measure: DeclaredMeasure }) {
  const say = useWords(proceduresWords);
  if (rule === 'simple') return say('ruleSimple');
  if (rule === 'guarded') return say('ruleGuarded');
  return say('ruleGuard', { guard: valueText(rule.guard, unit) });
}
