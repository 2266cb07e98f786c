/** Why the run stands still, or why samples are missing, for as long as that is so. */
import type { Lost } from '../../state/live-fold.ts';
import { runWords } from '../../words/run-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useWords } from '../../words/words.ts';

export function Standstill({ lost }: { readonly lost: readonly Lost[] }) {
  const say = useWords(runWords);
  const name = useValueName();
  const [first] = lost;
  if (first === undefined) return null;
  const { cause } = first;
  const role = name([first.role ?? '']);
  const words =
    cause === 'instrument-lost'
      ? say('causeInstrument', { role })
      : cause === 'store'
        ? say('causeStore')
        : cause === 'late-clock'
          ? say('causeClock')
          : cause === 'crash'
            ? say('causeCrash')
            : null;
  return (
    <div className="notice warn" role="status">
      <p>{words === null ? say('inHole', { role }) : say('waitsFor', { cause: words })}</p>
    </div>
  );
}
