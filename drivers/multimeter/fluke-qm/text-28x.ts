/**
 * What the 28x series shows in fields: `2.4315E0,VDC,NORMAL,NONE`. Pure. Guarantees that the state decides and not the
 * number (an overload is sent with 9.99999999E+37), and that a number without its point is none. Source: libsigrok,
 * `src/hardware/fluke-dmm/fluke-28x.c` (facts only).
 */
import { decimal, type Reading, type ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';

interface Meaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly flags?: readonly ReadingFlag[];
}

const volts = { quantity: 'voltage', unit: 'V' } as const;
const amps = { quantity: 'current', unit: 'A' } as const;

/** By the name in capitals; firmware differs in the case. Conductance and crest factor have no place in a reading. */
export const units28x: Readonly<Record<string, Meaning>> = {
  VDC: { ...volts, flags: ['dc'] },
  VAC: { ...volts, flags: ['ac'] },
  ADC: { ...amps, flags: ['dc'] },
  AAC: { ...amps, flags: ['ac'] },
  // Neither of the two, so it is called neither.
  VAC_PLUS_DC: volts,
  AAC_PLUS_DC: amps,
  // While it catches peaks; which of the two is on the main display is not told.
  V: { ...volts, flags: ['peak-max', 'peak-min'] },
  A: { ...amps, flags: ['peak-max', 'peak-min'] },
  OHM: { quantity: 'resistance', unit: 'Ohm' },
  HZ: { quantity: 'frequency', unit: 'Hz' },
  S: { quantity: 'time', unit: 's' },
  F: { quantity: 'capacitance', unit: 'F' },
  CEL: { quantity: 'temperature', unit: 'Cel' },
  FAR: { quantity: 'temperature', unit: '[degF]' },
  PCT: { quantity: 'duty-cycle', unit: '%' },
  DBM: { quantity: 'signal-level', unit: '{dBm}', flags: ['ac'] },
  DBV: { quantity: 'signal-level', unit: 'dB', flags: ['ac'] },
};

/** What a state makes of the number. */
const states: Readonly<Record<string, Pick<Reading, 'status' | 'overloadSign'>>> = {
  NORMAL: { status: 'ok' },
  OL: { status: 'overrange', overloadSign: 1 },
  OL_MINUS: { status: 'overrange', overloadSign: -1 },
  // A thermocouple that is broken or not there, as on the thermometers.
  OPEN_TC: { status: 'overrange' },
  INVALID: { status: 'invalid' },
  BLANK: { status: 'invalid' },
  DISCHARGE: { status: 'invalid' },
};

/** What an attribute adds. */
const attributes: Readonly<Record<string, readonly ReadingFlag[]>> = {
  NONE: [],
  OPEN_CIRCUIT: ['continuity'],
  SHORT_CIRCUIT: ['continuity', 'short'],
  GLITCH_CIRCUIT: ['continuity'],
  GOOD_DIODE: ['diode'],
  LO_OHMS: [],
  NEGATIVE_EDGE: [],
  POSITIVE_EDGE: [],
  HIGH_CURRENT: [],
};

const shape = /^([+-]?)(\d{1,6})\.(\d{1,8})E([+-]?\d{1,2}),([A-Z_]{1,16}),([A-Z_]{1,16}),([A-Z_]{1,16})$/i;
const fewestDigits = 3;
/** Nothing a meter measures is as large. */
const largestExponent = 12;

/** The reading a line shows; `undefined` when it is none. */
export function reading28x(line: string): Reading | undefined {
  const [, sign, before = '', behind = '', power, unitName = '', stateName = '', attributeName = ''] =
    shape.exec(line) ?? [];
  const meaning = known(units28x, unitName);
  const state = known(states, stateName);
  const more = known(attributes, attributeName);
  if (meaning === undefined || state === undefined || more === undefined) return undefined;
  const digits = `${before}${behind}`;
  const exponent = Number(power) - behind.length;
  const isNumber = state.status === 'ok';
  if (isNumber && (digits.length < fewestDigits || Number(power) > largestExponent)) return undefined;
  const value = Number(digits) === 0 ? 0 : decimal(Number(`${sign}${digits}`), exponent);
  return {
    ...state,
    value: isNumber ? value : null,
    quantity: meaning.quantity,
    unit: meaning.unit,
    flags: [...(meaning.flags ?? []), ...more],
    ...(isNumber ? { resolution: decimal(1, exponent) } : {}),
  };
}

function known<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  const key = name.toUpperCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
