/** One instrument: who it is, what can be done with it, and its pages. */
import { useState } from 'react';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { LongCallBars } from '../../parts/long-call-bars.tsx';
import { type TabPage, TabPages } from '../../parts/tab-pages.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { BigDisplay } from './big-display.tsx';
import { CalibrationBadge } from './calibration-badge.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import { ConsolePage } from './console-page.tsx';
import { CureNotice } from './cure-notice.tsx';
import { DetailsPage } from './details-page.tsx';
import { nameOf } from './instrument-groups.ts';
import { stateSigns, stateTones, stateWords } from './instrument-states.ts';
import { ReadingsPage } from './readings-page.tsx';

type PageName = 'readings' | 'console' | 'details';

/** Where there is nothing to connect any more, and nothing to read without it. */
const connectable = new Set<InstrumentView['state']>(['found', 'unusable']);

export function InstrumentDetail({ instrument }: { readonly instrument: InstrumentView }) {
  const say = useWords(instrumentsWords);
  const [chosen, setChosen] = useState<PageName>('readings');
  const { address, driver, state, problem } = instrument;
  const pages: readonly TabPage<PageName>[] = [
    { id: 'readings', title: say('readings'), content: <ReadingsPage instrument={instrument} /> },
    { id: 'console', title: say('console'), content: <ConsolePage address={address} driver={driver} /> },
    { id: 'details', title: say('details'), content: <DetailsPage instrument={instrument} /> },
  ];
  return (
    <section className={instrument.simulated ? 'instrument-detail simulated' : 'instrument-detail'}>
      <DetailHead instrument={instrument} />
      {problem === null ? null : <CureNotice problem={problem} />}
      <LongCallBars of={{ address }} />
      {connectable.has(state) ? <ConnectPanel instrument={instrument} /> : null}
      <TabPages label={say('pages')} pages={pages} chosen={chosen} onChoose={(id) => setChosen(id)} />
    </section>
  );
}

function DetailHead({ instrument }: { readonly instrument: InstrumentView }) {
  const say = useWords(instrumentsWords);
  const { address, state, calibration, simulated } = instrument;
  return (
    <header className="detail-head">
      <h2 className="foreign">{printable(nameOf(instrument, useLanguage()))}</h2>
      <div className="row wrap small detail-state">
        <span className={`state-text ${stateTones[state]}`}>
          <span aria-hidden="true">{stateSigns[state]}</span> {say(stateWords[state])}
        </span>
        {simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
        <CalibrationBadge calibration={calibration} />
        <span className="foreign digits quiet detail-address">{printable(address)}</span>
      </div>
      <DetailActions instrument={instrument} />
    </header>
  );
}

function DetailActions({ instrument }: { readonly instrument: InstrumentView }) {
  const say = useWords(instrumentsWords);
  const { place, instruments } = useBenchPage();
  const leaving = useDoing('instrument/disconnect');
  const forgetting = useDoing('instrument/forget');
  const [big, setBig] = useState(false);
  const { address, state, run, manual, channels } = instrument;
  const open = state === 'online' || state === 'lost' || state === 'connecting';
  const forget = async () => {
    const left = await forgetting.do({ address });
    if (left !== undefined) instruments.setState({ instruments: left });
  };
  return (
    <div className="stack detail-ways">
      <div className="row wrap end">
        {run === null ? null : (
          <Button look="primary" onPress={() => place.go({ screen: 'run', item: run })}>
            {say('openRun')}
          </Button>
        )}
        {open && channels.length > 0 ? <Button onPress={() => setBig(true)}>{say('bigView')}</Button> : null}
        {open ? (
          <Button isDisabled={leaving.busy} onPress={() => void leaving.do({ address })}>
            {say('disconnect')}
          </Button>
        ) : null}
        {manual && !open && state !== 'in-run' ? (
          <Button isDisabled={forgetting.busy} onPress={() => void forget()}>
            {say('forget')}
          </Button>
        ) : null}
      </div>
      <FailureNotice failure={leaving.failure ?? forgetting.failure} />
      {big ? <BigDisplay instrument={instrument} onClose={() => setBig(false)} /> : null}
    </div>
  );
}
