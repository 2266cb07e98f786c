/** How an oscilloscope took its signal in, beside what it captured. What makes the curve another than the signal stands out. */
import type { ScopeInput } from '../../foundation/capability/oscilloscope.ts';
import type { WaveformRecord } from '../../station/record/fold-waveforms.ts';
import { inputRemarks } from '../../station/texts/input-text.ts';
import { partsWords } from '../words/parts-words.ts';
import { useValueName } from '../words/value-names.ts';
import { useLanguage, useWords } from '../words/words.ts';

/** For a line of facts, one after the other. */
export function ScopeInputRemarks({ input }: { readonly input: ScopeInput | undefined }) {
  const language = useLanguage();
  return inputRemarks(input, language).map(({ text, care }) => (
    <span key={text} className={care ? 'care' : ''}>
      {text}
    </span>
  ));
}

/** More than these are looked at in the record. */
const mostShown = 6;

/** What a run has captured so far, the newest first. */
export function CapturedWaveforms({ waveforms = [] }: { readonly waveforms: readonly WaveformRecord[] | undefined }) {
  const say = useWords(partsWords);
  const valueName = useValueName();
  if (waveforms.length === 0) return null;
  const left = waveforms.length - mostShown;
  return (
    <section className="stack" aria-label={say('captured')}>
      <h3>{say('captured')}</h3>
      <ul className="stack captured">
        {waveforms
          .slice(-mostShown)
          .reverse()
          .map(({ entry, role, channel, input }) => (
            <li key={entry} className="row wrap">
              <strong>{say('waveformOf', { role: valueName([role]), channel })}</strong>
              <ScopeInputRemarks input={input} />
            </li>
          ))}
      </ul>
      {left > 0 ? <p className="quiet">{say('moreCaptured', { n: left })}</p> : null}
    </section>
  );
}
