/** The curves of a run's soaks, with the limits of the measurement of the same name where there is one. */
import type { SeriesSummary } from '../../../station/api/history.ts';
import type { MeasureRecord } from '../../../station/record/record.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { SeriesChart } from '../../parts/series-chart.tsx';
import { useAsked } from '../../state/ask-station.ts';
import type { ProcedureWords } from '../../state/procedure-words.ts';
import { historyWords } from '../../words/history-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useWords } from '../../words/words.ts';

export interface RunCurvesProps {
  readonly run: string;
  readonly measures: readonly MeasureRecord[];
  readonly words: ProcedureWords;
}

/** What was measured first; how long a thing has been on is a straight line and stands last. */
function inOrder(curves: readonly SeriesSummary[]): readonly SeriesSummary[] {
  return [...curves].sort((one, other) => Number(one.unit === 's') - Number(other.unit === 's'));
}

export function RunCurves({ run, measures, words }: RunCurvesProps) {
  const say = useWords(historyWords);
  const valueName = useValueName();
  const curves = useAsked('run/series', { run });
  if (curves.failure === null && (curves.value === null || curves.value.length === 0)) return null;
  return (
    <div className="panel stack">
      <h2>{say('curves')}</h2>
      <FailureNotice failure={curves.failure} />
      {inOrder(curves.value ?? []).map((series) => {
        const measure = measures.find(({ key, unit }) => key === series.name && unit === series.unit);
        return (
          <SeriesChart
            key={series.series}
            run={run}
            series={series}
            live={false}
            name={`${words.stageTitle(series.soak)} · ${valueName([series.name])}`}
            {...(measure?.resolution === undefined ? {} : { resolution: measure.resolution })}
          />
        );
      })}
    </div>
  );
}
