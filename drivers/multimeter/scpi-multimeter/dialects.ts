/**
 * What differs from one SCPI multimeter to the next, as data: the engine in `instrument.ts` is the same for all. Sources
 * are named in the README. A new meter is a new entry here, and one in `simulated-models.ts`.
 */
import type { Dialect } from './dialect.ts';
import { type FunctionMeaning, functions, type MeterFunction } from './functions.ts';

const decades = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => Number(`1e${from + index}`));
const scpiOverload = 9.0e37;
/** `SD.DDDDDDDDESDD` in the manuals: sixteen characters, `+9.90000000E+37` for an overload. */
const eightDecimals = /^[+-]\d\.\d{8}E[+-]\d\d$/;
const asked = {
  askFunction: 'CONF?',
  read: 'READ?',
  settleMs: 0,
  olderByMs: 0,
  numberShape: eightDecimals,
  errorQueue: true,
} as const;
const twos = (from: number, to: number) => decades(from, to).map((decade) => Number((decade * 2).toPrecision(1)));
const fives = (from: number, to: number) => decades(from, to).map((decade) => Number((decade * 5).toPrecision(1)));

/** As these meters write numbers; no source says how many digits, so all must be as long as the longest. */
const pointed = /^[+-]?\d{1,7}\.\d{1,9}(E[+-]?\d{1,2})?$/i;
/** What can be chosen and not ranged from here. */
const noRanges = {
  'dc-volts': [],
  'ac-volts': [],
  'dc-amps': [],
  'ac-amps': [],
  ohms: [],
  hertz: [],
  diode: [],
  continuity: [],
} as const;

const gwInstek = {
  local: 'SYST:LOC',
  read: 'VAL1?',
  settleMs: 600,
  olderByMs: 400,
  numberShape: pointed,
  lossHides: true,
  overAbove: scpiOverload,
  errorQueue: false,
} as const;

/** Alike in both but for how large an overload of ohms is. */
const gdm8250 = {
  ...gwInstek,
  math: 'advanced',
  askFunction: 'CONF:STAT:FUNC?',
  names: {
    'dc-volts': ['01'],
    'ac-volts': ['02'],
    'dc-amps': ['03', '05'],
    'ac-amps': ['04', '06'],
    ohms: ['07'],
    hertz: ['08'],
    celsius: ['09'],
    continuity: ['13'],
    diode: ['17'],
  },
  ranges: { ...noRanges, celsius: [] },
} as const;

