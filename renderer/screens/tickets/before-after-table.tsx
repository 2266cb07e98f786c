/** What a repair changed: each measurement in the first and in the last run that has it. */
import type { BeforeAfter, ComparedValue } from '../../../station/api/ticket.ts';
import { printable } from '../../../station/texts/printable.ts';
import { valueText } from '../../../station/texts/value-text.ts';
import { type AnyVerdict, VerdictMark, verdictShapes } from '../../parts/verdict-mark.tsx';
import { ticketsWords } from '../../words/tickets-words.ts';
import { useWords } from '../../words/words.ts';

export function BeforeAfterTable({ rows }: { readonly rows: readonly BeforeAfter[] }) {
  const say = useWords(ticketsWords);
  if (rows.length === 0) return null;
  return (
    <section className="stack">
      <h3>{say('beforeAfter')}</h3>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say('measure')}</th>
            <th scope="col">{say('before')}</th>
            <th scope="col">{say('after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ procedure, key, unit, before, after }) => (
            <tr key={`${procedure} ${key}`}>
              <td className="foreign">{printable(`${procedure} · ${key}`)}</td>
              <ComparedCell value={before} unit={unit} />
              <ComparedCell value={after} unit={unit} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ComparedCell({
  value: { value, resolution, verdict },
  unit,
}: {
  readonly value: ComparedValue;
  readonly unit: string;
}) {
  return (
    <td className="digits">
      <span className="row wrap">
        {valueText(value, unit, resolution)}
        {isVerdict(verdict) ? <VerdictMark verdict={verdict} /> : null}
      </span>
    </td>
  );
}

function isVerdict(word: string): word is AnyVerdict {
  return Object.hasOwn(verdictShapes, word);
}
