/**
 * What an answer means: one reading in °C for each input. Guarantees that nothing but the present temperature has a
 * value: extremes, relative values and differences are `invalid`, an input without a probe is `overrange`.
 */
import { decimal, type Reading, type ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { type CenterFrame, channels } from './frame.ts';

export type CenterReadings = Readonly<Record<(typeof channels)[number], Reading>>;

/** Range of the instrument with type K probes, °C, with a little room; a number outside it is not believed. */
const range = { low: -210, high: 1_380 };

/** What stands in the way of the present value, as the instrument shows it; undefined while nothing does. */
export function notPresent({ display, relative, difference }: CenterFrame): string | undefined {
  if (display !== 'present') return display;
  if (relative) return 'rel';
  return difference ? 'T1-T2' : undefined;
}

/** `when` goes into every reading. */
export function readingsOf(frame: CenterFrame, when: Pick<Reading, 'at' | 'span' | 'latencyMs'> = {}): CenterReadings {
  const of = (channel: 0 | 1 | 2 | 3): Reading => ({
    ...channelReading(frame, channel),
    flags: flagsOf(frame),
    ...when,
  });
  return { T1: of(0), T2: of(1), T3: of(2), T4: of(3) };
}

/** The readings with their channel names, in order. */
export function channelsOf(readings: CenterReadings): readonly (readonly [string, Reading])[] {
  return channels.map((channel) => [channel, readings[channel]]);
}

function channelReading(frame: CenterFrame, channel: 0 | 1 | 2 | 3): Omit<Reading, 'flags'> {
  const exponent = frame.wholeDegrees[channel] ? 0 : -1;
  const resolution = frame.celsius ? decimal(1, exponent) : (decimal(1, exponent) * 5) / 9;
  const none = { value: null, unit: 'Cel', quantity: 'temperature', resolution } as const;
  if (notPresent(frame) !== undefined) return { ...none, status: 'invalid' };
  if (frame.over[channel]) return { ...none, status: 'overrange' };
  const shown = decimal(frame.digits[channel], exponent);
  // One digit more than a step of the Fahrenheit display has, so that rounding adds nothing to it.
  const value = frame.celsius ? shown : Number((((shown - 32) * 5) / 9).toFixed(1 - exponent));
  if (value < range.low || value > range.high) return { ...none, status: 'invalid' };
  return { ...none, value, status: 'ok' };
}

function flagsOf({ hold, lowBattery, display, relative }: CenterFrame): ReadingFlag[] {
  const flags: ReadingFlag[] = [];
  if (hold) flags.push('hold');
  if (relative) flags.push('rel');
  if (display === 'max' || display === 'max-min') flags.push('max');
  if (display === 'min' || display === 'max-min') flags.push('min');
  if (lowBattery) flags.push('low-battery');
  return flags;
}
