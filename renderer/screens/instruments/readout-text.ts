/**
 * What stands in a live readout. Guarantees: a number stands there only while it is news; an instrument that is lost,
 * silent or not ours at the moment shows a dash and for how long, never its last number. Pure.
 */
import type { InstrumentView } from '../../../station/api/instruments.ts';
import { valueText } from '../../../station/texts/value-text.ts';
import type { ChannelRing } from '../../state/telemetry.ts';
import { agoText, type SayInstruments } from './ago-text.ts';

/** After so long without news of any kind a number stands for the past; slow instruments answer every few seconds. */
export const silentAfterMs = 10_000;

export interface ReadoutText {
  readonly text: string;
  readonly tone: 'live' | 'absent' | 'lost';
}

export type ReadoutSource = Pick<InstrumentView, 'state' | 'lostSinceWall'>;
type Heard = Pick<ChannelRing, 'last' | 'lastTime'>;

const absent: ReadoutText = { text: '—', tone: 'absent' };

/** `now`: wall-clock milliseconds. */
export function readoutText(
  { state, lostSinceWall }: ReadoutSource,
  heard: Heard | undefined,
  now: number,
  say: SayInstruments,
): ReadoutText {
  if (state === 'lost') {
    const since = lostSinceWall === null ? Number.NaN : Date.parse(lostSinceWall);
    const ago = Number.isNaN(since) ? say('stateLost') : say('lostFor', { ago: agoText(now - since, say) });
    return { text: `— ${ago}`, tone: 'lost' };
  }
  if (state !== 'online' || heard?.last === undefined) return absent;
  const age = now - heard.lastTime;
  if (age > silentAfterMs) return { text: `— ${say('silentFor', { ago: agoText(age, say) })}`, tone: 'lost' };
  const { value, unit, resolution, status } = heard.last;
  if (status === 'stale') return absent;
  return { text: valueText(value, unit, resolution, status), tone: value === null ? 'absent' : 'live' };
}

/** Fewer letters than these stand in no readout, so that short texts do not jump to another size. */
const fewestLetters = 6;
/** East Asian characters, in widths of a digit. */
const wideLetter = 1.75;

/** How wide a text is, in widths of a digit: letters are made as large as the place allows. */
export function lettersOf(text: string): number {
  const wide = text.match(/[\u2e80-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  return Math.max(fewestLetters, text.length + wide * (wideLetter - 1));
}

/** Marks of a reading as they stand on the faces of meters, in every language; `low-battery` is said in words. */
const flagMarks: Readonly<Record<string, string>> = {
  dc: 'DC',
  ac: 'AC',
  auto: 'AUTO',
  hold: 'HOLD',
  rel: 'REL',
  max: 'MAX',
  min: 'MIN',
  avg: 'AVG',
  'peak-max': 'PEAK+',
  'peak-min': 'PEAK−',
  diode: 'DIODE',
  continuity: 'CONT',
  short: 'SHORT',
};

export function flagsText(flags: readonly string[], say: SayInstruments): string {
  return flags.map((flag) => (flag === 'low-battery' ? say('flagLowBattery') : (flagMarks[flag] ?? flag))).join(' ');
}

const quantityWords = {
  voltage: 'quantityVoltage',
  current: 'quantityCurrent',
  resistance: 'quantityResistance',
  capacitance: 'quantityCapacitance',
  frequency: 'quantityFrequency',
  'duty-cycle': 'quantityDuty',
  temperature: 'quantityTemperature',
  'temperature-difference': 'quantityTemperatureDifference',
  time: 'quantityTime',
  power: 'quantityPower',
  charge: 'quantityCharge',
  energy: 'quantityEnergy',
  ratio: 'quantityRatio',
  'signal-level': 'quantitySignal',
  'loop-current': 'quantityLoop',
  'rotation-rate': 'quantityRotation',
  humidity: 'quantityHumidity',
  gain: 'quantityGain',
  count: 'quantityCount',
} as const;

export function quantityText(quantity: string, say: SayInstruments): string {
  const key = Object.hasOwn(quantityWords, quantity)
    ? quantityWords[quantity as keyof typeof quantityWords]
    : undefined;
  return key === undefined ? quantity : say(key);
}
