/**
 * The curve of one live channel, moving with the clock. Guarantees: at most {@link mostFramesPerSecond} pictures a
 * second, and only while it is visible; gaps are hatched; the numbers it shows stand beside it for those who do not see
 * it, because a canvas tells a reader nothing.
 */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useBenchPage, useStation } from '../state/bench-page.tsx';
import { liveChartOptions } from './live-chart-looks.ts';
import { type LivePoints, livePoints } from './live-points.ts';

export const mostFramesPerSecond = 30;
/** With nothing new the picture still moves on with the clock, but slower. */
const idleMs = 250;

export interface LiveChartProps {
  readonly address: string;
  readonly channel: string;
  readonly spanMs: number;
  /** What the curve is of. */
  readonly label: string;
}

const nothing: LivePoints = { times: [], values: [], gaps: [] };

export function LiveChart({ address, channel, spanMs, label }: LiveChartProps) {
  const { telemetry } = useBenchPage();
  const theme = useStation((state) => state.settings?.theme);
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another appearance has other colours, which are read once.
  useEffect(() => {
    const parent = place.current;
    if (parent === null || !canDraw()) return;
    let shown = nothing;
    let now = Date.now();
    const source = {
      spanMs,
      now: () => now,
      unit: () => telemetry.ring(address, channel)?.last?.unit ?? '1',
      gaps: () => shown.gaps,
    };
    const chart = new uPlot(liveChartOptions(source, parent.clientWidth, parent.clientHeight), [[], []], parent);
    const draw = () => {
      now = Date.now();
      const ring = telemetry.ring(address, channel);
      shown = ring === undefined ? nothing : livePoints(ring.points(), now - spanMs, now);
      chart.setData([shown.times, shown.values]);
    };
    const stop = drawEachFrame(() => telemetry.ring(address, channel)?.version ?? 0, draw);
    const watcher = new ResizeObserver(() => chart.setSize({ width: parent.clientWidth, height: parent.clientHeight }));
    watcher.observe(parent);
    return () => {
      stop();
      watcher.disconnect();
      chart.destroy();
    };
  }, [telemetry, address, channel, spanMs, theme]);
  return <div ref={place} className="live-chart" role="img" aria-label={label} />;
}

/** Draws when `version` has changed, else slowly; never faster than {@link mostFramesPerSecond}. */
function drawEachFrame(version: () => number, draw: () => void): () => void {
  let drawn = -1;
  let drawnAt = 0;
  let frame = 0;
  const next = (at: number) => {
    frame = requestAnimationFrame(next);
    const age = at - drawnAt;
    // Half a frame of slack, or every second frame of a 60 Hz screen would come just too early.
    if (age < 1_000 / mostFramesPerSecond - 8 || (version() === drawn && age < idleMs)) return;
    drawn = version();
    drawnAt = at;
    draw();
  };
  frame = requestAnimationFrame(next);
  return () => cancelAnimationFrame(frame);
}

/** A page without a canvas (a test) shows the numbers alone. */
function canDraw(): boolean {
  return document.createElement('canvas').getContext('2d') !== null;
}
