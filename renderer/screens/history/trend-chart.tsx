/** One measurement over many runs: a mark for each run, the limits it had then as lines. */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { valueText } from '../../../station/texts/value-text.ts';
import { chartColours } from '../../parts/live-chart-looks.ts';
import { useStation } from '../../state/bench-page.tsx';
import type { TrendColumns } from './trend-points.ts';

export interface TrendChartProps {
  readonly columns: TrendColumns;
  readonly unit: string;
  readonly label: string;
  onOpen(run: string): void;
}

const height = 300;

export function TrendChart({ columns, unit, label, onOpen }: TrendChartProps) {
  const theme = useStation((state) => state.settings?.theme);
  const place = useRef<HTMLDivElement>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another appearance has other colours, which are read once.
  useEffect(() => {
    const element = place.current;
    if (element === null || !canDraw()) return undefined;
    const plot = new uPlot(optionsFor(element, unit), dataOf(columns), element);
    const onClick = () => {
      const run = columns.points[plot.cursor.idx ?? -1]?.run;
      if (run !== undefined) open.current(run);
    };
    plot.over.addEventListener('click', onClick);
    const sizes = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      plot.destroy();
    };
  }, [columns, unit, theme]);
  return <div ref={place} className="trend-chart" role="img" aria-label={label} />;
}

function dataOf({ times, values, lo, hi }: TrendColumns): uPlot.AlignedData {
  const holes = (column: Float64Array) => Array.from(column, (value) => (Number.isNaN(value) ? null : value));
  return [[...times], holes(values), holes(lo), holes(hi)];
}

function optionsFor(element: HTMLElement, unit: string): uPlot.Options {
  const { ink, edge, line, font } = chartColours();
  const axis = { stroke: ink, font, grid: { stroke: edge, width: 1 } };
  const limit = { stroke: ink, width: 2, dash: [8, 6], points: { show: false }, spanGaps: false };
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    scales: { x: { time: true } },
    axes: [axis, { ...axis, size: 90, values: (_, ticks) => ticks.map((tick) => valueText(tick, unit)) }],
    series: [
      {},
      {
        stroke: line,
        width: 2,
        spanGaps: false,
        points: { show: true, size: 12 },
      },
      limit,
      limit,
    ],
  };
}

/** A page without a canvas (a test) shows the table alone. */
function canDraw(): boolean {
  return document.createElement('canvas').getContext('2d') !== null;
}
