/** On every screen: verdicts that came while nobody looked, or before this page was there. Stays until they are seen. */
import { printable } from '../../station/texts/printable.ts';
import { Button } from '../parts/button.tsx';
import { verdictShapes, verdictTone } from '../parts/verdict-mark.tsx';
import { useBenchPage, usePlace, useRuns } from '../state/bench-page.tsx';
import { frameWords } from '../words/frame-words.ts';
import { verdictWords } from '../words/verdict-words.ts';
import { useTexts, useWords } from '../words/words.ts';

export function UnseenVerdicts() {
  const say = useWords(frameWords);
  const verdicts = useWords(verdictWords);
  const texts = useTexts();
  const { place } = useBenchPage();
  const { screen, item } = usePlace((state) => state.place);
  const views = useRuns((state) => state.runs);
  const waiting = Object.values(views).filter(({ unseen, record }) => unseen && record.stoppedWall !== undefined);
  // The one that is open stands over everything already.
  const others = waiting.filter(({ record }) => screen !== 'run' || item !== record.run);
  const record = [...others].sort((a, b) => (a.record.run < b.record.run ? -1 : 1))[0]?.record;
  if (record === undefined) return null;
  const { run, verdict, unit, procedure } = record;
  const who = [unit.brand, unit.model, unit.serial].filter((part) => part !== undefined).join(' ');
  return (
    <div className={`unseen-verdict ${verdictTone(verdict)}`} role="status">
      <strong>
        <span aria-hidden="true">{verdictShapes[verdict]}</span> {verdicts(verdict)}
      </strong>
      <span className="grow">
        {say('unseenVerdict')}{' '}
        <span className="foreign">
          {texts(procedure.title)} · {printable(who === '' ? run : who)}
        </span>
        {others.length > 1 ? ` · ${say('unseenMore', { n: others.length - 1 })}` : ''}
      </span>
      <Button onPress={() => place.go({ screen: 'run', item: run })}>{say('seeVerdict')}</Button>
    </div>
  );
}
