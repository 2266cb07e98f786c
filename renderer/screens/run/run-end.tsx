/** A run that is over: whether its outputs are off, why it ended as it did, its notes, and its curves. */
import { useState } from 'react';
import type { RunRecord } from '../../../station/record/record.ts';
import type { Findings } from '../../../station/texts/failure-text.ts';
import { Choice } from '../../parts/choice.tsx';
import { OutputsOff } from '../../parts/outputs-off.tsx';
import { reasonText } from '../../parts/reason-text.ts';
import { CapturedWaveforms } from '../../parts/scope-input.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { runWords } from '../../words/run-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { RunCurve } from './run-curve.tsx';

export function RunEnd({ record, findings }: { readonly record: RunRecord; readonly findings: Findings }) {
  const say = useWords(runWords);
  const { verdict, reasons, notes, damaged } = record;
  return (
    <div className="present">
      <h2 className="present-title">
        <VerdictMark verdict={verdict} />
      </h2>
      {record.simulated ? <p className="quiet">{say('simulatedNote')}</p> : null}
      {damaged === undefined ? null : <p className="notice fail">{say('damaged', { entry: damaged.entry })}</p>}
      <OutputsOff outputs={record.outputs} />
      {reasons.length === 0 ? null : (
        <Sentences title={say('whyNot')} failures={reasons} measures={record.measures} findings={findings} />
      )}
      <EndCurves record={record} />
      <CapturedWaveforms waveforms={record.waveforms} most={6} />
      {notes.length === 0 ? null : (
        <Sentences title={say('notes')} failures={notes} measures={record.measures} findings={findings} />
      )}
    </div>
  );
}

function Sentences({
  title,
  failures,
  measures,
  findings,
}: {
  readonly title: string;
  readonly failures: RunRecord['reasons'];
  readonly measures: RunRecord['measures'];
  readonly findings: Findings;
}) {
  const language = useLanguage();
  return (
    <section className="stack">
      <h3>{title}</h3>
      <ul className="sentences">
        {failures.map((failure, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of a record never changes.
          <li key={index} className="foreign">
            {reasonText(failure, measures, language, findings)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function EndCurves({ record }: { readonly record: RunRecord }) {
  const say = useWords(runWords);
  const name = useValueName();
  const { value } = useAsked('run/series', { run: record.run });
  const [chosen, setChosen] = useState<string | null>(null);
  const all = value ?? [];
  const series = all.find((one) => one.series === chosen) ?? all[0];
  if (series === undefined) return null;
  return (
    <section className="stack end-curve">
      <Choice
        label={say('curves')}
        value={series.series}
        options={all.map((one) => ({ id: one.series, text: name(one.name.split('.')) }))}
        onChange={setChosen}
      />
      <RunCurve run={record.run} soak={series.soak} value={series.name} measures={record.measures} live={false} />
    </section>
  );
}
