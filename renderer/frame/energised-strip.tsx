/** Stays as long as the station says that something may have voltage on it, with the way to switch it off. */
import { useState } from 'react';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import { printable } from '../../station/texts/printable.ts';
import { Button } from '../parts/button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { nameOf } from '../screens/instruments/instrument-groups.ts';
import { useBenchPage, useInstruments, useStation } from '../state/bench-page.tsx';
import { frameWords } from '../words/frame-words.ts';
import { useLanguage, useWords } from '../words/words.ts';

export function EnergisedStrip() {
  const say = useWords(frameWords);
  const { link } = useBenchPage();
  const energised = useStation((state) => state.status?.energised);
  const operator = useStation((state) => state.settings?.operator ?? null);
  const instruments = useInstruments((state) => state.instruments);
  const language = useLanguage();
  const [refused, setRefused] = useState<Failure | null>(null);
  if (energised === undefined || energised.length === 0) return null;
  const runs = [...new Set(energised.flatMap(({ run }) => (run === null ? [] : [run])))];
  // By the name on its front where somebody has looked for instruments, else by its driver.
  const called = (driver: string, address: string) => {
    const known = instruments?.find((one) => one.address === address);
    return known === undefined ? driver : nameOf(known, language);
  };
  const off = () => {
    setRefused(null);
    // Stop and Emergency are never refused for want of a name. What could not be reached is said: it may be on still.
    for (const run of runs)
      link
        .call('run/emergency', { run, by: operator ?? 'operator' })
        .catch((error: unknown) => setRefused(failureOf(error)));
  };
  return (
    <div className="energised-strip" role="status">
      <span aria-hidden="true">⚡</span>
      <span>{say('energised')}</span>
      <span className="foreign grow">
        {energised.map(({ driver, address }) => printable(`${called(driver, address)} ${address}`)).join(' · ')}
      </span>
      {runs.length > 0 ? <Button onPress={off}>{say('emergency')}</Button> : null}
      <FailureNotice failure={refused} />
    </div>
  );
}
