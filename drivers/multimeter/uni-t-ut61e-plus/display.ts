/**
 * What the UT61B+, D+, E+ and the UT161 say of their display: mode, range, seven characters and three bytes of flags. Pure.
 * Guarantees a unit that mode and range have, a number of three to five digits as it stands on the display, and overload
 * as a status. Source: github.com/ljakob/unit_ut61eplus with the maker's tables in it, a real transcript in
 * github.com/mbraune/ut161b (facts only).
 */
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import { numberReading } from '../stream-meter/number-reading.ts';
import type { UnreadMode } from '../unread-mode.ts';

export const payloadBytes = 14;

interface ModeMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Power of ten of what the display shows, by range. */
  readonly prefixes: readonly number[];
  readonly flag?: 'dc' | 'ac' | 'diode' | 'continuity';
}

const volts = { quantity: 'voltage', unit: 'V', prefixes: [0, 0, 0, 0] } as const;
const millivolts = { ...volts, prefixes: [-3, -3] } as const;
const amps = (prefix: number) => ({ quantity: 'current', unit: 'A', prefixes: [prefix, prefix] }) as const;
const dc = { flag: 'dc' } as const;
const ac = { flag: 'ac' } as const;
const ohms = { quantity: 'resistance', unit: 'Ohm' } as const;
const degrees = (unit: 'Cel' | '[degF]') => ({ quantity: 'temperature', unit, prefixes: [0, 0] }) as const;

/** By mode. What is not here is in {@link unreadModes}: finders and inrush show no number of a unit, two low-pass modes none we know. */
export const modes: readonly (ModeMeaning | undefined)[] = [
  { ...volts, ...ac },
  { ...millivolts, ...ac },
  { ...volts, ...dc },
  { ...millivolts, ...dc },
  { quantity: 'frequency', unit: 'Hz', prefixes: [0, 0, 3, 3, 3, 6, 6, 6] },
  { quantity: 'duty-cycle', unit: '%', prefixes: [0] },
  { ...ohms, prefixes: [0, 3, 3, 3, 6, 6, 6] },
  { ...ohms, prefixes: [0], flag: 'continuity' },
  { ...volts, prefixes: [0], flag: 'diode' },
  { quantity: 'capacitance', unit: 'F', prefixes: [-9, -9, -6, -6, -6, -3, -3, -3] },
  degrees('Cel'),
  degrees('[degF]'),
  { ...amps(-6), ...dc },
  { ...amps(-6), ...ac },
  { ...amps(-3), ...dc },
  { ...amps(-3), ...ac },
  { ...amps(0), ...dc },
  { ...amps(0), ...ac },
  { quantity: 'gain', unit: '1', prefixes: [0] },
  undefined,
  undefined,
  { ...volts, ...ac },
  { ...amps(0), ...ac },
  { ...amps(0), ...dc },
  { ...volts, ...ac },
  // AC and DC together is neither of the two, so it is called neither.
  volts,
  undefined,
  amps(0),
  undefined,
  amps(0),
];

/** As the front panel has them. */
const unreadModes: Readonly<Record<number, string>> = { 19: 'LIVE', 20: 'NCV', 26: 'LPF', 28: 'LPF', 30: 'INRUSH' };

export interface Ut61ePlusDisplay {
  readonly mode: number;
  readonly range: number;
  /** At most seven characters, as on the display: `-24.54`, `OL.` */
  readonly text: string;
  readonly flags: readonly ReadingFlag[];
}

/** Byte of the payload, bit, what it stands for. Automatic ranging is a bit that is not set. */
const flagBits: readonly (readonly [place: number, mask: number, flag: ReadingFlag])[] = [
  [11, 8, 'max'],
  [11, 4, 'min'],
  [11, 2, 'hold'],
  [11, 1, 'rel'],
  [12, 2, 'low-battery'],
  [13, 4, 'peak-max'],
  [13, 2, 'peak-min'],
];
const notAuto = { place: 12, mask: 4 } as const;
const flagNibble = 0x30;
const firstRange = 0x30;

/** `undefined` when this is no measurement. */
export function parsePayload(payload: Uint8Array): Ut61ePlusDisplay | undefined {
  if (payload.length !== payloadBytes) return undefined;
  const [mode = 0, range = 0] = payload;
  if (payload.subarray(11).some((byte) => (byte & 0xf0) !== flagNibble)) return undefined;
  const flags = flagBits.filter(([place, mask]) => ((payload[place] ?? 0) & mask) !== 0).map(([, , flag]) => flag);
  const isAuto = ((payload[notAuto.place] ?? 0) & notAuto.mask) === 0;
  const text = String.fromCharCode(...payload.subarray(2, 9)).trim();
  return { mode, range: range - firstRange, text, flags: isAuto ? ['auto', ...flags] : flags };
}

/** The simulator's side of {@link parsePayload}. */
export function encodePayload({ mode, range, text, flags }: Ut61ePlusDisplay): Uint8Array {
  const shown = [...text.padStart(7)].map((character) => character.charCodeAt(0));
  const payload = Uint8Array.of(mode, firstRange + range, ...shown, 0, 5, flagNibble, flagNibble, flagNibble);
  for (const [place, mask, flag] of flagBits) {
    if (flags.includes(flag)) payload[place] = (payload[place] ?? 0) | mask;
  }
  if (!flags.includes('auto')) payload[notAuto.place] = (payload[notAuto.place] ?? 0) | notAuto.mask;
  return payload;
}

const number = /^(-?) *(\d{1,5})(?:\.(\d{1,4}))?$/;
const overload = /^(-?) *(\.OL|O\.L|OL\.?)$/;

/** The reading a display shows; `undefined` when it breaks the rules above. */
export function meaningOf({ mode, range, text, flags }: Ut61ePlusDisplay): Reading | undefined {
  const meaning = modes[mode];
  const prefix = meaning?.prefixes[range];
  if (meaning === undefined || prefix === undefined) return undefined;
  const [, overSign] = overload.exec(text) ?? [];
  const [, sign, before = '', behind = ''] = number.exec(text) ?? [];
  const isOver = overSign !== undefined;
  const digits = `${before}${behind}`;
  if (!isOver && (sign === undefined || digits.length < 3 || digits.length > 5)) return undefined;
  const reading = numberReading({
    quantity: meaning.quantity,
    unit: meaning.unit,
    digits: Number(digits),
    exponent: prefix - behind.length,
    negative: (sign ?? overSign) === '-',
    status: isOver ? 'overrange' : 'ok',
    flags: meaning.flag === undefined ? flags : [meaning.flag, ...flags],
  });
  if (!isOver) return reading;
  const { resolution: _none, ...rest } = reading;
  return rest;
}

/** What a display without a place in a reading is set to; `undefined` for the others. */
export function unreadModeOf({ mode }: Pick<Ut61ePlusDisplay, 'mode'>): UnreadMode | undefined {
  const unread = unreadModes[mode];
  return unread === undefined ? undefined : { unread };
}
