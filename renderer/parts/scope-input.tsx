/** How an oscilloscope took its signal in, beside what it captured. What makes the curve another than the signal stands out. */
import type { ScopeInput } from '../../foundation/capability/oscilloscope.ts';
import type { WaveformRecord } from '../../station/record/fold-waveforms.ts';
import { inputRemarks, inputText } from '../../station/texts/input-text.ts';
import { partsWords } from '../words/parts-words.ts';
import { useValueName } from '../words/value-names.ts';
import { useLanguage, useWords } from '../words/words.ts';

/** The same in one line, where there is little room. */
function BriefInput({ input }: { readonly input: ScopeInput | undefined }) {
  const language = useLanguage();
  const care = inputRemarks(input, language).some((one) => one.care);
  return (
    <span className="scope-input">
      <span className={care ? 'care' : ''}>{inputText(input, language)}</span>
    </span>
  );
}

/** One after the other, to be read from some way off. */
export function ScopeInputRemarks({ input }: { readonly input: ScopeInput | undefined }) {
  const language = useLanguage();
  return (
    <span className="row wrap scope-input">
      {inputRemarks(input, language).map(({ text, care }) => (
        <span key={text} className={care ? 'care' : ''}>
          {text}
        </span>
      ))}
    </span>
  );
}

export interface CapturedWaveformsProps {
  readonly waveforms: readonly WaveformRecord[] | undefined;
  /** At most so many; the others are looked at in the record. */
  readonly most: number;
  /** One line each. */
  readonly brief?: boolean;
}

/** What a run has captured so far, the newest first. */
export function CapturedWaveforms({ waveforms = [], most, brief = false }: CapturedWaveformsProps) {
  const say = useWords(partsWords);
  const valueName = useValueName();
  if (waveforms.length === 0) return null;
  const left = waveforms.length - most;
  return (
    <section className="stack" aria-label={say('captured')}>
      <h3>{say('captured')}</h3>
      <ul className="stack captured">
        {waveforms
          .slice(-most)
          .reverse()
          .map(({ entry, role, channel, input }) => (
            <li key={entry} className="row wrap">
              <strong>{say('waveformOf', { role: valueName([role]), channel })}</strong>
              {brief ? <BriefInput input={input} /> : <ScopeInputRemarks input={input} />}
            </li>
          ))}
      </ul>
      {left > 0 ? <p className="quiet">{say('moreCaptured', { n: left })}</p> : null}
    </section>
  );
}
