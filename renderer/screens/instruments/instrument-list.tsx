/** All instruments in groups, each with its state and its newest reading; chosen by arrow keys or touch. */
import { useEffect, useMemo, useRef } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { printable } from '../../../station/texts/printable.ts';
import { useNow } from '../../state/now.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { CalibrationBadge } from './calibration-badge.tsx';
import { calibrationState } from './calibration-state.ts';
import { instrumentGroups, nameOf } from './instrument-groups.ts';
import { stateSigns, stateTones, stateWords } from './instrument-states.ts';
import { LiveValue } from './live-value.tsx';

const groupWords = { connected: 'groupConnected', found: 'groupFound', unusable: 'groupUnusable' } as const;
/** Shorter names are cut in the list and whole in the details. */
const longestName = 80;

export interface InstrumentListProps {
  readonly instruments: readonly InstrumentView[];
  readonly chosen: string | null;
  onChoose(id: string): void;
}

export function InstrumentList({ instruments, chosen, onChoose }: InstrumentListProps) {
  const say = useWords(instrumentsWords);
  const language = useLanguage();
  const groups = useMemo(() => instrumentGroups(instruments), [instruments]);
  const list = useRef<HTMLDivElement>(null);
  const chosenState = instruments.find(({ id }) => id === chosen)?.state;
  // One that is connected moves into another group; the person does not look for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it moves by is what counts.
  useEffect(() => {
    list.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, chosenState]);
  return (
    <ListBox
      ref={list}
      aria-label={say('list')}
      className="instrument-list scroll"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onChoose(String(key));
      }}
    >
      {groups.map((group) => (
        <ListBoxSection key={group.name} id={group.name}>
          <Header className="list-header">
            {say(groupWords[group.name])} <span className="digits">{group.instruments.length}</span>
          </Header>
          {group.instruments.map((one) => (
            <ListBoxItem
              key={one.id}
              id={one.id}
              textValue={printable(nameOf(one, language))}
              className={one.simulated ? 'instrument-item simulated' : 'instrument-item'}
            >
              <InstrumentItem instrument={one} />
            </ListBoxItem>
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}

function InstrumentItem({ instrument }: { readonly instrument: InstrumentView }) {
  const say = useWords(instrumentsWords);
  const now = useNow(60_000);
  const { address, state, lostSinceWall, channels, calibration, simulated } = instrument;
  const [channel] = channels;
  const connected = state === 'online' || state === 'lost';
  return (
    <>
      <span className="row">
        <strong className="foreign item-name grow">
          {printable(nameOf(instrument, useLanguage()).slice(0, longestName))}
        </strong>
        {connected && channel !== undefined ? (
          <LiveValue {...{ address, channel, state, lostSinceWall }} className="item-value" />
        ) : null}
      </span>
      <span className="row small item-state">
        <span className={`state-text ${stateTones[state]}`}>
          <span aria-hidden="true">{stateSigns[state]}</span> {say(stateWords[state])}
        </span>
        {simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
        <span className="foreign digits one-line quiet item-address">{printable(address.slice(0, longestName))}</span>
      </span>
      {['overdue', 'ahead'].includes(calibrationState(calibration, now)) ? (
        <span className="small">
          <CalibrationBadge calibration={calibration} />
        </span>
      ) : null}
    </>
  );
}
