/** Why the run stands still, for as long as it does. */
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
            : say('causeHole', { role });
  return (
    <div className="notice warn" role="status">
      <p>{say('waitsFor', { cause: words })}</p>
    </div>
  );
}
