/** The self-check: each step with its state, what was found, and what a person can do. */
import { useEffect, useState } from 'react';
import type { CheckStep } from '../../../station/api/station.ts';
import { curedFailure } from '../../../station/texts/cure-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { stationWords } from '../../words/station-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';

const stepWords = {
  'data-folder': 'stepDataFolder',
  disk: 'stepDisk',
  database: 'stepDatabase',
  clock: 'stepClock',
  adb: 'stepAdb',
  usb: 'stepUsb',
  'serial-permission': 'stepSerial',
  bench: 'stepBench',
} as const;

const states = {
  ok: ['✓', 'pass', 'stateOk'],
  attention: ['!', 'warn', 'stateAttention'],
  failed: ['✕', 'fail', 'stateFailed'],
  'not-here': ['–', 'plain', 'stateNotHere'],
} as const;

export function CheckPanel() {
  const say = useWords(stationWords);
  const { value, failure, waiting, again } = useAsked('station/check', {});
  const come = useSteps(waiting);
  const wrong = (value ?? []).filter(({ state }) => state === 'attention' || state === 'failed').length;
  const summary = wrong === 0 ? say('checkAllOk') : say('checkSome', { n: wrong });
  return (
    <section className="panel stack" aria-labelledby="station-check">
      <div className="row spread">
        <h2 id="station-check">{say('check')}</h2>
        <Button isDisabled={waiting} onPress={again}>
          {say(waiting ? 'checking' : 'checkAgain')}
        </Button>
      </div>
      <FailureNotice failure={failure} />
      <p role="status">{waiting ? say('checking') : value === null ? '' : <strong>{summary}</strong>}</p>
      <ul className="check-list">
        {waiting
          ? Object.keys(stepWords).map((name) => {
              const step = come.find((one) => one.step === name);
              return step === undefined ? <WaitingRow key={name} step={name} /> : <CheckRow key={name} step={step} />;
            })
          : (value ?? []).map((step) => <CheckRow key={step.step} step={step} />)}
      </ul>
    </section>
  );
}

/** Of the check that goes on: what is known already. */
function useSteps(waiting: boolean): readonly CheckStep[] {
  const { link } = useBenchPage();
  const [steps, setSteps] = useState<readonly CheckStep[]>([]);
  useEffect(() => {
    if (waiting) setSteps([]);
  }, [waiting]);
  useEffect(
    () => link.on('check', (step) => setSteps((all) => [...all.filter((one) => one.step !== step.step), step])),
    [link],
  );
  return steps;
}

function WaitingRow({ step }: { readonly step: string }) {
  const say = useWords(stationWords);
  return (
    <li className="check-row quiet">
      <span className="badge" aria-hidden="true">
        …
      </span>
      <strong>{say(stepWords[step as keyof typeof stepWords])}</strong>
    </li>
  );
}

function CheckRow({ step: { step, state, finding } }: { readonly step: CheckStep }) {
  const say = useWords(stationWords);
  const language = useLanguage();
  const [sign, tone, word] = states[state];
  const title = Object.hasOwn(stepWords, step) ? say(stepWords[step as keyof typeof stepWords]) : printable(step);
  const { what, cure } = curedFailure(finding, language);
  return (
    <li className="check-row">
      <span className={`badge ${tone}`}>
        <span aria-hidden="true">{sign}</span> {say(word)}
      </span>
      <div className="grow">
        <strong>{title}</strong>
        <p className="foreign small">{what}</p>
        {cure === '' ? null : (
          <p className="foreign small">
            <strong>{say('whatToDo')}</strong> {cure}
          </p>
        )}
      </div>
    </li>
  );
}
