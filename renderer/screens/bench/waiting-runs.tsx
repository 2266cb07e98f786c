/** Runs that have not begun because another run has an instrument: for what they wait, since when, and the way out. */
import type { WaitingRun } from '../../../station/api/station.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useStation } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { useTexts, useWords } from '../../words/words.ts';

const none: readonly WaitingRun[] = [];

export function WaitingRuns() {
  const say = useWords(benchWords);
  const waiting = useStation((state) => state.status?.waiting ?? none);
  if (waiting.length === 0) return null;
  return (
    <section className="panel stack" aria-label={say('inQueue')}>
      <h2>{say('inQueue')}</h2>
      {waiting.map((one) => (
        <Queued key={one.run} queued={one} />
      ))}
    </section>
  );
}

function Queued({ queued }: { readonly queued: WaitingRun }) {
  const say = useWords(benchWords);
  const texts = useTexts();
  const operator = useStation((state) => state.settings?.operator ?? null);
  const stopping = useDoing('run/stop');
  const { run, ticket, procedure, instrument, owner } = queued;
  return (
    <div className="stack">
      <strong className="foreign">{texts(procedure)}</strong>
      <span className="small quiet foreign">{ticket ?? run}</span>
      <span className="foreign" role="status">
        {say('waitsFor', { instrument: printable(instrument), owner: printable(owner) })}
      </span>
      <FailureNotice failure={stopping.failure} />
      <Button isDisabled={stopping.busy} onPress={() => void stopping.do({ run, by: operator ?? 'operator' })}>
        {say('giveUp')}
      </Button>
    </div>
  );
}
