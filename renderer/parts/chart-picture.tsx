/** A curve as a picture: a band between smallest and largest, limits, gaps, and a line that the keyboard moves. */
import { type KeyboardEvent, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useStation } from '../state/bench-page.tsx';
import { type ChartLimits, type SeriesChartSource, seriesChartOptions } from './series-chart-looks.ts';
import type { DrawnSpan } from './series-data.ts';

export interface ChartPictureProps {
  readonly drawn: DrawnSpan;
  readonly unit: string;
  readonly limits: readonly ChartLimits[];
  /** In the unit; none when absent. See {@link SeriesChartSource}. */
  readonly leastHeight?: number;
  /** Seconds, from and to. */
  readonly shown: readonly [number, number];
  /** What stands at a place on the axis. */
  timeText(seconds: number): string;
  /** Index of the point under the line; -1 when there is none. */
  readonly cursor: number;
  readonly label: string;
  onKeyDown(event: KeyboardEvent): void;
  /** A stretch was drawn over with the pointer, in seconds. */
  onStretch(from: number, to: number): void;
  onPoint(index: number): void;
}

export function ChartPicture(props: ChartPictureProps) {
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
      leastHeight: () => present.current.leastHeight ?? 0,
      cursor: () => present.current.cursor,
      shown: () => present.current.shown,
      timeText: (seconds) => present.current.timeText(seconds),
      onStretch: (from, to) => present.current.onStretch(from, to),
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
  }, [drawn, shown[0], shown[1], cursor, limits]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the line in the picture is moved by the arrow keys.
    <div ref={place} className="series-picture" role="img" aria-label={label} tabIndex={0} onKeyDown={onKeyDown} />
  );
}
