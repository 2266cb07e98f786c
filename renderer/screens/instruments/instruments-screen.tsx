/** Instruments: what there is on the bench, in which state, what it shows now, and what keeps it from being used. */
import { useEffect, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAsked, useDoing } from '../../state/ask-station.ts';
import { useBenchPage, useInstruments, usePlace } from '../../state/bench-page.tsx';
import { frameWords } from '../../words/frame-words.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { AddDialog } from './add-dialog.tsx';
import { CureNotice } from './cure-notice.tsx';
import { InstrumentDetail } from './instrument-detail.tsx';
import { instrumentGroups, isHindrance } from './instrument-groups.ts';
import { InstrumentList } from './instrument-list.tsx';
import { InstrumentsEmpty } from './instruments-empty.tsx';

export function InstrumentsScreen() {
  const sayFrame = useWords(frameWords);
  const say = useWords(instrumentsWords);
  const { place, instruments: store } = useBenchPage();
  const instruments = useInstruments((state) => state.instruments);
  const item = usePlace((state) => state.place.item);
  const known = useAsked('instrument/overview', { look: true });
  const looking = useDoing('instrument/overview');
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    if (known.value !== null) store.setState({ instruments: known.value });
  }, [known.value, store]);
  const choose = (id: string) => place.go({ screen: 'instruments', item: id });
  const groups = instrumentGroups(instruments ?? []);
  const hindrances = (instruments ?? []).filter(isHindrance);
  const chosen = instruments?.find(({ id, address }) => id === item || address === item) ?? groups[0]?.instruments[0];
  const look = async () => {
    const found = await looking.do({ look: true });
    if (found !== undefined) store.setState({ instruments: found });
  };
  const waiting = instruments === null || (known.waiting && instruments.length === 0);
  return (
    <section className="screen instruments-screen" aria-labelledby="screen-title">
      <header>
        <h1 id="screen-title" className="grow">
          {sayFrame('instruments')}
        </h1>
        <Button isDisabled={looking.busy || known.waiting} onPress={() => void look()}>
          {say(looking.busy || known.waiting ? 'looking' : 'lookAgain')}
        </Button>
        <Button onPress={() => setAdding(true)}>{say('add')}</Button>
      </header>
      <FailureNotice failure={looking.failure ?? known.failure} />
      {hindrances.length === 0 ? null : (
        <div className="hindrances">
          {hindrances.map(({ id, problem }) => problem && <CureNotice key={id} problem={problem} />)}
        </div>
      )}
      {groups.length > 0 ? (
        <div className="instruments-columns">
          <InstrumentList instruments={instruments ?? []} chosen={chosen?.id ?? null} onChoose={choose} />
          {chosen === undefined ? (
            <Empty title={say('chooseOne')} />
          ) : (
            <InstrumentDetail key={chosen.id} instrument={chosen} />
          )}
        </div>
      ) : waiting && known.failure === null ? (
        <Empty title={say('looking')} />
      ) : (
        <InstrumentsEmpty onAdd={() => setAdding(true)} />
      )}
      {adding ? (
        <AddDialog
          onClose={() => setAdding(false)}
          onAdded={(address) => {
            setAdding(false);
            choose(address);
          }}
        />
      ) : null}
    </section>
  );
}
