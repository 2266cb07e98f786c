/** The curve of one value of a soak, as far as the station has it. */
import { useEffect } from 'react';
import type { MeasureRecord } from '../../../station/record/record.ts';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { SeriesChart } from '../../parts/series-chart.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useValueName } from '../../words/value-names.ts';
import { useLanguage } from '../../words/words.ts';
import { limitsFor } from './run-limits.ts';

/** How often the list of curves is asked for while it grows. */
const askAgainMs = 2_000;

export interface RunCurveProps {
  readonly run: string;
  readonly soak: string;
  readonly value: string;
  readonly measures: readonly MeasureRecord[];
  readonly live: boolean;
  /** The weight of the last digit of its values. */
  readonly resolution?: number | undefined;
  /** How long the soak will be: the curve grows into it. */
  readonly plannedMs?: number;
}

export function RunCurve({ run, soak, value, measures, live, resolution, plannedMs }: RunCurveProps) {
  const language = useLanguage();
  const name = useValueName();
  const asked = useAsked('run/series', { run });
  const { again } = asked;
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(again, askAgainMs);
    return () => clearInterval(timer);
  }, [live, again]);
  const series = asked.value?.find((one) => one.soak === soak && one.name === value);
  if (series === undefined) return <FailureNotice failure={asked.failure} tone="warn" />;
  return (
    <SeriesChart
      key={series.series}
      run={run}
      series={series}
      live={live}
      name={name(value.split('.'))}
      limits={limitsFor(series.unit, measures, language)}
      {...(resolution === undefined ? {} : { resolution })}
      {...(plannedMs === undefined ? {} : { plannedMs })}
    />
  );
}
