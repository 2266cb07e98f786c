/** The units in test as tiles, the first eight one key away, the rest one press; a verdict that nobody has seen stays on its tile. */
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useBenchPage, useRuns, useStation } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { useWords } from '../../words/words.ts';
import { RunTile } from './run-tile.tsx';

const none: readonly string[] = [];
export const mostTiles = 8;

export function RunTiles() {
  const say = useWords(benchWords);
  const { place, scans } = useBenchPage();
  const running = useStation((state) => state.status?.running ?? none);
  const views = useRuns((state) => state.runs);
  const waiting = Object.values(views).flatMap(({ record, unseen }) => (unseen ? [record.run] : []));
  const all = [...new Set([...running, ...waiting])].sort();
  const [whole, setWhole] = useState(false);
  const runs = whole ? all : all.slice(0, mostTiles);
  const hidden = all.length - runs.length;
  const onKey = useEffectEvent(({ code }: KeyboardEvent) => {
    const digit = /^(?:Digit|Numpad)([1-8])$/.exec(code)?.[1];
    const run = digit === undefined ? undefined : runs[Number(digit) - 1];
    if (run !== undefined) place.go({ screen: 'run', item: run });
  });
  useEffect(() => scans.onLoneKey(onKey), [scans]);
  return (
    <section className="panel stack" aria-label={say('inTest')}>
      <h2>{say('inTest')}</h2>
      {runs.length === 0 ? <Empty title={say('noneInTest')} /> : null}
      <ul className="tiles">
        {runs.map((run, index) => (
          <li key={run}>
            <RunTile run={run} place={index < mostTiles ? index + 1 : null} />
          </li>
        ))}
      </ul>
      {all.length > mostTiles ? (
        <Button onPress={() => setWhole(!whole)} aria-expanded={whole}>
          {hidden > 0 ? say('moreRuns', { n: hidden }) : say('fewerRuns')}
        </Button>
      ) : null}
    </section>
  );
}
