/** From a stretch of a captured waveform to what a chart draws. Samples are counted; the chart shows the seconds of its scale. Pure. */
import type { WaveformSpan, WaveformSummary } from '../../station/api/waveforms.ts';
import { instantText } from '../../station/texts/value-text.ts';
import type { DrawnSpan } from './series-data.ts';

export type WaveformScale = Pick<WaveformSummary['scale'], 'firstSeconds' | 'secondsPerPoint'>;

export function secondsAt(sample: number, { firstSeconds, secondsPerPoint }: WaveformScale): number {
  return firstSeconds + sample * secondsPerPoint;
}

export function sampleAt(seconds: number, { firstSeconds, secondsPerPoint }: WaveformScale): number {
  return (seconds - firstSeconds) / secondsPerPoint;
}

/** An instant beside an axis that shows so many seconds, with as many digits as it needs: `-2.5 ms`, `0 ms`. */
export function axisInstant(seconds: number, shownSeconds: number): string {
  return instantText(seconds, shownSeconds).replace(/\.0+(?= )|(\.\d*[1-9])0+(?= )/, '$1');
}

/** A place without a sample is a hole in the line. */
export function drawnWaveform({ first, min, max }: WaveformSpan, scale: WaveformScale): DrawnSpan {
  const number = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    times: Array.from(first, (sample) => secondsAt(sample, scale)),
    min: Array.from(min, number),
    max: Array.from(max, number),
    gaps: [],
  };
}
