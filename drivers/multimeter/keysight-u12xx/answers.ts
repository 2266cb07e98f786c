/**
 * Answers of the U12xx handhelds: `*IDN?`, `FETC?` (a number of one shape), `CONF?` (function and range) and `STAT?`
 * (symbols). Pure. Guarantees that overload is a status, and that what is not known word for word is no reading.
 * Source: libsigrok, `src/hardware/agilent-dmm` (facts only).
 */
import { decimal, type Reading, type ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';
import { parseIdentity } from '../../protocol/scpi/identity.ts';
import { textOf } from '../asked-meter/asked-simulator.ts';
import type { UnreadMode } from '../unread-mode.ts';

/** U123x say function, resolution and coupling; the others what SCPI says. */
export type Family = 'u123x' | 'u124x' | 'u125x' | 'u128x';

const families: readonly (readonly [model: RegExp, family: Family])[] = [
  [/^U123[1-3]/, 'u123x'],
  [/^U124[1-2]/, 'u124x'],
  [/^U125[1-3]/, 'u125x'],
  [/^U127[1-3]/, 'u123x'],
  [/^U128[1-2]/, 'u128x'],
];

/** How a meter of this model speaks; `undefined` for one that is none of them. */
export function familyOf(model: string): Family | undefined {
  // Their symbols stand at places of their own.
  if (/^U124\dC/.test(model)) return undefined;
  return families.find(([pattern]) => pattern.test(model))?.[1];
}

/** One line that ends with LF, without its end; `undefined` when there are none or several. */
export function lineOf(answer: Uint8Array): string | undefined {
  return /^([^\r\n]+)\r?\n$/.exec(textOf(answer))?.[1];
}

export function identityIn(answer: Uint8Array): InstrumentIdentity | undefined {
  const line = lineOf(answer);
  const found = line === undefined ? undefined : parseIdentity(line);
  if (found === undefined || !/^(Agilent|Keysight) Technologies$/i.test(found.vendor)) return undefined;
  if (familyOf(found.model) === undefined) return undefined;
  const { make, model, serial, firmware } = found;
  return { make, model, ...(serial === undefined ? {} : { serial }), ...(firmware === undefined ? {} : { firmware }) };
}

/** Function, unit and how many digits count. */
export interface Setting {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly flag?: 'dc' | 'ac' | 'diode' | 'continuity';
  /** Power of ten of the number that is told: millivolts are told as such by the U123x. */
  readonly scale: number;
  /** Power of ten of the last digit, in the base unit. */
  readonly exponent: number;
}

type Meaning = Pick<Setting, 'quantity' | 'unit' | 'flag'>;

const scpiFunctions: Readonly<Record<string, Meaning & { readonly exponent?: number }>> = {
  VOLT: { quantity: 'voltage', unit: 'V', flag: 'dc' },
  'VOLT:DC': { quantity: 'voltage', unit: 'V', flag: 'dc' },
  'VOLT:AC': { quantity: 'voltage', unit: 'V', flag: 'ac' },
  // Neither of the two, so it is called neither.
  'VOLT:ACDC': { quantity: 'voltage', unit: 'V' },
  CURR: { quantity: 'current', unit: 'A', flag: 'dc' },
  'CURR:DC': { quantity: 'current', unit: 'A', flag: 'dc' },
  'CURR:AC': { quantity: 'current', unit: 'A', flag: 'ac' },
  'CURR:ACDC': { quantity: 'current', unit: 'A' },
  RES: { quantity: 'resistance', unit: 'Ohm' },
  CONT: { quantity: 'resistance', unit: 'Ohm', flag: 'continuity' },
  CAP: { quantity: 'capacitance', unit: 'F' },
  FREQ: { quantity: 'frequency', unit: 'Hz' },
  DIOD: { quantity: 'voltage', unit: 'V', flag: 'diode', exponent: -3 },
  'CPER:0-20mA': { quantity: 'loop-current', unit: '%', exponent: -2 },
  'CPER:4-20mA': { quantity: 'loop-current', unit: '%', exponent: -2 },
};

const scpiShape = /^"([A-Z]+(?::[A-Z0-9-]+(?:mA)?)?) [-+\d.E]+,[-+]\d\.\d{6,8}E([-+]\d\d)"$/;
const temperatureShape = /^"(?:T[12]:[A-Z]+|TEMP:[A-Z]+) (CEL|FAR)"$/;

function scpiSetting(line: string, family: Family): Setting | undefined {
  const degrees = temperatureShape.exec(line)?.[1];
  if (degrees !== undefined) {
    return { quantity: 'temperature', unit: degrees === 'CEL' ? 'Cel' : '[degF]', scale: 0, exponent: -1 };
  }
  if (line === '"DIOD"') {
    return { quantity: 'voltage', unit: 'V', flag: 'diode', scale: 0, exponent: family === 'u128x' ? -4 : -3 };
  }
  const [, name = '', resolution] = scpiShape.exec(line) ?? [];
  const meaning = Object.hasOwn(scpiFunctions, name) ? scpiFunctions[name] : undefined;
  if (meaning === undefined) return undefined;
  const { exponent = Number(resolution), ...rest } = meaning;
  return { ...rest, scale: 0, exponent };
}

/** By the first field: what it is, how it is scaled, and digits behind the point in range 0. */
const u123xFunctions: Readonly<Record<string, Meaning & { readonly scale: number; readonly places: number }>> = {
  V: { quantity: 'voltage', unit: 'V', scale: 0, places: 4 },
  MV: { quantity: 'voltage', unit: 'V', scale: -3, places: 5 },
  A: { quantity: 'current', unit: 'A', scale: 0, places: 3 },
  UA: { quantity: 'current', unit: 'A', scale: -6, places: 8 },
  FREQ: { quantity: 'frequency', unit: 'Hz', scale: 0, places: 2 },
  RES: { quantity: 'resistance', unit: 'Ohm', scale: 0, places: 1 },
  CAP: { quantity: 'capacitance', unit: 'F', scale: 0, places: 9 },
};
const u123xShape = /^"(?:(V|MV|A|UA|FREQ),(\d),(AC|DC)|(RES|CAP),(\d))"$/;

/** Places in `STAT?` of a U123x. */
const temperatureSymbol = 7;
const continuitySymbol = 16;

function u123xSetting(line: string, symbols: string): Setting | undefined {
  if (line === '"DIOD"') return { quantity: 'voltage', unit: 'V', flag: 'diode', scale: 0, exponent: -3 };
  const [, coupled, coupledRange, coupling, plain, plainRange] = u123xShape.exec(line) ?? [];
  const meaning = u123xFunctions[coupled ?? plain ?? ''];
  if (meaning === undefined) return undefined;
  if (coupled === 'MV' && symbols[temperatureSymbol] === '1') {
    // Which degrees it shows cannot be asked for.
    return undefined;
  }
  const { scale, places, quantity, unit } = meaning;
  const range = Number(coupledRange ?? plainRange);
  const couplingFlag = coupling === 'AC' ? 'ac' : coupling === 'DC' ? 'dc' : undefined;
  // Frequency is told with the coupling of what is counted.
  const told = quantity === 'frequency' ? undefined : couplingFlag;
  const flag = plain === 'RES' && symbols[continuitySymbol] === '1' ? 'continuity' : told;
  // The last digit of what is shown, in the base unit: a prefix is in the count of places already.
  return { quantity, unit, ...(flag === undefined ? {} : { flag }), scale, exponent: range - places };
}

const symbolsShape = /^"(\d\d.{17,18}\d)"$/;

export interface Symbols {
  readonly text: string;
  readonly flags: readonly ReadingFlag[];
  /** A decibel scale, or something else in front of the volts. */
  readonly isOther: boolean;
}

/** Which symbols are lit; `undefined` when this is no answer to `STAT?`. */
export function symbolsIn(line: string, family: Family): Symbols | undefined {
  const text = symbolsShape.exec(line)?.[1];
  if (text === undefined) return undefined;
  const lit = (...places: readonly number[]) => places.some((place) => text[place] === '1');
  const flags: ReadingFlag[] = [];
  // Which of them is not told, but it is not the present.
  if (lit(0)) flags.push('max', 'min');
  if (lit(1)) flags.push('rel');
  if (family === 'u125x' && lit(4)) flags.push('peak-max');
  if (family === 'u128x' && text[4] === '4') flags.push('peak-max');
  if (family === 'u123x' ? lit(2, 3) : family === 'u128x' ? lit(7, 11) : lit(7)) flags.push('hold');
  const scaled = family === 'u125x' || family === 'u128x';
  return { text, flags, isOther: scaled && /[MV]/i.test(text[2] ?? '') };
}

/** What is set; `undefined` for a function that has no place in a reading, and for what is no answer to `CONF?`. */
export function settingIn(line: string, symbols: Symbols, family: Family): Setting | undefined {
  if (symbols.isOther) return undefined;
  return family === 'u123x' ? u123xSetting(line, symbols.text) : scpiSetting(line, family);
}

/** What an answer to `CONF?` without a place in a reading is about; `undefined` when it is none. */
export function unreadModeOf(line: string, symbols: Symbols, family: Family): UnreadMode | undefined {
  const [, name] = /^"([A-Z][A-Z0-9]{0,7})[^"]{0,40}"$/.exec(line) ?? [];
  if (name === undefined || settingIn(line, symbols, family) !== undefined) return undefined;
  if (symbols.isOther) return { unread: 'dB' };
  return { unread: family === 'u123x' && name === 'MV' ? 'temperature' : name };
}

