/** What must not be missed: a lost station until somebody has seen it, one that does not start, a STOP that stopped nothing. */
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../foundation/failure.ts';
import type { Language } from '../../foundation/measurement/declaration.ts';
import { failureText } from '../../station/texts/failure-text.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { shellFailure } from '../shell/shell.ts';
import { useBenchPage, useScans, useStation } from '../state/bench-page.tsx';
import { frameWords } from '../words/frame-words.ts';
import { clockText } from '../words/time-text.ts';
import { useLanguage, useWords } from '../words/words.ts';

/** One after the other: none hides the other. */
export function Banners() {
  return (
    <>
      <RefusedStop />
      <StationBanner />
    </>
  );
}

/** The card was scanned, and what it should stop goes on. */
function RefusedStop() {
  const say = useWords(frameWords);
  const language = useLanguage();
  const { scans } = useBenchPage();
  const refused = useScans((state) => state.stopRefused);
  if (refused === null) return null;
  return (
    <Banner text={say('stopRefused')} why={failureText(refused, language)}>
      <Button onPress={() => scans.refuseStop(null)}>{say('seen')}</Button>
    </Banner>
  );
}

function StationBanner() {
  const say = useWords(frameWords);
  const language = useLanguage();
  const { shell } = useBenchPage();
  const { state, unseen, reason } = useStation((known) => known.process);
  const [refused, setRefused] = useState<Failure | null>(null);
  const exportAll = () => {
    setRefused(null);
    shell?.exportDiagnostics().catch((error: unknown) => setRefused(shellFailure(error)));
  };
  if (state === 'given-up')
    return (
      <>
        <Banner text={say('stationGivenUp')} why={whyNot(reason, language)}>
          <Button onPress={() => void shell?.restartStation()}>{say('tryAgain')}</Button>
          <Button onPress={exportAll}>{say('exportDiagnostics')}</Button>
        </Banner>
        <FailureNotice failure={refused} />
      </>
    );
  if (!unseen) return null;
  const time = reason === null ? '' : clockText(new Date(reason.at), language);
  return (
    <Banner text={state === 'up' ? say('stationWasLost', { time }) : say('stationIsLost')}>
      <Button onPress={() => void shell?.acknowledgeLoss()}>{say('seen')}</Button>
    </Banner>
  );
}

/** What stands in the way. A process that only ended has nothing to say beyond that. */
function whyNot(reason: Failure | null, language: Language): string {
  if (reason === null || reason.code === 'station/ended' || reason.code === 'station/silent') return '';
  return `${failureText({ code: reason.code, params: reason.params }, language)} (${reason.code})`;
}

interface BannerProps {
  readonly text: string;
  readonly why?: string;
  readonly children: ReactNode;
}

function Banner({ text, why = '', children }: BannerProps) {
  return (
    <div className="banner" role="alert">
      <span className="grow">
        {text}
        {why === '' ? null : <span className="foreign block">{why}</span>}
      </span>
      {children}
    </div>
  );
}
