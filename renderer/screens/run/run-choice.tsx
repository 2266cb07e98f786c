/** No run is open: those that go on or were interrupted, or how to begin one. */
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { runWords } from '../../words/run-words.ts';
import { useWords } from '../../words/words.ts';
import { RunTile } from '../bench/run-tile.tsx';

const none: readonly string[] = [];

export function RunChoice() {
  const say = useWords(runWords);
  const { place } = useBenchPage();
  const running = useStation((state) => state.status?.running ?? none);
  const interrupted = useStation((state) => state.status?.interrupted ?? none);
  const runs = [...running, ...interrupted];
  return (
    <section className="screen" aria-labelledby="screen-title">
      <header>
        <h1 id="screen-title">{say('runs')}</h1>
      </header>
      {runs.length === 0 ? (
        <Empty title={say('noRun')}>
          <p>{say('noRunHow')}</p>
          <Button look="primary" size="large" onPress={() => place.go({ screen: 'bench' })}>
            {say('toBench')}
          </Button>
        </Empty>
      ) : (
        <ul className="tiles">
          {runs.map((run, index) => (
            <li key={run}>
              <RunTile run={run} place={index + 1} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
