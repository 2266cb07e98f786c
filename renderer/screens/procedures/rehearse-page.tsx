/** Rehearsing a procedure on the simulated unit: which scenario, with or without faults, and what came of it. */
import { useState } from 'react';
import type { ProcedureDetails } from '../../../station/api/procedures.ts';
import type { RunSummary } from '../../../station/api/station-api.ts';
import { printable } from '../../../station/texts/printable.ts';
import { scenarioText } from '../../../station/texts/scenario-texts.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { OnOff } from '../../parts/on-off.tsx';
import { VerdictMark, verdictShapes } from '../../parts/verdict-mark.tsx';
import { useBenchPage, useRehearsals } from '../../state/bench-page.tsx';
import { proceduresWords } from '../../words/procedures-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { RehearsalResult } from './rehearsal-result.tsx';

export function RehearsePage({ details }: { readonly details: ProcedureDetails }) {
  const say = useWords(proceduresWords);
  const { rehearsals } = useBenchPage();
  const { id, scenarios } = details;
  const present = useRehearsals((state) => state.rehearsals[id]);
  const [scenario, setScenario] = useState(present?.scenario ?? firstScenario(details));
  const [faults, setFaults] = useState(present?.faults ?? false);
  const going = present?.going === true;
  const expected = scenarios.find(({ name }) => name === present?.scenario)?.expected ?? null;
  return (
    <div className="rehearse stack">
      {present?.report === undefined || present.report === null ? null : (
        <RehearsalResult details={details} report={present.report} expected={expected} />
      )}
      <section className="panel rehearse-choice">
        <p className="quiet">{say('rehearseWhat')}</p>
        <Scenarios details={details} chosen={scenario} onChoose={setScenario} isDisabled={going} />
        <OnOff on={faults} onChange={setFaults} isDisabled={going}>
          {say('withFaults')}
        </OnOff>
        <div className="row">
          <Button
            look="primary"
            isDisabled={going || scenario === ''}
            onPress={() => void rehearsals.start(id, scenario, faults)}
          >
            {say('start')}
          </Button>
          {going ? <Button onPress={() => void rehearsals.cancel(id)}>{say('cancel')}</Button> : null}
          {going ? <Progress progress={present.progress} /> : null}
        </div>
        <FailureNotice failure={present?.failure ?? null} findings={details.findings} />
      </section>
    </div>
  );
}

/** The one that this procedure should pass. */
function firstScenario({ scenarios }: ProcedureDetails): string {
  return (scenarios.find(({ expected }) => expected === 'PASS') ?? scenarios[0])?.name ?? '';
}

function Progress({ progress }: { readonly progress: { readonly done: number; readonly total: number } | null }) {
  const say = useWords(proceduresWords);
  const text = progress === null || progress.total === 0 ? say('going') : say('progress', { ...progress });
  return (
    <div className="grow rehearse-progress" role="status">
      <span>{text}</span>
      <progress
        aria-label={say('going')}
        {...(progress === null ? {} : { value: progress.done, max: Math.max(1, progress.total) })}
      />
    </div>
  );
}

interface ScenariosProps {
  readonly details: ProcedureDetails;
  readonly chosen: string;
  readonly isDisabled: boolean;
  onChoose(name: string): void;
}

function Scenarios({ details: { scenarios }, chosen, isDisabled, onChoose }: ScenariosProps) {
  const say = useWords(proceduresWords);
  const language = useLanguage();
  return (
    <fieldset className="scenario-list" disabled={isDisabled}>
      <legend className="label">{say('scenario')}</legend>
      {scenarios.map((scenario) => (
        <label key={scenario.name} className="scenario">
          <input
            type="radio"
            name="scenario"
            checked={scenario.name === chosen}
            onChange={() => onChoose(scenario.name)}
          />
          <span className="grow">
            <span className="foreign">{printable(scenarioText(scenario, language))}</span>
            <br />
            <span className="foreign digits small quiet">{printable(scenario.name)}</span>
          </span>
          <Expected verdict={scenario.expected} />
        </label>
      ))}
    </fieldset>
  );
}

function Expected({ verdict }: { readonly verdict: string | null }) {
  const say = useWords(proceduresWords);
  if (verdict === null || !isVerdict(verdict))
    return <span className="small quiet one-line">{say('expectedNothing')}</span>;
  return (
    <span className="row">
      <span className="visually-hidden">{say('expected')}</span>
      <VerdictMark verdict={verdict} />
    </span>
  );
}

export function isVerdict(verdict: string): verdict is RunSummary['verdict'] {
  return Object.hasOwn(verdictShapes, verdict);
}
