/** How the chart of a live channel is drawn: colours of the present appearance, times by the clock, hatched gaps. */
import type uPlot from 'uplot';
import { valueText } from '../../station/texts/value-text.ts';

export interface ChartColours {
  readonly ink: string;
  readonly edge: string;
  readonly line: string;
  readonly gap: string;
  readonly font: string;
}

/** From the tokens, which an appearance changes. */
export function chartColours(): ChartColours {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  return {
    ink: token('--ink-2'),
    edge: token('--edge'),
    line: token('--chart-1'),
    gap: token('--chart-gap'),
    font: `14px ${token('--font-digits')}`,
  };
}

export interface LiveChartSource {
  /** Milliseconds shown up to now. */
  readonly spanMs: number;
  now(): number;
  unit(): string;
  gaps(): readonly (readonly [number, number])[];
}

export function liveChartOptions(source: LiveChartSource, width: number, height: number): uPlot.Options {
  const { ink, edge, line, font, gap } = chartColours();
  const looks = { stroke: ink, font, grid: { stroke: edge, width: 1 }, ticks: { stroke: edge, width: 1 } };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: true, range: () => [(source.now() - source.spanMs) / 1_000, source.now() / 1_000] },
      y: { range: (_, low, high) => roomAround(low, high) },
    },
    axes: [
      { ...looks, space: 90, values: (_, splits) => splits.map(timeText) },
      { ...looks, size: 96, space: 56, values: (_, splits) => splits.map((value) => valueText(value, source.unit())) },
    ],
    series: [{}, { stroke: line, width: 2, spanGaps: false, points: { show: false } }],
    hooks: { drawAxes: [(chart) => hatchGaps(chart, source.gaps(), gap)] },
  };
}

/** A flat line stands in the middle. */
function roomAround(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const room = (high - low) * 0.1 || Math.abs(high) * 0.02 || 1;
  return [low - room, high + room];
}

function timeText(seconds: number): string {
  const at = new Date(seconds * 1_000);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Slanted lines where there is nothing, so that a gap is seen without its colour. Gaps in seconds. */
export function hatchGaps(chart: uPlot, gaps: readonly (readonly [number, number])[], colour: string): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const [from, to] of gaps) {
    const left = Math.max(bbox.left, chart.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, chart.valToPos(to, 'x', true));
    if (right > left) hatch(ctx, left, bbox.top, right - left, bbox.height, colour);
  }
  ctx.restore();
}

/** Canvas pixels between two slanted lines. */
const hatchStep = 12;

function hatch(
  ctx: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: string,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.fillStyle = colour;
  ctx.fillRect(left, top, width, height);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 3;
  ctx.beginPath();
  // Anchored to the canvas, so that the pattern stands still while the gap moves through it.
  for (let x = Math.floor((left - height) / hatchStep) * hatchStep; x < left + width; x += hatchStep) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
