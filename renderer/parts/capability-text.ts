/** What a kind of instrument is called; one that nobody has translated yet keeps its own name. */
import { printable } from '../../station/texts/printable.ts';
import { capabilityWords } from '../words/capability-words.ts';
import { useWords } from '../words/words.ts';

const known = [
  'Multimeter',
  'PowerSupply',
  'Phone',
  'Oscilloscope',
  'UsbMeter',
  'SolderingStation',
  'Thermometer',
  'ElectronicLoad',
] as const satisfies readonly (keyof typeof capabilityWords)[];

export function useCapabilityText(): (capability: string) => string {
  const say = useWords(capabilityWords);
  return (capability) => {
    const key = known.find((one) => one === capability);
    return key === undefined ? printable(capability) : say(key);
  };
}
