/** What can be run on the unit that is on the bench, with which instruments, and the way to start it. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { BenchChoice, ProcedureSummary } from '../../../station/api/station-api.ts';
import { scenarioText } from '../../../station/texts/scenario-texts.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { useRemembered } from '../../state/remembered.ts';
import { benchWords } from '../../words/bench-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';
import type { Fitting } from './fitting-instruments.ts';
import { NeededInstruments } from './needed-instruments.tsx';
import { OverdueInstruments } from './overdue-instruments.tsx';

/** The same simulated noise each time, so that a demonstration can be repeated. */
const seed = 1;
/** How long somebody waits for an instrument: until the shift is over. */
const aShiftMs = 8 * 3_600_000;

export function Procedures({ ticket }: { readonly ticket: string }) {
  const say = useWords(benchWords);
  const language = useLanguage();
  const { place, scans } = useBenchPage();
  const settings = useStation((state) => state.settings);
  const { value, failure } = useRemembered('procedure/list', {});
  const starting = useDoing('run/start');
  const [chosen, setChosen] = useState<string | null>(null);
  const [use, setUse] = useState<Readonly<Record<string, Fitting>>>({});
  const procedure = value?.find(({ id }) => id === chosen) ?? value?.[0];
  const start = async (waitMs?: number) => {
    if (procedure === undefined || settings === null) return;
    const { simulation, operator } = settings;
    const { speed, scenario } = simulation;
    const bench: BenchChoice = simulation.on
      ? { kind: 'simulated', scenario, speed, seed }
      : { kind: 'auto', ...usedFor(procedure.needs, use) };
    const patience = waitMs === undefined ? {} : { waitMs };
    const begun = await starting.do({ procedure: procedure.id, ticket, bench, operator, answers: {}, ...patience });
    if (begun !== undefined) place.go({ screen: 'run', item: begun.run });
  };
  const onCard = useEffectEvent((command: string) => {
    if (command === 'START') void start();
  });
  useEffect(
    () => scans.onResult((result) => (result.kind === 'command' ? onCard(result.command) : undefined)),
    [scans],
  );
  const refused = useRef<HTMLDivElement>(null);
  // Why it did not start must be seen where Start was pressed, also at the lower end of a small window.
  useEffect(() => {
    if (starting.failure !== null) refused.current?.scrollIntoView({ block: 'nearest' });
  }, [starting.failure]);
  const simulation = settings?.simulation;
  return (
    <section className="panel stack bench-procedures" aria-label={say('whatNext')}>
      <div className="start-row">
        <h2>{say('whatNext')}</h2>
        <span className={simulation?.on === true ? 'foreign badge simulated start-bench' : 'quiet start-bench'}>
          {simulation?.on === true
            ? say('onSimulated', { speed: simulation.speed, scenario: scenarioName(simulation.scenario, language) })
            : say('onReal')}
        </span>
        <Button
          look="primary"
          size="large"
          isDisabled={starting.busy || procedure === undefined}
          onPress={() => void start()}
        >
          ▶ {starting.busy ? say('starting') : say('start')}
        </Button>
      </div>
      {starting.failure === null ? null : (
        <div className="stack" ref={refused}>
          <FailureNotice failure={starting.failure} />
          {starting.failure.code === 'lease/taken' ? (
            <Button onPress={() => void start(aShiftMs)}>{say('startWhenFree')}</Button>
          ) : null}
        </div>
      )}
      <FailureNotice failure={failure} />
      {procedure !== undefined && simulation?.on === false ? (
        <>
          <OverdueInstruments capabilities={Object.values(procedure.needs)} />
          <NeededInstruments
            needs={procedure.needs}
            chosen={Object.fromEntries(Object.entries(use).map(([role, { id }]) => [role, id]))}
            onChoose={(role, fitting) => setUse((before) => changed(before, role, fitting))}
          />
        </>
      ) : null}
      {value === null && failure === null ? <p className="quiet">{say('loading')}</p> : null}
      {value?.length === 0 ? <Empty title={say('noProcedure')} /> : null}
      <div className="procedure-choices" role="radiogroup" aria-label={say('procedure')}>
        {(value ?? []).map((one) => (
          <ProcedureChoice
            key={one.id}
            procedure={one}
            checked={one.id === procedure?.id}
            onChoose={() => setChosen(one.id)}
          />
        ))}
      </div>
    </section>
  );
}

type Chosen = Readonly<Record<string, Fitting>>;

function changed(chosen: Chosen, role: string, fitting: Fitting | null): Chosen {
  const { [role]: _before, ...others } = chosen;
  return fitting === null ? others : { ...others, [role]: fitting };
}

/** What was chosen for another procedure and is not needed by this one does not count. */
function usedFor(
  needs: ProcedureSummary['needs'],
  chosen: Chosen,
): Pick<Extract<BenchChoice, { kind: 'auto' }>, 'use'> {
  const named = Object.entries(chosen).filter(([role]) => role in needs);
  if (named.length === 0) return {};
  return { use: Object.fromEntries(named.map(([role, { address, driver }]) => [role, { address, driver }])) };
}

interface ProcedureChoiceProps {
  readonly procedure: ProcedureSummary;
  readonly checked: boolean;
  onChoose(): void;
}

function ProcedureChoice({ procedure, checked, onChoose }: ProcedureChoiceProps) {
  const say = useWords(benchWords);
  const texts = useTexts();
  const name = useValueName();
  const needs = Object.keys(procedure.needs).map((role) => name([role]));
  return (
    <label className={checked ? 'procedure-choice checked' : 'procedure-choice'}>
      <input type="radio" name="procedure" checked={checked} onChange={onChoose} />
      <span className="grow">
        <strong className="foreign block">{texts(procedure.title)}</strong>
        <span className="small quiet">
          {say('needs')}: {needs.join(', ')} · {procedure.version}
        </span>
      </span>
    </label>
  );
}

/** What it does to the unit, where it is told in that language; its English name is short and plain enough. */
function scenarioName(name: string, language: Language): string {
  return scenarioText({ name, describes: name }, language);
}
