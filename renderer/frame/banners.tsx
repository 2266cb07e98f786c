/** What must not be missed: a lost station until somebody has seen it, a station that does not start. */
import type { ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { useBenchPage, useStation } from '../state/bench-page.tsx';
import { frameWords } from '../words/frame-words.ts';
import { clockText } from '../words/time-text.ts';
import { useLanguage, useWords } from '../words/words.ts';

export function Banners() {
  const say = useWords(frameWords);
  const language = useLanguage();
  const { shell } = useBenchPage();
  const { state, unseen, reason } = useStation((known) => known.process);
  if (state === 'given-up')
    return (
      <Banner text={say('stationGivenUp')}>
        <Button onPress={() => void shell?.restartStation()}>{say('tryAgain')}</Button>
        <Button onPress={() => void shell?.exportDiagnostics()}>{say('exportDiagnostics')}</Button>
      </Banner>
    );
  if (!unseen) return null;
  const time = reason === null ? '' : clockText(new Date(reason.at), language);
  return (
    <Banner text={state === 'up' ? say('stationWasLost', { time }) : say('stationIsLost')}>
      <Button onPress={() => void shell?.acknowledgeLoss()}>{say('seen')}</Button>
    </Banner>
  );
}

function Banner({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <div className="banner" role="alert">
      <span className="grow">{text}</span>
      {children}
    </div>
  );
}