export const dialects: readonly Dialect[] = [
  {
    ...asked,
    id: '34401a',
    math: 'one-of-several',
    models: [{ make: 'Hewlett-Packard / Agilent', model: '34401A' }],
    idn: /^(HEWLETT-PACKARD|Agilent Technologies),34401A,/i,
    // Over RS-232 it refuses nearly everything until this is sent; over GPIB it does no harm but an error entry.
    remote: 'SYST:REM',
    local: 'SYST:LOC',
    overAbove: scpiOverload,
    ranges: {
      'dc-volts': [0.1, 1, 10, 100, 1000],
      'ac-volts': [0.1, 1, 10, 100, 750],
      'dc-amps': [0.01, 0.1, 1, 3],
      'ac-amps': [1, 3],
      ohms: decades(2, 8),
      hertz: [],
      diode: [],
      continuity: [],
    },
  },
  {
    ...asked,
    id: '34405a',
    askDegrees: 'UNIT:TEMP?',
    math: 'one-of-several',
    models: [{ make: 'Agilent / Keysight', model: '34405A' }],
    idn: /^(Agilent|Keysight) Technologies,34405A,/i,
    overAbove: scpiOverload,
    ranges: {
      'dc-volts': [0.1, 1, 10, 100, 1000],
      'ac-volts': [0.1, 1, 10, 100, 750],
      'dc-amps': [0.01, 0.1, 1, 10],
      'ac-amps': [0.01, 0.1, 1, 10],
      ohms: decades(2, 8),
      hertz: [],
      farads: decades(-9, -2),
      celsius: [],
      diode: [],
      continuity: [],
    },
  },
  {
    ...asked,
    id: 'truevolt',
    askDegrees: 'UNIT:TEMP?',
    math: 'scale-and-null',
    models: ['34460A', '34461A', '34465A'].map((model) => ({ make: 'Keysight', model })),
    idn: /^(Agilent|Keysight) Technologies,344(60|61|65)A,/i,
    overAbove: scpiOverload,
    ranges: {
      'dc-volts': [0.1, 1, 10, 100, 1000],
      'ac-volts': [0.1, 1, 10, 100, 750],
      'dc-amps': [1e-4, 1e-3, 0.01, 0.1, 1, 3],
      'ac-amps': [1e-4, 1e-3, 0.01, 0.1, 1, 3],
      ohms: decades(2, 8),
      hertz: [],
      farads: decades(-9, -4),
      celsius: [],
      diode: [],
      continuity: [],
    },
  },
  {
    ...asked,
    id: 'sdm3055',
    math: 'scale-and-null',
    askDegrees: 'UNIT:TEMP?',
    models: [{ make: 'Siglent', model: 'SDM3055' }],
    idn: /^Siglent Technologies,SDM3055/i,
    overAbove: scpiOverload,
    ranges: {
      'dc-volts': [0.2, 2, 20, 200, 1000],
      'ac-volts': [0.2, 2, 20, 200, 750],
      'dc-amps': [...twos(-4, 0), 10],
      'ac-amps': [0.02, 0.2, 2, 10],
      ohms: [...twos(2, 7), 1e8],
      hertz: [],
      farads: twos(-9, -2),
      celsius: [],
      diode: [],
      continuity: [],
    },
  },
  {
    id: 'xdm',
    askDegrees: 'TEMP:RTD:UNIT?',
    cannotTell: ['hold', 'relative'],
    models: ['XDM1041', 'XDM1241', 'XDM2041'].map((model) => ({ make: 'OWON', model })),
    idn: /^OWON,XDM(1041|1241|2041)/i,
    remote: 'SYST:REM',
    local: 'SYST:LOC',
    askFunction: 'FUNC?',
    read: 'MEAS1?',
    settleMs: 500,
    olderByMs: 400,
    numberShape: /^(-?\d\.\d{6}E[+-]\d\d|1E\+9)$/,
    lossHides: true,
    overAbove: 1e9,
    errorQueue: false,
    ranges: {
      'dc-volts': [0.05, 0.5, 5, 50, 500, 1000],
      'ac-volts': [0.5, 5, 50, 500, 750],
      'dc-amps': [...fives(-4, 0), 10],
      'ac-amps': [...fives(-4, 0), 10],
      ohms: fives(2, 7),
      hertz: [],
      farads: fives(-8, -2),
      celsius: [],
      diode: [],
      continuity: [],
    },
  },
  {
    ...gdm8250,
    id: 'gdm8251a',
    models: [{ make: 'GW Instek', model: 'GDM-8251A' }],
    idn: /^GW\.?(Inc|Instek)?,GDM-?8251A/i,
    overAboveIn: { ohms: 1.2e8, continuity: 1.2e3, diode: 1 },
  },
  {
    ...gdm8250,
    id: 'gdm8255a',
    models: [{ make: 'GW Instek', model: 'GDM-8255A' }],
    idn: /^GW\.?(Inc|Instek)?,GDM-?8255A/i,
    overAboveIn: { ohms: 1.99999e8, continuity: 1.2e3, diode: 1 },
  },
  {
    ...gwInstek,
    id: 'gdm9060',
    math: 'advanced-and-null',
    askDegrees: 'UNIT?',
    models: ['GDM-9060', 'GDM-9061'].map((model) => ({ make: 'GW Instek', model })),
    idn: /^GW\.?(Inc|Instek)?,GDM-?906[01]/i,
    askFunction: 'CONF?',
    ranges: { ...noRanges, farads: [], celsius: [] },
  },
  {
    id: 'dm3058',
    cannotTell: ['hold'],
    math: 'added-up',
    models: ['DM3058', 'DM3058E', 'DM3068'].map((model) => ({ make: 'Rigol', model })),
    idn: /^RIGOL TECHNOLOGIES,DM30(58E?|68),/i,
    askFunction: ':FUNC?',
    read: ':MEAS',
    configure: ':FUNC',
    settleMs: 600,
    olderByMs: 500,
    numberShape: pointed,
    lossHides: true,
    overAbove: scpiOverload,
    errorQueue: false,
    names: {
      'dc-volts': ['DCV'],
      'ac-volts': ['ACV'],
      'dc-amps': ['DCI'],
      'ac-amps': ['ACI'],
      ohms: ['2WR', 'RESISTANCE'],
      hertz: ['FREQ', 'FREQUENCY'],
      farads: ['CAP', 'CAPACITANCE'],
      continuity: ['CONT', 'CONTINUITY'],
      diode: ['DIODE'],
    },
    ranges: { ...noRanges, farads: [] },
  },
];

/** The dialect a meter of this identity speaks. */
export function dialectOf(identity: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.idn.test(identity));
}

/**
 * The function by the name the meter gives it, quoted or not: `"VOLT +1.0E+01,+3.0E-06"`, `"VOLT AC"`, `DIOD`, or what the
 * dialect calls it: `01`, `DCV`.
 */
export function functionNamed(text: string, { names }: Pick<Dialect, 'names'> = {}): MeterFunction | undefined {
  const name = text
    .replace(/"/g, '')
    .trim()
    .toUpperCase()
    .replace(/\s+[+\-\d.].*$/, '');
  const entries = Object.entries(functions) as [MeterFunction, FunctionMeaning][];
  const called = (key: MeterFunction, meaning: FunctionMeaning) =>
    names === undefined ? meaning.named : (names[key] ?? []);
  return entries.find(([key, meaning]) => called(key, meaning).includes(name))?.[0];
}

/** What asks for a number while the meter is set to this function. */
export function readCommand({ read }: Dialect, present: MeterFunction): string {
  return read === ':MEAS' ? `:MEAS:${functions[present].conf}?` : read;
}
