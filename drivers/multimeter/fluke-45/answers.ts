/**
 * Answers of the Fluke 45 and 8808A: a line, and behind it, where the computer interface is set so, a line with a prompt
 * that says how the command went: `=>` well, `?>` not understood, `!>` not possible. Pure. Guarantees that a refusal is no
 * answer and an overload no number. Source: libsigrok, `src/hardware/fluke-45` (facts only).
 */
import { decimal, type Reading, type ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';
import { textOf } from '../asked-meter/asked-simulator.ts';
import type { UnreadMode } from '../unread-mode.ts';

const withPrompt = /^(?:([^\r\n]+)\r?\n)?([=?!]>)\r?\n$/;
const withoutPrompt = /^([^\r\n]+)\r?\n$/;

/** How an answer ends is only known where it ends with a prompt: behind a bare line one may still come. */
export function endsWithPrompt(received: Uint8Array): boolean {
  return withPrompt.test(textOf(received));
}

/** The line of an answer that went well. `question`: what was sent, as the meter may echo it. */
export function lineOf(answer: Uint8Array, question: string): string | undefined {
  const text = textOf(answer);
  const echoed = text.startsWith(`${question}\r\n`) ? text.slice(question.length + 2) : text;
  const [, line, prompt] = withPrompt.exec(echoed) ?? [];
  if (prompt !== undefined) return prompt === '=>' ? line?.trim() : undefined;
  const bare = withoutPrompt.exec(echoed)?.[1]?.trim();
  return bare === undefined || bare === question ? undefined : bare;
}

/** `FLUKE, 45, 1234567, 1.6 D1.0`: maker, model, serial number, firmware. */
export function identityIn(line: string): InstrumentIdentity | undefined {
  const [, model, serial, firmware] = /^FLUKE, ?(45|8808A|8845A|8846A), ?([^,]*), ?(.+)$/i.exec(line) ?? [];
  if (model === undefined || firmware === undefined) return undefined;
  const number = serial?.trim() ?? '';
  return {
    make: 'Fluke',
    model: model.toUpperCase(),
    firmware: firmware.trim(),
    ...(number === '' ? {} : { serial: number }),
  };
}

interface FunctionMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly flag?: 'dc' | 'ac' | 'diode';
}

/**
 * What `FUNC1?` says and a reading can be. Not the continuity test: the Fluke 45 tells volts in it (users manual, table 5-16A and
 * page C-3), what the 8808A tells no source says, and taken for ohms an intact diode is a short.
 */
export const functions: Readonly<Record<string, FunctionMeaning>> = {
  VDC: { quantity: 'voltage', unit: 'V', flag: 'dc' },
  VAC: { quantity: 'voltage', unit: 'V', flag: 'ac' },
  // Neither of the two, so it is called neither.
  VACDC: { quantity: 'voltage', unit: 'V' },
  ADC: { quantity: 'current', unit: 'A', flag: 'dc' },
  AAC: { quantity: 'current', unit: 'A', flag: 'ac' },
  AACDC: { quantity: 'current', unit: 'A' },
  OHMS: { quantity: 'resistance', unit: 'Ohm' },
  FREQ: { quantity: 'frequency', unit: 'Hz' },
  DIODE: { quantity: 'voltage', unit: 'V', flag: 'diode' },
};
const unreadFunctions: Readonly<Record<string, string>> = { CONT: 'continuity' };

/** Whether this is a function of these meters, read or not. */
export function isFunction(name: string): boolean {
  return Object.hasOwn(functions, name) || Object.hasOwn(unreadFunctions, name);
}

/** What is set that has no place in a reading: a continuity test, decibels. */
export function unreadModeOf({ func, modifiers }: Pick<Around, 'func' | 'modifiers'>): UnreadMode | undefined {
  if (Object.hasOwn(unreadFunctions, func)) return { unread: unreadFunctions[func] ?? func };
  const isDecibels =
    Object.hasOwn(functions, func) && /^\d{1,3}$/.test(modifiers) && (Number(modifiers) & decibels) !== 0;
  return isDecibels ? { unread: 'dB' } : undefined;
}

/** Bits of `MOD?`. With decibels the number is no longer in the unit of the function. */
const modifierFlags: readonly (readonly [bit: number, flag: ReadingFlag])[] = [
  [1, 'min'],
  [2, 'max'],
  [4, 'hold'],
  [32, 'rel'],
];
const decibels = 8 | 16;
const mostModifiers = 127;

const numberShape = /^([+-])(\d{1,6})\.(\d{0,6})E([+-])(\d)$/;
const overload = /^([+-])1E\+9$/;
const fewestDigits = 4;

/** What was asked around a number. */
export interface Around {
  readonly func: string;
  readonly auto: string;
  readonly modifiers: string;
}

/** The reading; `undefined` when one of the answers is none. */
export function readingOf(value: string, { func, auto, modifiers }: Around): Reading | undefined {
  const meaning = Object.hasOwn(functions, func) ? functions[func] : undefined;
  const bits = /^\d{1,3}$/.test(modifiers) ? Number(modifiers) : mostModifiers + 1;
  if (meaning === undefined || !/^[01]$/.test(auto) || bits > mostModifiers || (bits & decibels) !== 0)
    return undefined;
  const { quantity, unit, flag } = meaning;
  const flags: ReadingFlag[] = flag === undefined ? [] : [flag];
  if (auto === '1') flags.push('auto');
  for (const [bit, name] of modifierFlags) if ((bits & bit) !== 0) flags.push(name);
  const over = overload.exec(value);
  if (over !== null) {
    return { value: null, status: 'overrange', quantity, unit, flags, overloadSign: over[1] === '-' ? -1 : 1 };
  }
  const [, sign, before = '', behind = '', powerSign, power] = numberShape.exec(value) ?? [];
  if (sign === undefined || before.length + behind.length < fewestDigits) return undefined;
  const exponent = Number(`${powerSign}${power}`) - behind.length;
  const digits = Number(`${sign}${before}${behind}`);
  return {
    value: digits === 0 ? 0 : decimal(digits, exponent),
    status: 'ok',
    quantity,
    unit,
    flags,
    resolution: decimal(1, exponent),
  };
}
