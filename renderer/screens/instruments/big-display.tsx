/** One instrument over the whole window, to be read from three metres away. */
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { useChannelName } from './channel-name.ts';
import { nameOf } from './instrument-groups.ts';
import { LiveValue } from './live-value.tsx';

/** More than these could not be read from there. */
const mostChannels = 4;

export interface BigDisplayProps {
  readonly instrument: InstrumentView;
  onClose(): void;
}

export function BigDisplay({ instrument, onClose }: BigDisplayProps) {
  const say = useWords(instrumentsWords);
  const { channelName } = useChannelName();
  const { address, state, lostSinceWall, channels, simulated } = instrument;
  const name = printable(nameOf(instrument, useLanguage()));
  return (
    <ModalOverlay
      className="overlay big-overlay"
      isOpen
      isDismissable={false}
      onOpenChange={(open) => open || onClose()}
    >
      <Modal className={simulated ? 'big-display hatched' : 'big-display'}>
        <Dialog aria-label={name}>
          <header className="row">
            <span className="foreign one-line grow">{name}</span>
            {simulated ? <span className="badge simulated">{say('simulated')}</span> : null}
            <Button keyName="Esc" onPress={onClose}>
              {say('closeBig')}
            </Button>
          </header>
          <div className="big-values">
            {channels.slice(0, mostChannels).map((channel) => (
              <div key={channel} className="big-value">
                {channels.length > 1 ? <span className="foreign one-line">{channelName(channel)}</span> : null}
                <LiveValue {...{ address, channel, state, lostSinceWall }} className="" />
              </div>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
