/**
 * The two kinds of meter with 11-byte ES519xx frames, as data: option bits, functions and the place of the point by
 * range. Source: libsigrok, `src/dmm/es519xx.c` of release 0.5.2 (facts only).
 */
import type { ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import type { OptionBits } from './frame.ts';
import { functionCode } from './function-code.ts';

export interface Es519xxFunction {
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Power of ten of the last digit, by range. */
  readonly exponents: readonly number[];
  readonly flag?: ReadingFlag;
  /** The Hz key works here: the bit VAHZ makes the number a frequency. */
  readonly countsCycles?: boolean;
}

export interface Es519xxVariant {
  readonly optionBits: OptionBits;
  readonly functions: Readonly<Record<number, Es519xxFunction>>;
  readonly hertz: Es519xxFunction;
  /** What a frequency with the judge bit is; absent where nobody knows the point of it. */
  readonly rotation?: Es519xxFunction;
}

const volts = { quantity: 'voltage', unit: 'V' } as const;
const amps = { quantity: 'current', unit: 'A', countsCycles: true } as const;
const ohms = { quantity: 'resistance', unit: 'Ohm', exponents: [-1, 0, 1, 2, 3, 4] } as const;
const common = {
  [functionCode.ohms]: ohms,
  [functionCode.continuity]: { ...ohms, flag: 'continuity' },
  [functionCode.diode]: { ...volts, exponents: [-3], flag: 'diode' },
} as const;

/** At 19 200 baud: UT60G, Tenma 72-7750. */
export const fastVariant: Es519xxVariant = {
  optionBits: [
    [7, 8, 'hold'],
    [7, 4, 'max'],
    [7, 2, 'min'],
    [8, 1, 'vahz'],
  ],
  functions: {
    ...common,
    [functionCode.volts]: { ...volts, exponents: [-3, -2, -1, 0, -4], countsCycles: true },
    [functionCode.microamps]: { ...amps, exponents: [-7, -6] },
    [functionCode.milliamps]: { ...amps, exponents: [-5, -4] },
    [functionCode.amps]: { ...amps, exponents: [-3, -2] },
    // Nobody knows the point of manual amps; that of their frequency is the same as everywhere.
    [functionCode.ampsManual]: { ...amps, exponents: [] },
    [functionCode.farads]: { quantity: 'capacitance', unit: 'F', exponents: [-12, -11, -10, -9, -8, -7, -6] },
  },
  hertz: { quantity: 'frequency', unit: 'Hz', exponents: [0, 1, 2, 3, 4] },
};

/**
 * ES51977 and ES51978 at 2400 baud: IDM103N. Manual amps at 19 200 baud are milliamps here, and milliamps amps; the code
 * of amps is the same.
 */
export const slowVariant: Es519xxVariant = {
  optionBits: [
    [7, 8, 'peak-max'],
    [7, 4, 'peak-min'],
    [7, 1, 'vahz'],
  ],
  functions: {
    ...common,
    [functionCode.volts]: { ...volts, exponents: [-4, -3, -2, -1], countsCycles: true },
    [functionCode.microamps]: { ...amps, exponents: [-7, -6] },
    [functionCode.ampsManual]: { ...amps, exponents: [-5, -4] },
    [functionCode.milliamps]: { ...amps, exponents: [-2] },
    [functionCode.amps]: { ...amps, exponents: [-2] },
    [functionCode.farads]: { quantity: 'capacitance', unit: 'F', exponents: [-12, -11, -10, -9, -8, -7, -6, -5] },
  },
  hertz: { quantity: 'frequency', unit: 'Hz', exponents: [0, 1, 2, 3, 4, 5] },
  rotation: { quantity: 'rotation-rate', unit: '/min', exponents: [1, 2, 3, 4, 5, 6] },
};
