/** Procedures: the library as authors and inspectors look at it. Nothing here runs on a real unit. */
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage, usePlace } from '../../state/bench-page.tsx';
import { frameWords } from '../../words/frame-words.ts';
import { proceduresWords } from '../../words/procedures-words.ts';
import { useWords } from '../../words/words.ts';
import { ProcedureDetail } from './procedure-detail.tsx';
import { ProcedureList } from './procedure-list.tsx';

export function ProceduresScreen() {
  const sayFrame = useWords(frameWords);
  const say = useWords(proceduresWords);
  const { place } = useBenchPage();
  const item = usePlace((state) => state.place.item);
  const { value: procedures, failure } = useAsked('procedure/list', {});
  const chosen = item ?? procedures?.[0]?.id ?? null;
  return (
    <section className="screen procedures-screen" aria-labelledby="screen-title">
      <header>
        <h1 id="screen-title">{sayFrame('procedures')}</h1>
      </header>
      <FailureNotice failure={failure} />
      {procedures !== null && procedures.length === 0 ? (
        <Empty title={say('none')}>
          <p>{say('noneWhy')}</p>
        </Empty>
      ) : (
        <div className="procedures-columns">
          <ProcedureList
            procedures={procedures ?? []}
            chosen={chosen}
            onChoose={(id) => place.go({ screen: 'procedures', item: id })}
          />
          {chosen === null ? <Empty title={say('loading')} /> : <ProcedureDetail key={chosen} id={chosen} />}
        </div>
      )}
    </section>
  );
}
