/**
 * What a UT8803E streams of its display: mode, range, six characters and seven bytes of flags. Pure. Guarantees a unit that
 * mode and range have, overload and an error as a status, never as the number beside them. Source:
 * github.com/philpagel/ut8803e (facts only).
 */
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';
import { numberReading } from '../stream-meter/number-reading.ts';

/** Kind, mode, range, six characters, seven bytes of flags. */
export const payloadBytes = 16;
const measurementKind = 0x02;
const firstRange = 0x30;

interface ModeMeaning {
  readonly quantity: Quantity;
  readonly unit: Unit;
  /** Power of ten of what the display shows, by range. */
  readonly prefixes: readonly number[];
  readonly flag?: 'dc' | 'ac' | 'diode' | 'continuity';
}

const volts = { quantity: 'voltage', unit: 'V' } as const;
const amps = { quantity: 'current', unit: 'A' } as const;
const ohms = { quantity: 'resistance', unit: 'Ohm' } as const;
const dc = { flag: 'dc' } as const;
const ac = { flag: 'ac' } as const;
const voltPrefixes = [-3, 0, 0, 0, 0];
const seriesOhms = { ...ohms, prefixes: [0, 0, 3, 3, 3, 6] } as const;
const degrees = (unit: 'Cel' | '[degF]') => ({ quantity: 'temperature', unit, prefixes: [0, 0, 0] }) as const;

/** By mode. What is not here is in {@link unreadModes}. */
export const modes: readonly (ModeMeaning | undefined)[] = [
  { ...volts, ...ac, prefixes: voltPrefixes },
  { ...volts, ...dc, prefixes: voltPrefixes },
  { ...amps, ...ac, prefixes: [-6, -3] },
  { ...amps, ...ac, prefixes: [-3, -3] },
  { ...amps, ...ac, prefixes: [0] },
  { ...amps, ...dc, prefixes: [-6, -3] },
  { ...amps, ...dc, prefixes: [-3, -3] },
  { ...amps, ...dc, prefixes: [0] },
  { ...ohms, prefixes: [0, 3, 3, 3, 6, 6] },
  { ...ohms, prefixes: [0], flag: 'continuity' },
  { ...volts, prefixes: [0], flag: 'diode' },
  undefined,
  undefined,
  seriesOhms,
  // The third range is printed as F in the source and is 600 nF there.
  { quantity: 'capacitance', unit: 'F', prefixes: [-9, -9, -9, -6, -6, -6, -3] },
  undefined,
  seriesOhms,
  // A gain has no prefix in any of the five ranges that the source lists.
  { quantity: 'gain', unit: '1', prefixes: [0, 0, 0, 0, 0] },
  undefined,
  degrees('Cel'),
  degrees('[degF]'),
  { quantity: 'frequency', unit: 'Hz', prefixes: [0, 3, 3, 3, 6, 6] },
  { quantity: 'duty-cycle', unit: '%', prefixes: [0, 0, 0, 0, 0, 0] },
];
export const dcVoltsMode = 1;
/** Inductance, quality and loss factors, thyristors have no place in a reading. */
const unreadModes: Readonly<Record<number, string>> = { 11: 'L', 12: 'Q', 15: 'D', 18: 'SCR' };

/** What a display without a place in a reading is set to, as the panel has it; `undefined` for the others. */
export function unreadModeOf({ mode }: Pick<Ut8803Display, 'mode'>): string | undefined {
  return unreadModes[mode];
}

export interface Ut8803Display {
  readonly mode: number;
  readonly range: number;
  /** Six characters at the most. */
  readonly text: string;
  readonly overload: boolean;
  /** The meter says that its number is wrong. */
  readonly error: boolean;
  readonly flags: readonly ReadingFlag[];
}

const firstFlags = 9;
const overloadBit = { place: firstFlags + 2, mask: 4 } as const;
const errorBit = { place: firstFlags + 3, mask: 4 } as const;
const manualBit = { place: firstFlags + 3, mask: 2 } as const;
const flagBits: readonly (readonly [place: number, mask: number, flag: ReadingFlag])[] = [
  [firstFlags + 2, 1, 'hold'],
  [firstFlags + 3, 1, 'rel'],
  [firstFlags + 4, 2, 'max'],
  [firstFlags + 4, 1, 'min'],
];
const isLit = (payload: Uint8Array, place: number, mask: number) => ((payload[place] ?? 0) & mask) !== 0;

/** `undefined` when this is no measurement. */
export function parsePayload(payload: Uint8Array): Ut8803Display | undefined {
  const [kind, mode = 0, range = 0] = payload;
  if (payload.length !== payloadBytes || kind !== measurementKind) return undefined;
  const flags = flagBits.filter(([place, mask]) => isLit(payload, place, mask)).map(([, , flag]) => flag);
  return {
    mode,
    range: range - firstRange,
    text: String.fromCharCode(...payload.subarray(3, firstFlags)).trim(),
    overload: isLit(payload, overloadBit.place, overloadBit.mask),
    error: isLit(payload, errorBit.place, errorBit.mask),
    flags: isLit(payload, manualBit.place, manualBit.mask) ? flags : ['auto', ...flags],
  };
}

/** The simulator's side of {@link parsePayload}. */
export function encodePayload({ mode, range, text, overload, error, flags }: Ut8803Display): Uint8Array {
  const shown = [...text.padStart(6)].slice(-6).map((character) => character.charCodeAt(0));
  const payload = Uint8Array.of(measurementKind, mode, firstRange + range, ...shown, 0, 0, 0, 0, 0, 0, 0);
  const light = (place: number, mask: number) => {
    payload[place] = (payload[place] ?? 0) | mask;
  };
  if (overload) light(overloadBit.place, overloadBit.mask);
  if (error) light(errorBit.place, errorBit.mask);
  if (!flags.includes('auto')) light(manualBit.place, manualBit.mask);
  for (const [place, mask, flag] of flagBits) if (flags.includes(flag)) light(place, mask);
  return payload;
}

const number = /^(-?) *(\d{1,5})(?:\.(\d{1,4}))?$/;

/** The reading a display shows; `undefined` when it breaks the rules above. */
export function meaningOf({ mode, range, text, overload, error, flags }: Ut8803Display): Reading | undefined {
  const meaning = modes[mode];
  const prefix = meaning?.prefixes[range];
  if (meaning === undefined || prefix === undefined) return undefined;
  const [, sign, before = '', behind = ''] = number.exec(text) ?? [];
  const digits = `${before}${behind}`;
  const isNumber = sign !== undefined && digits.length >= 3 && digits.length <= 5;
  if (!overload && !error && !isNumber) return undefined;
  const reading = numberReading({
    quantity: meaning.quantity,
    unit: meaning.unit,
    digits: Number(digits),
    exponent: prefix - behind.length,
    negative: text.startsWith('-'),
    status: overload ? 'overrange' : 'ok',
    flags: meaning.flag === undefined ? flags : [meaning.flag, ...flags],
  });
  if (!overload && !error) return reading;
  const { resolution: _none, ...rest } = reading;
  return error
    ? { ...rest, value: null, status: 'invalid', flags: rest.flags.filter((flag) => flag !== 'short') }
    : rest;
}
