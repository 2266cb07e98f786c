/** What a channel is called: `battery/voltage` is "Voltage"; a name that nobody has translated stays as it is. */
import { printable } from '../../../station/texts/printable.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { valueWords } from '../../words/value-words.ts';
import { useWords } from '../../words/words.ts';

export interface ChannelNames {
  channelName(channel: string): string;
  /** Whether the name says already what is measured. */
  isNamed(channel: string): boolean;
}

/** Sensors of a phone, and the temperature that a soldering station is set to. */
const places = {
  'thermal/status': 'thermalStatus',
  'thermal/battery': 'thermalBattery',
  'thermal/skin': 'thermalSkin',
  'thermal/cpu': 'thermalCpu',
  'thermal/gpu': 'thermalGpu',
  setTemperature: 'setTemperature',
} as const;

const peakToPeak = /^channel (\d+) peak-to-peak$/;

export function useChannelName(): ChannelNames {
  const say = useWords(instrumentsWords);
  const valueName = useValueName();
  const channelName = (channel: string) => {
    if (channel === 'main') return say('mainDisplay');
    if (Object.hasOwn(places, channel)) return say(places[channel as keyof typeof places]);
    const scope = peakToPeak.exec(channel)?.[1];
    if (scope !== undefined) return say('peakToPeak', { n: scope });
    const last = valueKey(channel);
    return Object.hasOwn(valueWords, last) ? valueName([last]) : printable(channel);
  };
  return { channelName, isNamed: (channel) => Object.hasOwn(valueWords, valueKey(channel)) };
}

/** `battery/charge-counter` as the table of values spells it: `chargeCounter`. */
function valueKey(channel: string): string {
  const last = channel.split('/').at(-1) ?? '';
  return last.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
