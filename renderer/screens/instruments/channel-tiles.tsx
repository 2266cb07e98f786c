/** The channels of one instrument, each with its digits; the chosen one stands big beside its curve. */
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { useChannelName } from './channel-name.ts';
import { LiveValue } from './live-value.tsx';

export interface ChannelTilesProps {
  readonly instrument: InstrumentView;
  readonly chosen: string;
  onChoose(channel: string): void;
}

export function ChannelTiles({ instrument, chosen, onChoose }: ChannelTilesProps) {
  const say = useWords(instrumentsWords);
  const { channelName } = useChannelName();
  const { address, channels, state, lostSinceWall } = instrument;
  return (
    <fieldset className="channel-tiles">
      <legend className="visually-hidden">{say('channel')}</legend>
      {channels.map((channel) => (
        <button
          key={channel}
          type="button"
          className="channel-tile"
          aria-pressed={channel === chosen}
          onClick={() => onChoose(channel)}
        >
          <span className="foreign one-line small">{channelName(channel)}</span>
          <LiveValue {...{ address, channel, state, lostSinceWall }} className="" />
        </button>
      ))}
    </fieldset>
  );
}