const numberShape = /^([-+])(\d\.\d{8})E([-+]\d\d)$/;
const mantissaPlaces = 8;
const shortBelowOhms = 10;
/** Nothing a meter measures is as large. */
const largestPower = 12;
const overload = /^[-+]9\.90000000E\+37$/;

/** The reading of a number with the setting and symbols around it; `undefined` when it is no number of this meter. */
export function readingOf(line: string, setting: Setting, symbols: Symbols): Reading | undefined {
  const match = numberShape.exec(line);
  if (match === null) return undefined;
  const { quantity, unit, flag, scale, exponent } = setting;
  const isOver = overload.test(line);
  const sign = match[1] === '-' ? -1 : 1;
  if (!isOver && Number(match[3]) > largestPower) return undefined;
  const [, , mantissa = '', power] = match;
  const value = isOver
    ? null
    : decimal(sign * Number(mantissa.replace('.', '')), Number(power) + scale - mantissaPlaces);
  const isShort = flag === 'continuity' && value !== null && Math.abs(value) < shortBelowOhms;
  return {
    value: value === 0 ? 0 : value,
    status: isOver ? 'overrange' : 'ok',
    quantity,
    unit,
    resolution: decimal(1, exponent),
    flags: [...(flag === undefined ? [] : [flag]), ...symbols.flags, ...(isShort ? (['short'] as const) : [])],
    ...(isOver ? { overloadSign: sign } : {}),
  };
}
