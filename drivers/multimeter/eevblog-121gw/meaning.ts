/**
 * What a frame of the 121GW means. Pure. Guarantees a mode and a range the meter has, overload as a status without a
 * value, and a sign only where the meter means one. Source: libsigrok, `src/dmm/eev121gw.c` (facts only).
 */
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import { numberReading } from '../stream-meter/number-reading.ts';
import type { Eev121gwFrame } from './frame.ts';

interface ModeMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Power of ten of the last digit, by range. */
  readonly exponents: readonly number[];
  readonly flag?: 'dc' | 'ac' | 'diode' | 'continuity';
  /** Whether the sign bit counts. */
  readonly signed?: true;
}

const volts = { quantity: 'voltage', unit: 'V' } as const;
const amps = { quantity: 'current', unit: 'A' } as const;
const watts = { quantity: 'power', unit: 'W', flag: 'dc', signed: true } as const;
const dc = { flag: 'dc', signed: true } as const;
const ac = { flag: 'ac' } as const;
const wide = [-4, -3, -2, -1];
const small = [-6, -5];
const microamps = { ...amps, exponents: [-9, -8] };
const milliamps = { ...amps, exponents: [-7, -6] };
const ampere = { ...amps, exponents: [-5, -4, -3] };

/** By mode. Volt-amperes of AC (13 to 15) are no watts and have no place in a reading; of DC they are watts. */
export const modes: readonly (ModeMeaning | undefined)[] = [
  { ...volts, exponents: [-1] },
  { ...volts, ...dc, exponents: wide },
  { ...volts, ...ac, exponents: wide },
  { ...volts, ...dc, exponents: small },
  { ...volts, ...ac, exponents: small },
  { quantity: 'temperature', unit: 'Cel', exponents: [-1], signed: true },
  { quantity: 'frequency', unit: 'Hz', exponents: [-3, -2, -1, 0, 1] },
  { quantity: 'time', unit: 's', exponents: [-7, -6, -5] },
  { quantity: 'duty-cycle', unit: '%', exponents: [-1] },
  { quantity: 'resistance', unit: 'Ohm', exponents: [-3, -2, -1, 0, 1, 2, 3] },
  { quantity: 'resistance', unit: 'Ohm', exponents: [-2], flag: 'continuity' },
  { ...volts, exponents: [-4, -3], flag: 'diode' },
  { quantity: 'capacitance', unit: 'F', exponents: [-11, -10, -9, -8, -7, -5] },
  undefined,
  undefined,
  undefined,
  { ...microamps, ...ac },
  { ...microamps, ...dc },
  { ...milliamps, ...ac },
  { ...milliamps, ...dc },
  { ...ampere, ...ac },
  { ...ampere, ...dc },
  { ...watts, exponents: [-8, -7, -7, -6] },
  { ...watts, exponents: [-6, -5, -5, -4] },
  { ...watts, exponents: [-4, -3, -3, -2] },
];
export const dcVoltsMode = 1;
const firstVoltAmperes = 13;
const lastVoltAmperes = 15;

/** What a frame without a place in a reading is set to, as the display has it; `undefined` for the others. */
export function unreadModeOf({ mode }: Pick<Eev121gwFrame, 'mode'>): string | undefined {
  return mode >= firstVoltAmperes && mode <= lastVoltAmperes ? 'VA' : undefined;
}
const lowImpedanceMode = 0;

/** The reading a frame shows on its main display; `undefined` when it breaks the rules above. */
export function meaningOf(frame: Eev121gwFrame): Reading | undefined {
  const { mode, range, digits, overload, lit } = frame;
  const meaning = modes[mode];
  const exponent = meaning?.exponents[range];
  if (meaning === undefined || exponent === undefined) return undefined;
  const isTemperature = meaning.quantity === 'temperature';
  if (isTemperature && lit.includes('°C') === lit.includes('°F')) return undefined;
  const flags = flagsOf(frame, meaning);
  const isSigned = meaning.signed === true || (mode === lowImpedanceMode && flags.includes('dc'));
  return numberReading({
    quantity: meaning.quantity,
    unit: isTemperature && lit.includes('°F') ? '[degF]' : meaning.unit,
    digits,
    exponent,
    negative: isSigned && frame.negative,
    status: overload ? 'overrange' : 'ok',
    flags,
  });
}

function flagsOf({ lit }: Eev121gwFrame, { flag }: ModeMeaning): ReadingFlag[] {
  const coupled = (['dc', 'ac'] as const).filter((each) => flag === each || lit.includes(each));
  // AC and DC together is neither of the two, so it is called neither; a diode test is not called DC.
  const flags: ReadingFlag[] = coupled.length === 1 && flag !== 'diode' ? [...coupled] : [];
  if (flag === 'diode' || flag === 'continuity') flags.push(flag);
  for (const each of ['auto', 'hold', 'rel', 'low-battery'] as const) if (lit.includes(each)) flags.push(each);
  // Which of the two is not known, but it is not the present.
  if (lit.includes('min-max')) flags.push('max', 'min');
  if (lit.includes('peak')) flags.push('peak-max');
  return flags;
}
