/**
 * One question, in one sentence, with the keys on its buttons and its picture beside it. Guarantees: answers count only after a cool-down and once;
 * a scan answers a question that wants one; Escape does nothing, least of all stop the run.
 */
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PromptRecord } from '../../../station/record/record.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { PromptPicture } from '../../parts/prompt-picture.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { runWords } from '../../words/run-words.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import { choicesOf, coolDownMs, numberAnswer } from './prompt-answer.ts';

export interface PromptPanelProps {
  readonly run: string;
  readonly prompt: PromptRecord;
}

export function PromptPanel({ run, prompt }: PromptPanelProps) {
  const say = useWords(runWords);
  const texts = useTexts();
  const answering = useDoing('run/answer');
  const since = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    since.current = performance.now();
  }, []);
  const answer = (value: unknown) => {
    if (performance.now() - since.current < coolDownMs) return;
    void answering.do({ run, key: prompt.key, value });
  };
  return (
    <section className="prompt" aria-label={say('question')} aria-live="assertive">
      <div className="prompt-asks">
        <p className="prompt-text foreign">{texts(prompt.text)}</p>
        <PromptAnswers prompt={prompt} busy={answering.busy} answer={answer} />
        <FailureNotice failure={answering.failure} />
      </div>
      {prompt.picture === undefined ? null : <PromptPicture picture={prompt.picture} />}
    </section>
  );
}

interface AnswerProps {
  readonly prompt: PromptRecord;
  readonly busy: boolean;
  answer(value: unknown): void;
}

function PromptAnswers(props: AnswerProps) {
  if (props.prompt.kind === 'confirm') return <Confirm {...props} />;
  return props.prompt.kind === 'choose' ? <Choose {...props} /> : <Typed {...props} />;
}

function Confirm({ busy, answer }: AnswerProps) {
  const say = useWords(runWords);
  useLoneKeys((code) => {
    if (code === 'Enter' || code === 'NumpadEnter') answer(true);
    if (code === 'KeyF') answer(false);
  });
  return (
    <div className="row wrap">
      <Button look="primary" size="large" keyName="Enter" isDisabled={busy} onPress={() => answer(true)}>
        {say('yesDone')}
      </Button>
      <Button size="large" keyName="F" isDisabled={busy} onPress={() => answer(false)}>
        {say('no')}
      </Button>
    </div>
  );
}

function Choose({ prompt, busy, answer }: AnswerProps) {
  const language = useLanguage();
  const choices = choicesOf(prompt.choices);
  useLoneKeys((code) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
    const choice = digit === undefined ? undefined : choices[Number(digit) - 1];
    if (choice !== undefined) answer(choice[0]);
  });
  return (
    <div className="prompt-choices">
      {choices.map(([key, texts], index) => (
        <Button
          key={key}
          size="large"
          isDisabled={busy}
          onPress={() => answer(key)}
          {...(index < 9 ? { keyName: String(index + 1) } : {})}
        >
          <span className="foreign">{printable(texts[language] ?? key)}</span>
        </Button>
      ))}
    </div>
  );
}

function Typed({ prompt, busy, answer }: AnswerProps) {
  const say = useWords(runWords);
  const { scans } = useBenchPage();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const isNumber = prompt.kind === 'number';
  const send = useEffectEvent((given: string) => {
    const value = isNumber ? numberAnswer(given) : given.trim();
    setWrong(value === undefined || value === '');
    if (value !== undefined && value !== '') answer(value);
  });
  useEffect(
    () =>
      scans.want((scanned) => {
        setText(scanned);
        send(scanned);
      }),
    [scans],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text);
  };
  return (
    <form className="row wrap prompt-form" data-scan-box="" onSubmit={submit}>
      <div className="grow">
        <TextField
          label={say('answer')}
          value={text}
          onChange={setText}
          autoFocus
          error={wrong && isNumber ? say('notANumber') : null}
          {...(prompt.kind === 'scan' ? { placeholder: say('scanHere') } : {})}
          {...(isNumber ? { inputMode: 'decimal' as const } : {})}
        />
      </div>
      <Button type="submit" look="primary" size="large" keyName="Enter" isDisabled={busy}>
        {say('sendAnswer')}
      </Button>
    </form>
  );
}

/** Keys that are pressed alone: never those of a scan, nor what a field takes. */
function useLoneKeys(onKey: (code: string) => void): void {
  const { scans } = useBenchPage();
  const hear = useEffectEvent((event: KeyboardEvent) => onKey(event.code));
  useEffect(() => scans.onLoneKey(hear), [scans]);
}
