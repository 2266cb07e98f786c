/** What oscilloscopes captured in a run: one waveform at a time, from the evidence, with the numbers it came with. */
import { useState } from 'react';
import type { WaveformSummary } from '../../../station/api/waveforms.ts';
import { inputText } from '../../../station/texts/input-text.ts';
import { instantText, valueText } from '../../../station/texts/value-text.ts';
import { Choice } from '../../parts/choice.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { ScopeInputRemarks } from '../../parts/scope-input.tsx';
import { WaveformChart } from '../../parts/waveform-chart.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { historyWords } from '../../words/history-words.ts';
import { partsWords } from '../../words/parts-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useLanguage, useWords } from '../../words/words.ts';

export function RunWaveforms({ run }: { readonly run: string }) {
  const say = useWords(historyWords);
  const sayPart = useWords(partsWords);
  const language = useLanguage();
  const valueName = useValueName();
  const found = useAsked('run/waveforms', { run });
  const [chosen, setChosen] = useState<string | null>(null);
  const waveforms = found.value ?? [];
  const shown = waveforms.find(({ entry }) => String(entry) === chosen) ?? waveforms[0];
  const nameOf = ({ role, channel }: WaveformSummary) => sayPart('waveformOf', { role: valueName([role]), channel });
  if (shown === undefined && found.failure === null) return null;
  return (
    <section className="panel stack" aria-label={say('waveforms')}>
      <h2>{say('waveforms')}</h2>
      <FailureNotice failure={found.failure} />
      {waveforms.length < 2 ? null : (
        <Choice
          label={say('waveforms')}
          hideLabel
          value={shown === undefined ? null : String(shown.entry)}
          options={waveforms.map((one) => ({
            id: String(one.entry),
            text: `${one.entry} · ${nameOf(one)} · ${inputText(one.input, language)}`,
          }))}
          onChange={(entry) => setChosen(entry)}
        />
      )}
      {shown === undefined ? null : (
        <>
          <ScopeInputRemarks input={shown.input} />
          <WaveformFacts waveform={shown} />
          <WaveformChart key={shown.entry} run={run} waveform={shown} name={nameOf(shown)} />
        </>
      )}
    </section>
  );
}

/** Millions are counted by their groups of three. */
function inGroups(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

function WaveformFacts({ waveform }: { readonly waveform: WaveformSummary }) {
  const say = useWords(historyWords);
  const { count, scale, clipped, holes, min, max, mean, peakToPeak } = waveform;
  const seconds = count * scale.secondsPerPoint;
  const numbers = { min, mean, max, peakToPeak };
  return (
    <p className="digits row wrap small waveform-facts">
      <span>{say('waveformPoints', { n: inGroups(count) })}</span>
      <span>{instantText(seconds, seconds)}</span>
      {Object.entries(numbers).map(([name, { value, unit, resolution, status }]) => (
        <span key={name}>
          <span className="quiet">{say(name as keyof typeof numbers)}</span>{' '}
          {valueText(value, unit, resolution, status)}
        </span>
      ))}
      {clipped === 0 ? null : <span className="care">{say('clipped', { n: clipped })}</span>}
      {scale.zero === undefined ? null : <span className="care">{say('fromFirstSample')}</span>}
      {holes === 0 ? null : <span className="care">{say('noSamples', { n: holes })}</span>}
    </p>
  );
}
