/**
 * What a frame of the ES51922 means. Pure. Guarantees: exactly one quantity, never AC and DC at once, an exponent that
 * is defined for the range, overload and under-limit as a status without a value, exact decimals. Anything else is not
 * a frame of this meter and gives `undefined`.
 * Source of functions and exponents: libsigrok, `src/dmm/es519xx.c`, checked against frames of a real meter.
 */
import { decimal, type Reading, type ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import { rated } from '../../protocol/accuracy.ts';
import { functionCode } from '../es519xx/function-code.ts';
import { rangeName } from '../stream-meter/range-name.ts';
import { ut61eAccuracy } from './accuracy.ts';
import type { Es51922Frame } from './frame.ts';

interface FunctionMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Power of ten of the last digit, by range index. */
  readonly exponents: readonly number[];
  /** The Hz key works here: VAHZ makes the number a frequency, judge a duty cycle. */
  readonly countsCycles?: boolean;
}

const hertz: FunctionMeaning = { quantity: 'frequency', unit: 'Hz', exponents: [-2, -1, 0, 0, 1, 2, 3, 4] };
const dutyCycle: FunctionMeaning = { quantity: 'duty-cycle', unit: '%', exponents: Array(16).fill(-1) };
const ohmExponents = [-2, -1, 0, 1, 2, 3, 4];

const meanings: Readonly<Record<number, FunctionMeaning>> = {
  [functionCode.volts]: { quantity: 'voltage', unit: 'V', exponents: [-4, -3, -2, -1, -5], countsCycles: true },
  [functionCode.microamps]: { quantity: 'current', unit: 'A', exponents: [-8, -7], countsCycles: true },
  [functionCode.milliamps]: { quantity: 'current', unit: 'A', exponents: [-6, -5], countsCycles: true },
  [functionCode.amps]: { quantity: 'current', unit: 'A', exponents: [-3], countsCycles: true },
  [functionCode.ampsManual]: { quantity: 'current', unit: 'A', exponents: [-4, -3, -2, -1], countsCycles: true },
  [functionCode.ohms]: { quantity: 'resistance', unit: 'Ohm', exponents: ohmExponents },
  [functionCode.continuity]: { quantity: 'resistance', unit: 'Ohm', exponents: ohmExponents },
  [functionCode.diode]: { quantity: 'voltage', unit: 'V', exponents: [-4] },
  [functionCode.hertz]: hertz,
  [functionCode.farads]: { quantity: 'capacitance', unit: 'F', exponents: [-12, -11, -10, -9, -8, -7, -6, -5] },
};

/** The manual of the series: the buzzer is sure to sound below 10 Ω and sure to be silent above 35 Ω. */
const shortBelowOhms = 10;

/** The dial and the manual name the ranges by this many counts. */
const fullScaleCounts = 22_000;

/** The reading a frame shows; `undefined` when it breaks the rules above. */
export function meaningOf(frame: Es51922Frame): Reading | undefined {
  const meaning = functionOf(frame);
  const exponent = meaning?.exponents[frame.range];
  if (meaning === undefined || exponent === undefined || (frame.ac && frame.dc)) return undefined;
  const resolution = decimal(1, exponent);
  const value = frame.digits === 0 ? 0 : decimal(frame.negative ? -frame.digits : frame.digits, exponent);
  const status = statusOf(frame, meaning);
  const reading: Reading = {
    value: status === 'ok' ? value : null,
    unit: meaning.unit,
    quantity: meaning.quantity,
    status,
    resolution,
    flags: flagsOf(frame, status === 'ok' ? value : null),
    ...(meaning === dutyCycle
      ? {}
      : { range: rangeName(fullScaleCounts, exponent, meaning.unit === 'Ohm' ? 'Ω' : meaning.unit) }),
    ...(status === 'overrange' ? { overloadSign: frame.negative ? (-1 as const) : (1 as const) } : {}),
  };
  return rated(reading, ut61eAccuracy, { models: ['UT61E'] });
}

function functionOf(frame: Es51922Frame): FunctionMeaning | undefined {
  const meaning = meanings[frame.functionCode];
  if (meaning === hertz) return frame.judge ? dutyCycle : hertz;
  if (meaning?.countsCycles !== true) return meaning;
  if (frame.vahz) return frame.judge ? dutyCycle : hertz;
  // Judge alone: one source takes it for a duty cycle, libsigrok for the plain quantity, and no real frame has it.
  return frame.judge ? undefined : meaning;
}

function statusOf(frame: Es51922Frame, meaning: FunctionMeaning): Reading['status'] {
  if (frame.overload) return 'overrange';
  if (frame.underLimit) return 'underrange';
  // In the VBAR variant of the current ranges the place of the decimal point is known from no good source.
  if (frame.vbar && meaning.quantity === 'current') return 'invalid';
  return 'ok';
}

function flagsOf(frame: Es51922Frame, value: number | null): ReadingFlag[] {
  const flags: ReadingFlag[] = [];
  const add = (on: boolean, flag: ReadingFlag) => on && flags.push(flag);
  const continuity = frame.functionCode === functionCode.continuity;
  add(frame.dc, 'dc');
  add(frame.ac, 'ac');
  add(frame.auto, 'auto');
  add(frame.hold, 'hold');
  add(frame.rel, 'rel');
  add(frame.max, 'max');
  add(frame.min, 'min');
  add(frame.peakMax, 'peak-max');
  add(frame.peakMin, 'peak-min');
  add(frame.functionCode === functionCode.diode, 'diode');
  add(continuity, 'continuity');
  // A real frame of 0.26 Ω with the buzzer on has no judge bit, so the bit alone would miss shorts.
  add(continuity && value !== null && (frame.judge || Math.abs(value) < shortBelowOhms), 'short');
  add(frame.lowBattery, 'low-battery');
  return flags;
}
