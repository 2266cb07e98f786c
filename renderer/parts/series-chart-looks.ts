/** How a curve over time is drawn: band between smallest and largest, limits as lines with words, hatched gaps. */
import type uPlot from 'uplot';
import type { Limits } from '../../foundation/measurement/declaration.ts';
import { valueText } from '../../station/texts/value-text.ts';
import { chartColours, hatchGaps } from './live-chart-looks.ts';

/** Limits of one measurement with the words that stand at them. */
export interface ChartLimits {
  readonly limits: Limits;
  readonly words: string;
}

export interface SeriesChartSource {
  unit(): string;
  gaps(): readonly (readonly [number, number])[];
  limits(): readonly ChartLimits[];
  /** So much is shown from bottom to top at the least, that the steps of a converter do not look like a signal. */
  leastHeight(): number;
  /** Index under the cursor, -1 when it is not shown. */
  cursor(): number;
  /** Seconds shown. */
  shown(): readonly [number, number];
  timeText(seconds: number): string;
  /** A stretch was drawn over with the pointer, in seconds. */
  onStretch(from: number, to: number): void;
  onPoint(index: number): void;
}

export function seriesChartOptions(source: SeriesChartSource, width: number, height: number): uPlot.Options {
  const { ink, edge, line, font, gap } = chartColours();
  const tokens = getComputedStyle(document.documentElement);
  const band = tokens.getPropertyValue('--chart-band').trim();
  const good = tokens.getPropertyValue('--pass').trim();
  const looks = { stroke: ink, font, grid: { stroke: edge, width: 1 }, ticks: { stroke: edge, width: 1 } };
  return {
    width,
    height,
    // The last number of the axis stands half beyond its end.
    padding: [null, 36, null, null],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: {
      x: { time: false, range: () => [...source.shown()] as [number, number] },
      y: { range: (_, low, high) => roomFor(low, high, source.limits(), source.leastHeight()) },
    },
    axes: [
      { ...looks, space: 100, values: (_, splits) => splits.map((seconds) => source.timeText(seconds)) },
      { ...looks, size: 92, values: (_, splits) => splits.map((value) => valueText(value, source.unit())) },
    ],
    series: [
      {},
      { stroke: line, width: 2, spanGaps: false, points: { show: false } },
      { stroke: line, width: 2, spanGaps: false, points: { show: false } },
    ],
    bands: [{ series: [2, 1], fill: `color-mix(in srgb, ${line} 25%, transparent)` }],
    hooks: {
      drawAxes: [
        (chart) => hatchGaps(chart, source.gaps(), gap),
        (chart) => {
          for (const one of source.limits()) drawLimits(chart, one, band, good, font);
        },
      ],
      draw: [(chart) => drawCursor(chart, source.cursor(), ink)],
      setSelect: [
        (chart) => {
          const { left, width: wide } = chart.select;
          if (wide > 4) source.onStretch(chart.posToVal(left, 'x'), chart.posToVal(left + wide, 'x'));
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      setCursor: [(chart) => source.onPoint(chart.cursor.idx ?? -1)],
    },
  };
}

/** Limits are shown when they are near what was measured; a far one would press the curve flat. */
function roomFor(
  low: number | null,
  high: number | null,
  limits: readonly ChartLimits[],
  leastHeight: number,
): [number, number] {
  if (low === null || high === null) return [0, 1];
  const span = Math.max(high - low, Math.abs(high) * 0.02) || 1;
  let [from, to] = [low, high];
  for (const { lo, hi } of limits.map((one) => one.limits))
    for (const at of [lo, hi])
      if (at !== undefined && at > low - span * 2 && at < high + span * 2) {
        from = Math.min(from, at);
        to = Math.max(to, at);
      }
  const room = Math.max((to - from) * 0.1, span * 0.05, (leastHeight - (to - from)) / 2);
  return [from - room, to + room];
}

function drawLimits(chart: uPlot, { limits, words }: ChartLimits, band: string, ink: string, font: string): void {
  const { ctx, bbox } = chart;
  const at = (value: number) => Math.min(bbox.top + bbox.height, Math.max(bbox.top, chart.valToPos(value, 'y', true)));
  const top = limits.hi === undefined ? bbox.top : at(limits.hi);
  const bottom = limits.lo === undefined ? bbox.top + bbox.height : at(limits.lo);
  if (bottom <= top) return;
  ctx.save();
  ctx.fillStyle = band;
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  ctx.strokeStyle = ink;
  ctx.lineWidth = 2;
  ctx.setLineDash([10, 6]);
  const inside = (y: number) => y > bbox.top && y < bbox.top + bbox.height;
  for (const y of [top, bottom].filter(inside)) {
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  const line = [top, bottom].find(inside);
  if (line !== undefined) {
    ctx.font = font;
    ctx.fillStyle = ink;
    ctx.textBaseline = line === top ? 'top' : 'bottom';
    ctx.fillText(words, bbox.left + 8, line === top ? line + 4 : line - 4, bbox.width - 16);
  }
  ctx.restore();
}

function drawCursor(chart: uPlot, index: number, ink: string): void {
  const time = chart.data[0][index];
  if (time === undefined) return;
  const { ctx, bbox } = chart;
  const x = chart.valToPos(time, 'x', true);
  ctx.save();
  ctx.strokeStyle = ink;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
