/**
 * What a frame of the UT71 series means. Pure. Guarantees one quantity, an exponent that is defined for the range, and
 * over and under range as a status without a value. AC and DC together is neither of the two, so such a reading carries
 * no coupling. Source: libsigrok, `src/dmm/ut71x.c` (facts only).
 */
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import { numberReading } from '../stream-meter/number-reading.ts';
import type { Ut71xFrame } from './frame.ts';

interface FunctionMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Power of ten of the last of five digits, by range; ranges that the function does not have are `none`. */
  readonly exponents: readonly (number | undefined)[];
  /** Coupling that goes without saying, or what kind of measurement it is. */
  readonly flag?: 'dc' | 'ac' | 'diode' | 'continuity';
}

const none = undefined;
const volts = { quantity: 'voltage', unit: 'V' } as const;
const amps = { quantity: 'current', unit: 'A' } as const;
const ohms = { quantity: 'resistance', unit: 'Ohm' } as const;
const hertz: FunctionMeaning = { quantity: 'frequency', unit: 'Hz', exponents: [-3, -2, -1, 0, 1, 2, 3, 4] };
const dutyCycle: FunctionMeaning = { ...hertz, quantity: 'duty-cycle', unit: '%' };

/** By function index. */
const functions: readonly FunctionMeaning[] = [
  { ...volts, exponents: [-5], flag: 'ac' },
  { ...volts, exponents: [none, -4, -3, -2, -1], flag: 'dc' },
  { ...volts, exponents: [none, -4, -3, -2, -1], flag: 'ac' },
  { ...volts, exponents: [-5], flag: 'dc' },
  { ...ohms, exponents: [none, -2, -1, 0, 1, 2, 3] },
  { quantity: 'capacitance', unit: 'F', exponents: [none, -12, -11, -10, -9, -8, -7, -6] },
  { quantity: 'temperature', unit: 'Cel', exponents: [-1] },
  { ...amps, exponents: [-8, -7] },
  { ...amps, exponents: [-6, -5] },
  { ...amps, exponents: [none, -3] },
  { ...ohms, exponents: [-1], flag: 'continuity' },
  { ...volts, exponents: [-4], flag: 'diode' },
  hertz,
  { quantity: 'temperature', unit: '[degF]', exponents: [-1] },
  { quantity: 'power', unit: 'W', exponents: [0] },
  { quantity: 'loop-current', unit: '%', exponents: [-2] },
];
const frequencyIndex = 12;
export const functionCount = functions.length;

const counts = 40_000;

/** The reading a frame shows; `undefined` when it breaks the rules above. */
export function meaningOf(frame: Ut71xFrame): Reading | undefined {
  const { range, functionIndex, fourDigits, overload, underLimit, lit } = frame;
  const isDuty = functionIndex === frequencyIndex && lit.includes('minus');
  const meaning = isDuty ? dutyCycle : functions[functionIndex];
  const exponent = meaning?.exponents[range];
  if (meaning === undefined || exponent === undefined) return undefined;
  const flags = flagsOf(frame, meaning);
  if (flags === undefined) return undefined;
  return numberReading({
    quantity: meaning.quantity,
    unit: meaning.unit,
    digits: frame.digits,
    exponent: fourDigits ? exponent + 1 : exponent,
    negative: lit.includes('minus') && !isDuty,
    status: overload ? 'overrange' : underLimit ? 'underrange' : 'ok',
    flags,
    counts: fourDigits ? counts / 10 : counts,
  });
}

/** `undefined` when the bits contradict the function. */
function flagsOf({ lit }: Ut71xFrame, { flag }: FunctionMeaning): ReadingFlag[] | undefined {
  const flags: ReadingFlag[] = [];
  const both = lit.includes('ac') && lit.includes('dc');
  const told = both ? undefined : (['ac', 'dc'] as const).find((coupling) => lit.includes(coupling));
  if (flag === 'ac' || flag === 'dc') {
    if (told !== undefined && told !== flag) return undefined;
    if (!both) flags.push(flag);
  } else if (told !== undefined) flags.push(told);
  if (lit.includes('auto')) flags.push('auto');
  if (flag === 'diode' || flag === 'continuity') flags.push(flag);
  return flags;
}
