/** History: runs, units and trends; one run in full; two runs side by side. Where one is, is the window's place. */
import { useState } from 'react';
import { TabPages } from '../../parts/tab-pages.tsx';
import { usePlace } from '../../state/bench-page.tsx';
import { historyWords } from '../../words/history-words.ts';
import { useWords } from '../../words/words.ts';
import { CompareRuns } from './compare-runs.tsx';
import { RunInFull } from './run-in-full.tsx';
import { RunSearch } from './run-search.tsx';
import { Trend } from './trend.tsx';
import { UnitSearch } from './unit-search.tsx';

type Page = 'runs' | 'units' | 'trend';

export function HistoryScreen() {
  const item = usePlace((state) => state.place.item);
  const other = usePlace((state) => state.place.other);
  if (item !== undefined && other !== undefined) return <CompareRuns before={item} after={other} />;
  if (item !== undefined) return <RunInFull key={item} run={item} />;
  return <HistoryPages />;
}

function HistoryPages() {
  const say = useWords(historyWords);
  const [page, setPage] = useState<Page>('runs');
  const [text, setText] = useState('');
  return (
    <section className="screen history" aria-labelledby="screen-title">
      <header>
        <h1 id="screen-title">{say('title')}</h1>
      </header>
      <TabPages<Page>
        label={say('pages')}
        chosen={page}
        onChoose={setPage}
        pages={[
          { id: 'runs', title: say('runs'), content: <RunSearch text={text} onText={setText} /> },
          {
            id: 'units',
            title: say('units'),
            content: (
              <UnitSearch
                onShowRuns={(wanted) => {
                  setText(wanted);
                  setPage('runs');
                }}
              />
            ),
          },
          { id: 'trend', title: say('trend'), content: <Trend /> },
        ]}
      />
    </section>
  );
}
