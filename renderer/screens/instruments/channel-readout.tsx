/** One channel in big digits with its statistics; hold keeps what stood there and says that it is held. */
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { Button } from '../../parts/button.tsx';
import { useBenchPage } from '../../state/bench-page.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { useChannelName } from './channel-name.ts';
import { LiveNumbers } from './live-numbers.tsx';
import { LiveValue } from './live-value.tsx';
import { flagsText, lettersOf, quantityText, readoutText } from './readout-text.ts';

export interface ChannelReadoutProps {
  readonly instrument: InstrumentView;
  readonly channel: string;
  /** What else is chosen beside it. */
  readonly children?: ReactNode;
}

export function ChannelReadout({ instrument, channel, children }: ChannelReadoutProps) {
  const say = useWords(instrumentsWords);
  const { channelName, isNamed } = useChannelName();
  const name = channelName(channel);
  const { telemetry } = useBenchPage();
  const { address, state, lostSinceWall } = instrument;
  const [from, setFrom] = useState(0);
  const [held, setHeld] = useState<string | null>(null);
  const marks = useMarks(address, channel);
  const hold = () => {
    if (held !== null) return setHeld(null);
    const shown = readoutText({ state, lostSinceWall }, telemetry.ring(address, channel), Date.now(), say);
    setHeld(shown.text);
  };
  return (
    <article className="readout panel" aria-label={name}>
      <div className="row spread">
        <h3 className="row one-line">
          <span className="foreign one-line">{name}</span>
          <span className="quiet small">
            {marks.quantity === '' || isNamed(channel) ? '' : quantityText(marks.quantity, say)}
          </span>
        </h3>
        <span className="digits small foreign">{flagsText(marks.flags, say)}</span>
      </div>
      <div className={held === null ? 'readout-value' : 'readout-value held'}>
        {held === null ? (
          <LiveValue {...{ address, channel, state, lostSinceWall }} className="" />
        ) : (
          <span className="live-value digits" style={{ '--letters': lettersOf(held) } as CSSProperties}>
            {held}
          </span>
        )}
      </div>
      <div className="row readout-foot">
        <LiveNumbers address={address} channel={channel} from={from} />
        <div className="row">
          {children}
          <Button onPress={() => setFrom(telemetry.ring(address, channel)?.count ?? 0)}>{say('reset')}</Button>
          <Button onPress={hold} {...(held === null ? {} : { look: 'primary' as const })}>
            {say(held === null ? 'hold' : 'release')}
          </Button>
        </div>
      </div>
      {held === null ? null : <span className="badge warn held-badge">{say('held')}</span>}
    </article>
  );
}

interface Marks {
  readonly quantity: string;
  readonly flags: readonly string[];
}

/** What changes seldom: the quantity and the flags of the newest reading. */
function useMarks(address: string, channel: string): Marks {
  const { telemetry, digits } = useBenchPage();
  const [marks, setMarks] = useState<Marks>({ quantity: '', flags: [] });
  useEffect(() => {
    const look = () => {
      const last = telemetry.ring(address, channel)?.last;
      if (last === undefined) return;
      const next: Marks = { quantity: last.quantity, flags: last.flags };
      setMarks((now) => (now.quantity === next.quantity && now.flags.join(' ') === next.flags.join(' ') ? now : next));
    };
    return digits.on(address, channel, look);
  }, [telemetry, digits, address, channel]);
  return marks;
}
