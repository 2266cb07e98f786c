/**
 * A captured waveform, all of it or any stretch, in volts over the seconds its scale counts. Guarantees: no spike is lost
 * however far it is zoomed out; the line under it tells the values at the cursor, which moves by keyboard.
 */
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { WaveformSummary } from '../../station/api/waveforms.ts';
import { instantText, valueText } from '../../station/texts/value-text.ts';
import { useAsked } from '../state/ask-station.ts';
import { partsWords } from '../words/parts-words.ts';
import { useWords } from '../words/words.ts';
import { ChartPicture } from './chart-picture.tsx';
import { ChartTitle } from './chart-title.tsx';
import { FailureNotice } from './failure-notice.tsx';
import type { ChartLimits } from './series-chart-looks.ts';
import { type DrawnSpan, emptySpan, nearest, type Window, zoomed } from './series-data.ts';
import { axisInstant, drawnWaveform, sampleAt, secondsAt } from './waveform-data.ts';

export interface WaveformChartProps {
  readonly run: string;
  readonly waveform: WaveformSummary;
  /** What it is of, in the person's language. */
  readonly name: string;
}

/** About one for each pixel of the picture. */
const columns = 1_400;
/** Fewer are not worth looking at by themselves. */
const fewestSamples = 10;
/** Converter steps from bottom to top at the least. */
const stepsShown = 10;
const noLimits: readonly ChartLimits[] = [];

export function WaveformChart({ run, waveform, name }: WaveformChartProps) {
  const say = useWords(partsWords);
  const { entry, count, scale } = waveform;
  const whole: Window = { fromMs: 0, toMs: count };
  // Counted in samples: zooming is the same whatever is counted.
  const [chosen, setChosen] = useState<Window | null>(null);
  const shown = chosen ?? whole;
  // One sample more on either side, so that the line goes on to the edges.
  const from = Math.max(0, Math.floor(shown.fromMs) - 1);
  const to = Math.min(count, Math.ceil(shown.toMs) + 1);
  const span = useAsked('run/waveform', { run, entry, from, to, columns });
  const drawn = useMemo(
    () => (span.value === null ? emptySpan : drawnWaveform(span.value, scale)),
    [span.value, scale],
  );
  const [cursor, setCursor] = useState<number | null>(null);
  const at = nearest(drawn.times, cursor ?? secondsAt((shown.fromMs + shown.toMs) / 2, scale));
  const choose = (next: Window) => setChosen(next.toMs - next.fromMs >= count ? null : next);
  const zoom = (factor: number) => {
    const around = sampleAt(drawn.times[at] ?? secondsAt(count / 2, scale), scale);
    choose(zoomed(shown, whole, factor, around, fewestSamples));
  };
  const move = (by: number) => setCursor(drawn.times[Math.min(drawn.times.length - 1, Math.max(0, at + by))] ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 50 : 1;
    if (event.code === 'ArrowLeft') move(-step);
    else if (event.code === 'ArrowRight') move(step);
    else if (event.code === 'Home') move(Number.NEGATIVE_INFINITY);
    else if (event.code === 'End') move(Number.POSITIVE_INFINITY);
    else if (event.key === '+' || event.key === '=') zoom(0.5);
    else if (event.key === '-') zoom(2);
    else if (event.key === '0') setChosen(null);
    else return;
    event.preventDefault();
  };
  const shownSeconds = (shown.toMs - shown.fromMs) * scale.secondsPerPoint;
  return (
    <figure className="series-chart waveform-chart">
      <ChartTitle
        title={say('waveformOver', { name })}
        isWhole={chosen === null}
        onZoom={zoom}
        onAll={() => setChosen(null)}
      />
      <FailureNotice failure={span.failure} tone="warn" />
      <ChartPicture
        drawn={drawn}
        unit="V"
        limits={noLimits}
        leastHeight={stepsShown * scale.voltsPerStep}
        shown={[secondsAt(shown.fromMs, scale), secondsAt(shown.toMs, scale)]}
        timeText={(seconds) => axisInstant(seconds, shownSeconds)}
        cursor={cursor === null ? -1 : at}
        label={`${say('waveformOver', { name })}. ${say('chartKeys')}`}
        onKeyDown={onKeyDown}
        onStretch={(start, end) => {
          const stretch = { fromMs: sampleAt(start, scale), toMs: sampleAt(end, scale) };
          choose(zoomed(stretch, whole, 1, (stretch.fromMs + stretch.toMs) / 2, fewestSamples));
        }}
        onPoint={(index) => setCursor(index < 0 ? null : (drawn.times[index] ?? null))}
      />
      <p className="digits series-values" aria-live="off">
        {say('atCursor', {
          time: instantText(drawn.times[at] ?? 0, shownSeconds),
          value: span.value === null ? '…' : voltsAt(drawn, at, scale.voltsPerStep, say('noSample')),
        })}
      </p>
    </figure>
  );
}

function voltsAt({ min, max }: DrawnSpan, at: number, step: number, none: string): string {
  const [low, high] = [min[at] ?? null, max[at] ?? null];
  if (low === null || high === null) return none;
  const lowest = valueText(low, 'V', step);
  return low === high ? lowest : `${lowest} … ${valueText(high, 'V', step)}`;
}
