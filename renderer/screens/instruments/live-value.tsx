/** One channel's newest reading in digits, kept fresh outside React: only the text of one element changes. */
import { useEffect, useRef } from 'react';
import { useBenchPage } from '../../state/bench-page.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { lettersOf, type ReadoutSource, readoutText } from './readout-text.ts';

export interface LiveValueProps extends ReadoutSource {
  readonly address: string;
  readonly channel: string;
  readonly className: string;
}

export function LiveValue({ address, channel, className, state, lostSinceWall }: LiveValueProps) {
  const say = useWords(instrumentsWords);
  const { telemetry, digits } = useBenchPage();
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = () => {
      const shown = readoutText({ state, lostSinceWall }, telemetry.ring(address, channel), Date.now(), say);
      const node = element.current;
      if (node === null) return;
      if (node.textContent !== shown.text) node.textContent = shown.text;
      if (node.dataset.tone !== shown.tone) node.dataset.tone = shown.tone;
      // Longer texts take smaller letters, so that nothing is cut.
      const length = String(lettersOf(shown.text));
      if (node.style.getPropertyValue('--letters') !== length) node.style.setProperty('--letters', length);
    };
    return digits.on(address, channel, show);
  }, [telemetry, digits, address, channel, state, lostSinceWall, say]);
  return <span ref={element} className={`${className} live-value digits`} />;
}
