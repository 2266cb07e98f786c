/** What a simulated Siglent measures by itself, in the words of both of its command sets. */
import { scientific } from '../simulated-scope/setting-table.ts';
import type { SimulatedScope } from '../simulated-scope/simulated-scope.ts';
import { autoMeasured } from '../simulated-scope/simulated-signal.ts';

const whatOf: Readonly<Record<string, string>> = {
  FREQ: 'frequency',
  PER: 'period',
  MAX: 'max',
  MIN: 'min',
  PKPK: 'peak-to-peak',
  MEAN: 'mean',
  RMS: 'rms',
  RISE: 'rise-time',
  FALL: 'fall-time',
};

/** `1.200000E-01`, or `****` for what cannot be measured. */
export function measuredText(scope: SimulatedScope, channel: number, item: string): string {
  const value = autoMeasured(scope.snapshot(), channel, whatOf[item.toUpperCase()] ?? '');
  return value === undefined ? '****' : scientific(value);
}

/** The same with its unit, as the older set writes it whatever it was told of headers. */
export function measuredWithUnit(scope: SimulatedScope, channel: number, item: string): string {
  const text = measuredText(scope, channel, item);
  if (text === '****') return text;
  const what = whatOf[item.toUpperCase()] ?? '';
  if (what === 'frequency') return `${text}Hz`;
  return `${text}${/period|time/.test(what) ? 'S' : (scope.channels[channel - 1]?.unit ?? '')}`;
}
