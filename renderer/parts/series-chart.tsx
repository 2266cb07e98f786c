/**
 * One value over the time of a soak: limits, gaps, zoom. Guarantees: everything it shows can be had without the picture:
 * a line under it tells the values at the cursor, which moves by keyboard; a gap is hatched and named.
 */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { SeriesSummary } from '../../station/api/history.ts';
import { durationText, valueText } from '../../station/texts/value-text.ts';
import { useStation } from '../state/bench-page.tsx';
import { useSpan } from '../state/series-span.ts';
import { partsWords } from '../words/parts-words.ts';
import { type Say, useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { type ChartLimits, type SeriesChartSource, seriesChartOptions } from './series-chart-looks.ts';
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
      <div className="row">
        <figcaption className="grow foreign">{say('chartOf', { name })}</figcaption>
        <Button look="plain" aria-label={say('zoomOut')} isDisabled={chosen === null} onPress={() => zoom(2)}>
          −
        </Button>
        <Button look="plain" aria-label={say('zoomIn')} onPress={() => zoom(0.5)}>
          +
        </Button>
        <Button look="plain" isDisabled={chosen === null} onPress={() => setChosen(null)}>
          {say('zoomAll')}
        </Button>
      </div>
      <FailureNotice failure={failure} tone="warn" />
      <Picture
        drawn={drawn}
        unit={series.unit}
        limits={limits}
        shown={shown}
        cursor={cursor === null ? -1 : at}
        label={`${say('chartOf', { name })}. ${say('chartKeys')}`}
        onKeyDown={onKeyDown}
        onStretch={(from, to) => setChosen(zoomed({ fromMs: from, toMs: to }, whole, 1, (from + to) / 2))}
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

interface PictureProps {
  readonly drawn: DrawnSpan;
  readonly unit: string;
  readonly limits: readonly ChartLimits[];
  readonly shown: Window;
  readonly cursor: number;
  readonly label: string;
  onKeyDown(event: KeyboardEvent): void;
  onStretch(fromMs: number, toMs: number): void;
  onPoint(index: number): void;
}

function Picture(props: PictureProps) {
  const theme = useStation((state) => state.settings?.theme);
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const present = useRef(props);
  present.current = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another appearance has other colours, which are read once.
  useEffect(() => {
    const parent = place.current;
    // A page without a canvas (a test) shows the values alone.
    if (parent === null || document.createElement('canvas').getContext('2d') === null) return;
    const source: SeriesChartSource = {
      unit: () => present.current.unit,
      gaps: () => present.current.drawn.gaps,
      limits: () => present.current.limits,
      cursor: () => present.current.cursor,
      shown: () => [present.current.shown.fromMs / 1_000, present.current.shown.toMs / 1_000],
      onStretch: (from, to) => present.current.onStretch(from * 1_000, to * 1_000),
      onPoint: (index) => present.current.onPoint(index),
    };
    const made = new uPlot(seriesChartOptions(source, parent.clientWidth, parent.clientHeight), [[], [], []], parent);
    chart.current = made;
    const { drawn } = present.current;
    made.setData([drawn.times, drawn.min, drawn.max]);
    const watcher = new ResizeObserver(() => made.setSize({ width: parent.clientWidth, height: parent.clientHeight }));
    watcher.observe(parent);
    return () => {
      chart.current = null;
      watcher.disconnect();
      made.destroy();
    };
  }, [theme]);
  const { drawn, shown, cursor, label, limits, onKeyDown } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are read by the drawing itself.
  useEffect(() => {
    chart.current?.setData([drawn.times, drawn.min, drawn.max]);
  }, [drawn, shown.fromMs, shown.toMs, cursor, limits]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the line in the picture is moved by the arrow keys.
    <div ref={place} className="series-picture" role="img" aria-label={label} tabIndex={0} onKeyDown={onKeyDown} />
  );
}
