/** A Fluke 45 on its wire: it answers in lines, with prompts or without, showing the simulated unit's voltage. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulateAskedMeter, textQuestions } from '../asked-meter/asked-simulator.ts';
import { autoRanged, shownNow } from '../stream-meter/stream-simulator.ts';
import type { Around } from './answers.ts';

export interface SimulatedFluke45 extends SimulatedInstrument {
  /** Shows this from now on; `undefined` goes back to the simulated unit's voltage. */
  show(shown: (Around & { readonly value: string }) | undefined): void;
}

export interface Fluke45Options {
  readonly model: string;
  /** As set on the front panel. */
  readonly prompts: boolean;
  readonly echo?: boolean;
}

/** What `MOD?` tells of each key. */
const modifierOf: Readonly<Partial<Record<HiddenMode, string>>> = { hold: '4', relative: '32', 'min-max': '2' };
const lineFeed = 0x0a;
const answerMs = 20;

const face = {
  dcVolts: (volts: number) => ({ ...autoRanged(volts, [-4, -3, -2, -1], 30_000), negative: volts < 0 }),
  largestDigits: 99_999,
};

export function simulateFluke45(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { model, prompts, echo = false }: Fluke45Options,
): SimulatedFluke45 {
  let shown: (Around & { readonly value: string }) | undefined;
  let modifiers = '0';
  const value = () => {
    if (shown !== undefined) return shown.value;
    const { digits, overload, range, negative } = shownNow(face, undefined, unit, faults);
    const sign = negative ? '-' : '+';
    const all = String(digits).padStart(5, '0');
    const places = 4 - range;
    return overload ? `${sign}1E+9` : `${sign}${all.slice(0, -places)}.${all.slice(-places)}E+0`;
  };
  const told = (question: string): string | undefined => {
    const { func, auto, ...around } = shown ?? { func: 'VDC', auto: '1', modifiers };
    const answers: Readonly<Record<string, string>> = {
      '*IDN?': `FLUKE, ${model}, 1234567, 1.6 D1.0`,
      'FUNC1?': func,
      'AUTO?': auto,
      'MOD?': around.modifiers,
      'VAL1?': value(),
    };
    return Object.hasOwn(answers, question) ? answers[question] : undefined;
  };
  const answer = (question: string) => {
    const line = told(question);
    const head = echo ? `${question}\r\n` : '';
    if (!prompts) return line === undefined ? undefined : `${head}${line}\r\n`;
    return line === undefined ? `${head}?>\r\n` : `${head}${line}\r\n=>\r\n`;
  };
  return {
    ...simulateAskedMeter({ take: textQuestions([lineFeed], answer), answerMs }, { clock }),
    show(next) {
      shown = next;
    },
    press(mode) {
      const bits = mode === undefined ? '0' : modifierOf[mode];
      modifiers = bits ?? '0';
      return bits !== undefined;
    },
  };
}
