/** What a connected instrument measures: its channels, and one of them in big digits with its curve. */
import { useState } from 'react';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { Choice } from '../../parts/choice.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LiveChart } from '../../parts/live-chart.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { useChannelName } from './channel-name.ts';
import { ChannelReadout } from './channel-readout.tsx';
import { ChannelTiles } from './channel-tiles.tsx';

const spans = { oneMinute: 60_000, tenMinutes: 600_000, oneHour: 3_600_000 } as const;
type Span = keyof typeof spans;

export function ReadingsPage({ instrument }: { readonly instrument: InstrumentView }) {
  const say = useWords(instrumentsWords);
  const { channelName } = useChannelName();
  const { channels, address } = instrument;
  const [chosen, setChosen] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>('oneMinute');
  const shown = chosen !== null && channels.includes(chosen) ? chosen : channels[0];
  if (shown === undefined)
    return (
      <Empty title={say('noReadingYet')}>
        <p>{say(instrument.state === 'online' ? 'noReadings' : 'readAfterConnect')}</p>
      </Empty>
    );
  return (
    <div className={channels.length < 2 ? 'readings' : 'readings several'}>
      {channels.length < 2 ? null : <ChannelTiles instrument={instrument} chosen={shown} onChoose={setChosen} />}
      <ChannelReadout key={shown} instrument={instrument} channel={shown}>
        <div className="chart-choice">
          <Choice
            label={say('window')}
            hideLabel
            value={span}
            options={(Object.keys(spans) as Span[]).map((id) => ({ id, text: say(id) }))}
            onChange={(id) => setSpan(id)}
          />
        </div>
      </ChannelReadout>
      <section className="panel chart-panel">
        <LiveChart
          address={address}
          channel={shown}
          spanMs={spans[span]}
          label={say('chart', { channel: channelName(shown) })}
        />
      </section>
    </div>
  );
}
