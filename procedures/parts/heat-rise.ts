/**
 * How fast the battery heats up, over whole minutes. The minute's beginning is carried in the samples themselves, so a
 * resumed soak goes on exactly.
 */
import type { SampleValues } from '../language/index.ts';

/** Plain fields of a sample. Temperatures in °C, times in seconds of the phone's uptime. */
export type HeatFields = {
  readonly minuteCelsius: number;
  readonly minuteUptime: number;
  /** Over the last whole minute; 0 before the first. */
  readonly kelvinPerMinute: number;
};

const minuteSeconds = 60;

/** The fields of this sample, from those of the one before. */
export function heatRise(last: SampleValues | null, celsius: number, uptime: number): HeatFields {
  const before = last?.minuteCelsius;
  const since = last?.minuteUptime;
  const rate = last?.kelvinPerMinute;
  if (typeof before !== 'number' || typeof since !== 'number' || typeof rate !== 'number' || uptime < since)
    return { minuteCelsius: celsius, minuteUptime: uptime, kelvinPerMinute: 0 };
  const seconds = uptime - since;
  if (seconds < minuteSeconds) return { minuteCelsius: before, minuteUptime: since, kelvinPerMinute: rate };
  return {
    minuteCelsius: celsius,
    minuteUptime: uptime,
    kelvinPerMinute: ((celsius - before) * minuteSeconds) / seconds,
  };
}
