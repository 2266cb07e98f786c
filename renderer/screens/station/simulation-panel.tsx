/** The simulated bench: on or off, how fast, and what is wrong with the unit on it. */
import type { ProcedureDetails } from '../../../station/api/procedures.ts';
import { printable } from '../../../station/texts/printable.ts';
import { scenarioText } from '../../../station/texts/scenario-texts.ts';
import { Choice } from '../../parts/choice.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { OnOff } from '../../parts/on-off.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { stationWords } from '../../words/station-words.ts';
import { type Say, useLanguage, useWords } from '../../words/words.ts';
import { useSettings } from './use-settings.ts';

/** From life to an hour in less than four seconds. */
const speeds = [1, 10, 60, 600, 1_000] as const;

export function SimulationPanel() {
  const say = useWords(stationWords);
  const { settings, busy, failure, change } = useSettings();
  const procedures = useAsked('procedure/list', {});
  const first = procedures.value?.[0]?.id;
  if (settings === null) return null;
  const { simulation } = settings;
  const put = (next: Partial<typeof simulation>) => void change({ simulation: { ...simulation, ...next } });
  return (
    <section className={simulation.on ? 'panel stack simulation on' : 'panel stack'} aria-labelledby="station-sim">
      <h2 id="station-sim">{say('simulation')}</h2>
      <OnOff on={simulation.on} onChange={(on) => put({ on })} isDisabled={busy}>
        {say(simulation.on ? 'simulationOn' : 'simulationOff')}
      </OnOff>
      <p className="small quiet">{say('simulationWhy')}</p>
      <Choice
        label={say('speed')}
        value={String(simulation.speed)}
        options={[...new Set([...speeds, simulation.speed])]
          .sort((one, other) => one - other)
          .map((speed) => ({ id: String(speed), text: speedText(speed, say) }))}
        onChange={(speed) => put({ speed: Number(speed) })}
      />
      {first === undefined ? null : (
        <ScenarioChoice procedure={first} chosen={simulation.scenario} onChoose={(scenario) => put({ scenario })} />
      )}
      <FailureNotice failure={failure} />
    </section>
  );
}

export function speedText(speed: number, say: Say<typeof stationWords>): string {
  if (speed === 1) return say('speedReal');
  const hourSeconds = 3_600 / speed;
  if (hourSeconds > 90) return say('speedTimes', { n: speed });
  return say('speedHour', { n: speed, s: hourSeconds < 10 ? hourSeconds.toFixed(1) : Math.round(hourSeconds) });
}

interface ScenarioChoiceProps {
  /** Any procedure tells all scenarios. */
  readonly procedure: string;
  readonly chosen: string;
  onChoose(scenario: string): void;
}

function ScenarioChoice({ procedure, chosen, onChoose }: ScenarioChoiceProps) {
  const say = useWords(stationWords);
  const language = useLanguage();
  const details = useAsked('procedure/show', { id: procedure });
  const known: ProcedureDetails['scenarios'] = details.value?.scenarios ?? [];
  const options = known.map((one) => ({ id: one.name, text: printable(scenarioText(one, language)) }));
  // What is set stays readable while the list is on its way, or when it has a name that the list has not.
  const all = options.some(({ id }) => id === chosen) ? options : [{ id: chosen, text: printable(chosen) }, ...options];
  return (
    <>
      <Choice label={say('scenario')} value={chosen} options={all} onChange={onChoose} />
      <FailureNotice failure={details.failure} />
    </>
  );
}
