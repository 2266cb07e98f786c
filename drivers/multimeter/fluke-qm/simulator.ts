/** A Fluke meter on its wire: it answers `ID` and `QM`, showing the simulated unit's voltage unless told otherwise. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { simulateAskedMeter, textQuestions } from '../asked-meter/asked-simulator.ts';
import { autoRanged, type MeterFace, shownNow } from '../stream-meter/stream-simulator.ts';
import { answerOf } from './answer.ts';
import { encodeDisplayed, type Mode28x } from './displayed-28x.ts';

export type FlukeSeries = '18x' | '28x';

export interface SimulatedFluke extends SimulatedInstrument {
  /** Shows this line from now on; `undefined` goes back to the simulated unit's voltage. */
  show(line: string | undefined): void;
  /** What the display of a 28x is from now on, and its function as it calls it. */
  display(modes: readonly Mode28x[], primary?: string): void;
}

interface ShownVolts {
  readonly digits: number;
  readonly overload: boolean;
  readonly places: number;
  readonly negative: boolean;
}

const keys: Readonly<Record<HiddenMode, readonly Mode28x[]>> = {
  hold: ['HOLD'],
  relative: ['REL'],
  'min-max': ['MIN_MAX_AVG'],
  peak: ['PEAK_MIN_MAX', 'MIN_MAX_AVG'],
};
const fullScaleCounts = 50_000;
const answerMs = 15;
const carriageReturn = 0x0d;
const syntaxError = '1\r';

const face: Pick<MeterFace<ShownVolts>, 'dcVolts' | 'largestDigits'> = {
  dcVolts(volts) {
    const { range, digits, overload } = autoRanged(volts, [-4, -3, -2, -1], fullScaleCounts);
    return { digits: overload ? 0 : digits, overload, places: 4 - range, negative: volts < 0 };
  },
  largestDigits: 99_999,
};

const identities: Readonly<Record<FlukeSeries, (model: string) => string>> = {
  '18x': (model) => `FLUKE ${model},V2.02,0095081087`,
  '28x': (model) => `FLUKE ${model},V1.16,95780004`,
};

export function simulateFluke(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { series, model }: { readonly series: FlukeSeries; readonly model: string },
): SimulatedFluke {
  let shown: string | undefined;
  let held: string | undefined;
  let pressed: { readonly modes: readonly Mode28x[]; readonly primary?: string | undefined } = { modes: [] };
  const live = () => shown ?? lines[series](shownNow(face, undefined, unit, faults));
  const measurement = () => held ?? live();
  const answer = (question: string) => {
    if (question === 'ID') return answerOf(identities[series](model));
    if (question === 'QDDA' && series === '28x')
      return answerOf(encodeDisplayed(measurement(), pressed.modes, pressed.primary));
    return question === 'QM' ? answerOf(measurement()) : syntaxError;
  };
  const display = (modes: readonly Mode28x[], primary?: string) => {
    held = modes.includes('HOLD') || modes.includes('AUTO_HOLD') ? live() : undefined;
    pressed = { modes, primary };
  };
  const take = textQuestions([carriageReturn], answer);
  return {
    ...simulateAskedMeter({ take, answerMs }, { clock }),
    show(line) {
      shown = line;
    },
    display,
    press(mode) {
      display(mode === undefined ? [] : keys[mode]);
      return series === '28x' || mode === undefined;
    },
  };
}

const lines: Readonly<Record<FlukeSeries, (volts: ShownVolts) => string>> = {
  '18x': ({ digits, overload, places, negative }) =>
    overload ? 'QM, Out of range. V DC' : `QM,${negative ? '-' : '+'}${pointed(digits, places)} V DC`,
  '28x': ({ digits, overload, places, negative }) => {
    if (overload) return `${negative ? '-' : ''}9.99999999E+37,VDC,${negative ? 'OL_MINUS' : 'OL'},NONE`;
    return `${negative ? '-' : ''}${pointed(digits, 4)}E${4 - places},VDC,NORMAL,NONE`;
  },
};

function pointed(digits: number, places: number): string {
  const all = String(digits).padStart(5, '0');
  return places === 0 ? all : `${all.slice(0, -places)}.${all.slice(-places)}`;
}
