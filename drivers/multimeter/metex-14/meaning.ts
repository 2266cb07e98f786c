/**
 * What the 14 characters mean. Pure. Guarantees that mode and unit fit each other; anything else is no reading. The
 * frame tells neither range nor automatic ranging. Source: libsigrok, `src/dmm/metex14.c` (facts only).
 */
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import { numberReading } from '../stream-meter/number-reading.ts';
import type { UnreadMode } from '../unread-mode.ts';
import type { MetexFrame } from './frame.ts';

interface UnitMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly exponent: number;
}

const volts = { quantity: 'voltage', unit: 'V' } as const;
const amps = { quantity: 'current', unit: 'A' } as const;
const ohms = { quantity: 'resistance', unit: 'Ohm' } as const;
const farads = { quantity: 'capacitance', unit: 'F' } as const;

/** By the unit in lower case but for the prefixes m and M, which meters write as they are. */
const units: Readonly<Record<string, UnitMeaning>> = {
  V: { ...volts, exponent: 0 },
  mV: { ...volts, exponent: -3 },
  A: { ...amps, exponent: 0 },
  mA: { ...amps, exponent: -3 },
  uA: { ...amps, exponent: -6 },
  Ohm: { ...ohms, exponent: 0 },
  kOhm: { ...ohms, exponent: 3 },
  KOhm: { ...ohms, exponent: 3 },
  MOhm: { ...ohms, exponent: 6 },
  pF: { ...farads, exponent: -12 },
  nF: { ...farads, exponent: -9 },
  uF: { ...farads, exponent: -6 },
  kHz: { quantity: 'frequency', unit: 'Hz', exponent: 3 },
  KHz: { quantity: 'frequency', unit: 'Hz', exponent: 3 },
  C: { quantity: 'temperature', unit: 'Cel', exponent: 0 },
  dB: { quantity: 'signal-level', unit: 'dB', exponent: 0 },
  '': { quantity: 'gain', unit: '1', exponent: 0 },
};

const displayed: readonly Quantity[] = ['voltage', 'current', 'resistance', 'capacitance', 'frequency', 'temperature'];

/** What a mode may measure, and what it adds. Two spaces stand for what has no letters on the display. */
const modes: Readonly<Record<string, { readonly quantities: readonly Quantity[]; readonly flag?: ReadingFlag }>> = {
  DC: { quantities: ['voltage', 'current'], flag: 'dc' },
  AC: { quantities: ['voltage', 'current'], flag: 'ac' },
  DI: { quantities: ['voltage'], flag: 'diode' },
  OH: { quantities: ['resistance'] },
  CA: { quantities: ['capacitance'] },
  TE: { quantities: ['temperature'] },
  FR: { quantities: ['frequency'] },
  DB: { quantities: ['signal-level'] },
  HF: { quantities: ['gain'] },
  CO: { quantities: ['resistance'], flag: 'continuity' },
  // What the displays behind the first show, on meters with four.
  MN: { quantities: displayed, flag: 'min' },
  MX: { quantities: displayed, flag: 'max' },
  AG: { quantities: displayed, flag: 'avg' },
  '  ': { quantities: ['resistance', 'capacitance', 'frequency', 'gain'] },
};

/** The reading a frame shows; `undefined` when mode and unit do not fit. */
export function meaningOf({ mode, digits, places, negative, overload, unit }: MetexFrame): Reading | undefined {
  const known = modes[mode];
  const meaning = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (known === undefined || meaning === undefined || !known.quantities.includes(meaning.quantity)) return undefined;
  return numberReading({
    quantity: meaning.quantity,
    unit: meaning.unit,
    digits,
    exponent: meaning.exponent - places,
    negative,
    status: overload ? 'overrange' : 'ok',
    flags: known.flag === undefined ? [] : [known.flag],
  });
}

/** A mode that is not here, by its letters; `undefined` for those that are. */
export function unreadModeOf({ mode }: Pick<MetexFrame, 'mode'>): UnreadMode | undefined {
  return Object.hasOwn(modes, mode) ? undefined : { unread: mode };
}
