/** The first start: one press and a unit is on the bench with a run that can be started. */
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export function Welcome() {
  const say = useWords(benchWords);
  const language = useLanguage();
  const { place, station } = useBenchPage();
  const simulation = useStation((state) => state.settings?.simulation);
  const change = useDoing('station/change');
  const demonstration = useDoing('ticket/demonstration');
  const welcomed = async (on: boolean) => {
    if (simulation === undefined) return;
    const ticket = on ? await demonstration.do({ language }) : undefined;
    if (on && ticket === undefined) return;
    const settings = await change.do({ welcomed: true, simulation: { ...simulation, on } });
    if (settings === undefined) return;
    station.setState({ settings });
    if (ticket !== undefined) place.takeTicket(ticket.number);
  };
  const busy = change.busy || demonstration.busy;
  return (
    <section className="panel stack welcome" aria-label={say('welcome')}>
      <h2>{say('welcome')}</h2>
      <p>{say('welcomeText')}</p>
      <FailureNotice failure={change.failure ?? demonstration.failure} />
      <div className="row wrap">
        <Button look="primary" size="large" isDisabled={busy} onPress={() => void welcomed(true)}>
          {say('trySimulated')}
        </Button>
        <Button size="large" isDisabled={busy} onPress={() => void welcomed(false)}>
          {say('useReal')}
        </Button>
      </div>
    </section>
  );
}
