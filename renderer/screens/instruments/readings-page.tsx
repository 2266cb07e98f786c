/** What a connected instrument measures: each channel in big digits, and the curve of one of them. */
import { useState } from 'react';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Choice } from '../../parts/choice.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LiveChart } from '../../parts/live-chart.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { ChannelReadout } from './channel-readout.tsx';

const spans = { oneMinute: 60_000, tenMinutes: 600_000, oneHour: 3_600_000 } as const;
type Span = keyof typeof spans;

export function ReadingsPage({ instrument }: { readonly instrument: InstrumentView }) {
  const say = useWords(instrumentsWords);
  const { channels, address } = instrument;
  const [chosen, setChosen] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>('oneMinute');
  const charted = chosen !== null && channels.includes(chosen) ? chosen : channels[0];
  if (charted === undefined)
    return (
      <Empty title={say('noReadingYet')}>
        <p>{say(instrument.state === 'online' ? 'noReadings' : 'readAfterConnect')}</p>
      </Empty>
    );
  return (
    <div className="readings">
      <div className={channels.length === 1 ? 'readouts one' : 'readouts'}>
        {channels.map((channel) => (
          <ChannelReadout key={channel} instrument={instrument} channel={channel} />
        ))}
      </div>
      <section className="panel chart-panel">
        <div className="row wrap">
          {channels.length < 2 ? null : (
            <div className="chart-choice">
              <Choice
                label={say('channel')}
                hideLabel
                value={charted}
                options={channels.map((channel) => ({ id: channel, text: printable(channel) }))}
                onChange={setChosen}
              />
            </div>
          )}
          <div className="chart-choice">
            <Choice
              label={say('window')}
              hideLabel
              value={span}
              options={(Object.keys(spans) as Span[]).map((id) => ({ id, text: say(id) }))}
              onChange={(id) => setSpan(id)}
            />
          </div>
        </div>
        <LiveChart
          address={address}
          channel={charted}
          spanMs={spans[span]}
          label={say('chart', { channel: charted })}
        />
      </section>
    </div>
  );
}
