/** The window was asked to close while runs go on. What is pressed without reading keeps them running. */
import { useEffect, useState } from 'react';
import { printable } from '../../station/texts/printable.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { CloseQuestion as Question } from '../shell/shell-types.ts';
import { useBenchPage } from '../state/bench-page.tsx';
import { frameWords } from '../words/frame-words.ts';
import { useWords } from '../words/words.ts';

export function CloseQuestion() {
  const say = useWords(frameWords);
  const { shell } = useBenchPage();
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(() => shell?.onCloseAsked(setQuestion), [shell]);
  if (question === null) return null;
  const answer = (close: boolean) => {
    setQuestion(null);
    shell?.answerClose(close);
  };
  return (
    <Dialog title={say('closeTitle')} isOpen alert onDismiss={() => answer(false)}>
      <ul className="stack">
        {question.runs.map(({ run, title, ticket }) => (
          <li key={run} className="foreign">
            {printable([title, ticket, run].filter(Boolean).join(' · '))}
          </li>
        ))}
      </ul>
      <p>{say('closeText')}</p>
      <div className="row end wrap">
        <Button look="danger" onPress={() => answer(true)}>
          {say('stopAndClose')}
        </Button>
        <Button look="primary" autoFocus onPress={() => answer(false)}>
          {say('keepRunning')}
        </Button>
      </div>
    </Dialog>
  );
}
