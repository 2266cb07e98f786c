/** Smallest, largest and mean of what this page has heard of a channel since it was last reset. */
import { useEffect, useRef } from 'react';
import { valueText } from '../../../station/texts/value-text.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';

export interface LiveNumbersProps {
  readonly address: string;
  readonly channel: string;
  /** Points of the ring that are not counted: see `ChannelRing.count`. */
  readonly from: number;
}

export function LiveNumbers({ address, channel, from }: LiveNumbersProps) {
  const say = useWords(instrumentsWords);
  const { telemetry, digits } = useBenchPage();
  const min = useRef<HTMLElement>(null);
  const mean = useRef<HTMLElement>(null);
  const max = useRef<HTMLElement>(null);
  const count = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    let shown = -1;
    const show = () => {
      const ring = telemetry.ring(address, channel);
      if (ring?.version === shown) return;
      shown = ring?.version ?? -1;
      const found = ring?.statistics(from);
      const unit = ring?.last?.unit ?? '1';
      const resolution = ring?.last?.resolution;
      const text = (value: number | null | undefined) => valueText(value ?? null, unit, resolution);
      put(min.current, text(found?.min));
      put(mean.current, text(found?.mean));
      put(max.current, text(found?.max));
      const missing = found?.absences ?? 0;
      const gaps = missing === 0 ? '' : ` · ${say('gaps', { n: missing })}`;
      put(count.current, say('numbers', { n: found?.numbers ?? 0 }) + gaps);
    };
    return digits.on(address, channel, show);
  }, [telemetry, digits, address, channel, from, say]);
  return (
    <div className="live-numbers">
      <dl>
        <div>
          <dt>{say('min')}</dt>
          <dd ref={min} className="digits" />
        </div>
        <div>
          <dt>{say('mean')}</dt>
          <dd ref={mean} className="digits" />
        </div>
        <div>
          <dt>{say('max')}</dt>
          <dd ref={max} className="digits" />
        </div>
      </dl>
      <p ref={count} className="small quiet" />
    </div>
  );
}

function put(element: HTMLElement | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text;
}
