/**
 * The steps of a run. Guarantees: it follows the running step until the person scrolls, then stays where they are and
 * offers to follow again; each state has a shape and a word beside its colour.
 */
import { useEffect, useRef, useState } from 'react';
import { type Findings, failureText } from '../../station/texts/failure-text.ts';
import { printable } from '../../station/texts/printable.ts';
import { durationText } from '../../station/texts/value-text.ts';
import { partsWords } from '../words/parts-words.ts';
import { useLanguage, useTexts, useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import { presentRow, type StepRow, type StepRowState } from './step-rows.ts';

const shapes: Readonly<Record<StepRowState, string>> = {
  waiting: '○',
  running: '▶',
  done: '✓',
  failed: '✕',
  undone: '↶',
  'not-reached': '–',
};

const stateWords = {
  waiting: 'stepWaiting',
  running: 'stepRunning',
  done: 'stepDone',
  failed: 'stepFailed',
  undone: 'stepUndone',
  'not-reached': 'stepNotReached',
} as const satisfies Record<StepRowState, keyof typeof partsWords>;

export interface StepListProps {
  readonly rows: readonly StepRow[];
  readonly findings?: Findings;
}

export function StepList({ rows, findings = {} }: StepListProps) {
  const say = useWords(partsWords);
  const list = useRef<HTMLOListElement>(null);
  const [follows, setFollows] = useState(true);
  const present = presentRow(rows);
  useEffect(() => {
    const row = list.current?.children[present];
    // Only the list itself is moved: the page around it stays where it is.
    if (follows && list.current !== null && row instanceof HTMLElement)
      list.current.scrollTop = row.offsetTop - list.current.clientHeight / 2 + row.offsetHeight / 2;
  }, [present, follows]);
  const stop = () => setFollows(false);
  return (
    <div className="steps">
      <ol
        ref={list}
        className="steps-list"
        aria-label={say('steps')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
        onWheel={stop}
        onTouchMove={stop}
        onPointerDown={(event) => {
          // On the scroll bar, which is outside of what the list holds.
          if (event.target === event.currentTarget) stop();
        }}
        onKeyDown={(event) => {
          if (/^(Arrow(Up|Down)|Page(Up|Down)|Home|End)$/.test(event.code)) stop();
        }}
      >
        {rows.map((row, index) => (
          <StepItem key={row.id} row={row} present={index === present} findings={findings} />
        ))}
      </ol>
      {follows ? null : <Button onPress={() => setFollows(true)}>{say('followAgain')}</Button>}
    </div>
  );
}

function StepItem({
  row,
  present,
  findings,
}: {
  readonly row: StepRow;
  readonly present: boolean;
  readonly findings: Findings;
}) {
  const say = useWords(partsWords);
  const texts = useTexts();
  const language = useLanguage();
  const { state, step, title, name } = row;
  const details = [
    say(stateWords[state]),
    step?.endedMs === undefined ? '' : lengthText(step.endedMs - step.startedMs),
    step !== null && step.attempts > 1 ? say('tries', { n: step.attempts }) : '',
    step?.holes === undefined || step.holes === 0 ? '' : say('holes', { n: step.holes }),
  ];
  const failure = state === 'failed' ? step?.failures.at(-1) : undefined;
  return (
    <li className={`step ${state}`} {...(present ? { 'aria-current': 'step' as const } : {})}>
      <span className="step-shape" aria-hidden="true">
        {shapes[state]}
      </span>
      <span className="grow">
        <span className="foreign">{title === null ? printable(name) : texts(title)}</span>
        <span className="small step-state digits">{details.filter(Boolean).join(' · ')}</span>
        {failure === undefined ? null : (
          <span className="small foreign block">{failureText(failure, language, findings)}</span>
        )}
      </span>
    </li>
  );
}

/** A step of less than half a second says nothing by its length. */
function lengthText(ms: number): string {
  return ms < 500 ? '' : durationText(ms);
}
