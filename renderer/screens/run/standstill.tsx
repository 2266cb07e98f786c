/** Everything for which the run stands still, or for which samples are missing, for as long as that is so. */
import type { Lost } from '../../state/live-fold.ts';
import { runWords } from '../../words/run-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useWords } from '../../words/words.ts';

export function Standstill({ lost }: { readonly lost: readonly Lost[] }) {
  const say = useWords(runWords);
  const name = useValueName();
  if (lost.length === 0) return null;
  const causeOf = ({ cause, role }: Lost) => {
    if (cause === 'instrument-lost') return say('causeInstrument', { role: name([role ?? '']) });
    if (cause === 'store') return say('causeStore');
    if (cause === 'late-clock') return say('causeClock');
    return cause === 'crash' ? say('causeCrash') : null;
  };
  const sentenceOf = (one: Lost) => {
    const cause = causeOf(one);
    return cause === null ? say('inHole', { role: name([one.role ?? '']) }) : say('waitsFor', { cause });
  };
  return (
    <div className="notice warn" role="status">
      <ul className="sentences">
        {[...new Set(lost.map(sentenceOf))].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
