/**
 * One value over the time of a soak: limits, gaps, zoom. Guarantees: everything it shows can be had without the picture:
 * a line under it tells the values at the cursor, which moves by keyboard; a gap is hatched and named.
 */
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { SeriesSummary } from '../../station/api/history.ts';
import { durationText, valueText } from '../../station/texts/value-text.ts';
import { useSpan } from '../state/series-span.ts';
import { partsWords } from '../words/parts-words.ts';
import { type Say, useWords } from '../words/words.ts';
import { ChartPicture } from './chart-picture.tsx';
import { ChartTitle } from './chart-title.tsx';
import { FailureNotice } from './failure-notice.tsx';
import type { ChartLimits } from './series-chart-looks.ts';
import { type DrawnSpan, drawnSpan, emptySpan, inGap, nearest, type Window, zoomed } from './series-data.ts';

export interface SeriesChartProps {
  readonly run: string;
  readonly series: SeriesSummary;
  /** The curve still grows. */
  readonly live: boolean;
  /** What it is of, in the person's language. */
  readonly name: string;
  readonly limits?: readonly ChartLimits[];
  /** The weight of the last digit of its values. */
  readonly resolution?: number;
  /** Where the soak will end, so that a growing curve does not jump. */
  readonly plannedMs?: number;
}

const noLimits: readonly ChartLimits[] = [];
/** Buckets asked for: about one for each two pixels of a wide screen. */
const buckets = 700;

export function SeriesChart(props: SeriesChartProps) {
  const { run, series, live, name, limits = noLimits, resolution, plannedMs } = props;
  const say = useWords(partsWords);
  const whole: Window = { fromMs: 0, toMs: Math.max(series.toMs, plannedMs ?? 0, 1_000) };
  const [chosen, setChosen] = useState<Window | null>(null);
  const shown = chosen ?? whole;
  const { span, failure } = useSpan({ run, series: series.series, ...rounded(shown), buckets }, live);
  const drawn = useMemo(() => (span === null ? emptySpan : drawnSpan(span)), [span]);
  const [cursor, setCursor] = useState<number | null>(null);
  const at = cursor === null ? drawn.times.length - 1 : nearest(drawn.times, cursor);
  const aroundMs = (drawn.times[at] ?? (shown.fromMs + shown.toMs) / 2_000) * 1_000;
  const zoom = (factor: number) => {
    const next = zoomed(shown, whole, factor, aroundMs);
    setChosen(next.toMs - next.fromMs >= whole.toMs - whole.fromMs ? null : next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 1;
    if (event.code === 'ArrowLeft') setCursor(drawn.times[Math.max(0, at - step)] ?? null);
    else if (event.code === 'ArrowRight') setCursor(drawn.times[Math.min(drawn.times.length - 1, at + step)] ?? null);
    else if (event.code === 'Home') setCursor(drawn.times[0] ?? null);
    else if (event.code === 'End') setCursor(null);
    else if (event.key === '+' || event.key === '=') zoom(0.5);
    else if (event.key === '-') zoom(2);
    else if (event.key === '0') setChosen(null);
    else return;
    event.preventDefault();
  };
  return (
    <figure className="series-chart">
      <ChartTitle
        title={say('chartOf', { name })}
        isWhole={chosen === null}
        onZoom={zoom}
        onAll={() => setChosen(null)}
      />
      <FailureNotice failure={failure} tone="warn" />
      <ChartPicture
        drawn={drawn}
        unit={series.unit}
        limits={limits}
        shown={[shown.fromMs / 1_000, shown.toMs / 1_000]}
        timeText={(seconds) => durationText(seconds * 1_000)}
        cursor={cursor === null ? -1 : at}
        label={`${say('chartOf', { name })}. ${say('chartKeys')}`}
        onKeyDown={onKeyDown}
        onStretch={(from, to) => {
          const [fromMs, toMs] = [from * 1_000, to * 1_000];
          setChosen(zoomed({ fromMs, toMs }, whole, 1, (fromMs + toMs) / 2));
        }}
        onPoint={(index) => setCursor(index < 0 ? null : (drawn.times[index] ?? null))}
      />
      <p className="digits series-values" aria-live="off">
        {valuesText(drawn, at, series.unit, resolution, say)}
        {limits.length === 0 ? null : <span className="quiet"> · {limits.map(({ words }) => words).join(' · ')}</span>}
      </p>
    </figure>
  );
}

/** Whole seconds, so that a curve that grows is not asked for with ever new numbers between two answers. */
function rounded({ fromMs, toMs }: Window): Window {
  return { fromMs: Math.floor(fromMs / 1_000) * 1_000, toMs: Math.ceil(toMs / 1_000) * 1_000 };
}

function valuesText(
  drawn: DrawnSpan,
  at: number,
  unit: string,
  resolution: number | undefined,
  say: Say<typeof partsWords>,
): string {
  const seconds = drawn.times[at];
  if (seconds === undefined) return say('chartEmpty');
  const [min, max] = [drawn.min[at] ?? null, drawn.max[at] ?? null];
  const time = durationText(seconds * 1_000);
  if (min === null || max === null || inGap(drawn, seconds)) return say('atCursor', { time, value: say('gapHere') });
  const low = valueText(min, unit, resolution);
  return say('atCursor', { time, value: min === max ? low : `${low} … ${valueText(max, unit, resolution)}` });
}
