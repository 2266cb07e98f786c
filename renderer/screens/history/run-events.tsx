/** Steps, interruptions, outputs, questions, notes and evidence of a run. */
import type { Failure } from '../../../foundation/failure.ts';
import type { PromptRecord, RunRecord } from '../../../station/record/record.ts';
import { failureText } from '../../../station/texts/failure-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { sizeText } from '../../../station/texts/size-text.ts';
import { durationText } from '../../../station/texts/value-text.ts';
import { OutputsOff } from '../../parts/outputs-off.tsx';
import { PromptPicture } from '../../parts/prompt-picture.tsx';
import { StepList } from '../../parts/step-list.tsx';
import { stepRows } from '../../parts/step-rows.ts';
import type { ProcedureWords } from '../../state/procedure-words.ts';
import { historyWords } from '../../words/history-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import { interruptionText } from './interruption-text.ts';

/** Of the files that are kept, and of who has answered. */
const kinds = { transcript: 'transcript', waveform: 'waveform', screenshot: 'screenshot' } as const;
const answerers = { operator: 'byOperator', prepared: 'byPrepared', simulated: 'bySimulated' } as const;

function isKind(kind: string): kind is keyof typeof kinds {
  return Object.hasOwn(kinds, kind);
}

function isAnswerer(by: string): by is keyof typeof answerers {
  return Object.hasOwn(answerers, by);
}

interface Props {
  readonly record: RunRecord;
  readonly words: ProcedureWords;
}

export function RunEvents({ record, words }: Props) {
  const say = useWords(historyWords);
  const valueName = useValueName();
  const evidence = (kind: string) => (isKind(kind) ? say(kinds[kind]) : printable(kind));
  const remarks = [...record.faults, ...record.undecided, ...record.notes];
  return (
    <>
      <div className="panel stack">
        <h2>{say('steps')}</h2>
        <StepList rows={stepRows(record, words.stages)} findings={words.findings} />
      </div>
      <Interruptions record={record} words={words} />
      {record.outputs.length === 0 ? null : (
        <div className="panel stack">
          <h2>{say('outputs')}</h2>
          <OutputsOff outputs={record.outputs} />
        </div>
      )}
      {remarks.length === 0 ? null : (
        <div className="panel stack">
          <h2>{say('notes')}</h2>
          <Sentences failures={remarks} words={words} />
        </div>
      )}
      {record.prompts.length === 0 ? null : (
        <div className="panel stack">
          <h2>{say('prompts')}</h2>
          <Prompts prompts={record.prompts} />
        </div>
      )}
      {record.evidence.length === 0 ? null : (
        <div className="panel stack">
          <h2>{say('evidence')}</h2>
          <ul className="stack">
            {record.evidence.map((file) => (
              <li key={file.sha256} className="row wrap">
                <span className="badge">
                  {evidence(file.kind)} · {valueName([file.role])}
                </span>
                <span className="digits">{sizeText(file.bytes)}</span>
                <span className="small quiet digits foreign grow">{file.sha256}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Interruptions({ record }: Props) {
  const say = useWords(historyWords);
  const language = useLanguage();
  return (
    <div className="panel stack">
      <h2>{say('interruptions')}</h2>
      {record.interruptions.length === 0 ? <p className="quiet">{say('noInterruptions')}</p> : null}
      <ul className="stack">
        {record.interruptions.map((one) => (
          <li key={`${one.entry} ${one.cause}`} className="row wrap">
            <span className="foreign grow">{interruptionText(one, language)}</span>
            <strong className="digits">{one.gapMs === null ? say('lengthUnknown') : durationText(one.gapMs)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sentences({ failures, words }: { readonly failures: readonly Failure[]; readonly words: ProcedureWords }) {
  const language = useLanguage();
  const sentences = [...new Set(failures.map((failure) => failureText(failure, language, words.findings)))];
  return (
    <ul className="reasons">
      {sentences.map((sentence) => (
        <li key={sentence} className="foreign">
          {sentence}
        </li>
      ))}
    </ul>
  );
}

function Prompts({ prompts }: { readonly prompts: readonly PromptRecord[] }) {
  const say = useWords(historyWords);
  const textIn = useTexts();
  return (
    <ul className="stack">
      {prompts.map((prompt, place) => (
        // The same question may be asked twice.
        // biome-ignore lint/suspicious/noArrayIndexKey: a record only grows at its end.
        <li key={place} className="row wrap">
          <span className="grow foreign">{textIn(prompt.text)}</span>
          <strong className="foreign">
            {prompt.answered ? printable(answerText(prompt.value)) : say('notAnswered')}
          </strong>
          {prompt.by === undefined ? null : (
            <span className="quiet">
              {isAnswerer(prompt.by) ? say(answerers[prompt.by]) : say('by', { who: prompt.by })}
            </span>
          )}
          {prompt.openMs === undefined ? null : <span className="digits quiet">{durationText(prompt.openMs)}</span>}
          {prompt.picture === undefined ? null : <PromptPicture picture={prompt.picture} small />}
        </li>
      ))}
    </ul>
  );
}

function answerText(value: unknown): string {
  if (value === true) return '✓';
  if (value === false) return '✕';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? '—');
}
