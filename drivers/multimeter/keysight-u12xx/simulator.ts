/** A U12xx on its wire: it answers in lines, showing the simulated unit's voltage unless told otherwise. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulateAskedMeter, textQuestions } from '../asked-meter/asked-simulator.ts';
import { autoRanged, shownNow } from '../stream-meter/stream-simulator.ts';
import { type Family, familyOf } from './answers.ts';

/** What it answers to the questions, without line ends. */
export interface ShownU12xx {
  readonly number: string;
  readonly setting: string;
  readonly symbols: string;
}

export interface SimulatedU12xx extends SimulatedInstrument {
  /** Shows this from now on; `undefined` goes back to the simulated unit's voltage. */
  show(shown: ShownU12xx | undefined): void;
  /** Turns the dial: a line nobody has asked for. */
  turnDial(): void;
}

export const darkSymbols = '"000000000000000000000"';
const answerMs = 20;
const lineFeed = 0x0a;

const face = {
  dcVolts(volts: number) {
    return { ...autoRanged(volts, [-4, -3, -2, -1], 50_000), negative: volts < 0 };
  },
  largestDigits: 99_999,
};

export function simulateU12xx(unit: SimulatedUnit, { clock, faults }: SimulatorContext, model: string): SimulatedU12xx {
  let shown: ShownU12xx | undefined;
  let symbols = darkSymbols;
  let tell: (text: string) => void = () => undefined;
  const present = (): ShownU12xx => {
    if (shown !== undefined) return shown;
    const { digits, overload, range, negative } = shownNow(face, undefined, unit, faults);
    const number = overload ? '9.90000000E+37' : (digits * 10 ** (range - 4)).toExponential(8);
    const setting =
      familyOf(model) === 'u123x' ? `"V,${range},DC"` : `"VOLT:DC ${scpi(5 * 10 ** range)},${scpi(10 ** (range - 4))}"`;
    return { number: `${negative ? '-' : '+'}${twoDigits(number)}`, setting, symbols };
  };
  const maker = model.startsWith('U128') ? 'Keysight Technologies' : 'Agilent Technologies';
  const answer = (question: string) => {
    if (question === '*IDN?') return `${maker},${model},MY51000001,V1.08\r\n`;
    if (question === 'FETC?') return `${present().number}\r\n`;
    if (question === 'CONF?') return `${present().setting}\r\n`;
    return question === 'STAT?' ? `${present().symbols}\r\n` : undefined;
  };
  const simulator = simulateAskedMeter({ take: textQuestions([lineFeed], answer), answerMs }, { clock });
  return {
    attach(wire) {
      tell = (text) => wire.send(Uint8Array.from(text, (character) => character.charCodeAt(0)));
      simulator.attach(wire);
    },
    detach: () => simulator.detach(),
    show(next) {
      shown = next;
    },
    press(mode) {
      const place = mode === undefined ? undefined : placeOf(mode, familyOf(model));
      symbols =
        place === undefined ? darkSymbols : lit(place, mode === 'peak' && familyOf(model) === 'u128x' ? '4' : '1');
      return mode === undefined || place !== undefined;
    },
    turnDial: () => tell('*1\r\n'),
  };
}

/** Where the symbol of a key stands in `STAT?`; `undefined` where it has none. */
function placeOf(mode: HiddenMode, family: Family | undefined): number | undefined {
  if (mode === 'hold') return family === 'u123x' ? 2 : 7;
  if (mode === 'peak') return family === 'u125x' || family === 'u128x' ? 4 : undefined;
  return mode === 'min-max' ? 0 : 1;
}

function lit(place: number, by: '1' | '4'): string {
  const at = place + 1;
  return `${darkSymbols.slice(0, at)}${by}${darkSymbols.slice(at + 1)}`;
}

/** `+5.00000000E+00`. */
function scpi(value: number): string {
  return `+${twoDigits(value.toExponential(8))}`;
}

/** Exponents of two digits with their sign. */
function twoDigits(text: string): string {
  const [mantissa = '', power = '+0'] = text.toUpperCase().split('E');
  return `${mantissa}E${power.startsWith('-') ? '-' : '+'}${power.replace(/^[+-]/, '').padStart(2, '0')}`;
}
