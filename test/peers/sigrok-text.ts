/**
 * What `sigrok-cli -O analog` prints, as numbers, and in what it differs from our readings. Nothing is excused here: what
 * libsigrok is known to get wrong stands in `known-defects.ts`.
 */
import type { Reading, ReadingFlag } from '../../foundation/measurement/reading.ts';

/** One line. An infinite value is an overload or an under-limit (the peer does not tell); `nan` is an overload as well. */
export interface SigrokReading {
  readonly value: number;
  /** UCUM; empty for continuity and for bare numbers. */
  readonly unit: string;
  readonly flags: readonly string[];
}

/**
 * In what two readings can differ. `none`: we have no reading where the peer has one; `nothing`: the other way round;
 * `side`: the sign of an overload; `continuity`: told as true or false instead of in ohms.
 */
export type Aspect = 'none' | 'nothing' | 'continuity' | 'unit' | 'status' | 'side' | 'value' | ReadingFlag;

const prefixes: Readonly<Record<string, number>> = { f: -15, p: -12, n: -9, '\u00b5': -6, m: -3, k: 3, M: 6, G: 9 };

const unitCodes: Readonly<Record<string, string>> = {
  VA: 'VA',
  '\u2126': 'Ohm',
  '°C': 'Cel',
  '°F': '[degF]',
  RPM: '/min',
};
const flagWord = /^(AC|DC|RMS|DIODE|HOLD|MAX|MIN|AUTO|REL|AVG|REF|UNSTABLE|4-WIRE)$/;

/**
 * Its words for our flags. It has none for a low battery, for peaks and for a buzzer, so those are nowhere to be
 * compared: they stand in the tests of the drivers.
 */
const words = {
  dc: 'DC',
  ac: 'AC',
  auto: 'AUTO',
  hold: 'HOLD',
  rel: 'REL',
  max: 'MAX',
  min: 'MIN',
  avg: 'AVG',
  diode: 'DIODE',
} as const satisfies Partial<Record<ReadingFlag, string>>;

/** `81.29 mV AC` → 0.08129 V. Without a unit: continuity, or a bare number. */
export function sigrokReading(line: string): SigrokReading {
  const [number = '', ...rest] = line.split(' ').filter((word) => word !== '');
  const unit = rest[0] === undefined || flagWord.test(rest[0]) ? '' : rest[0];
  const flags = unit === '' ? rest : rest.slice(1);
  const exponent = unit.length > 1 && !(unit in unitCodes) ? prefixes[unit[0] ?? ''] : undefined;
  const base = exponent === undefined ? unit : unit.slice(1);
  const [, minus, infinite] = /^(-?)(inf)/i.exec(number) ?? [];
  const overload = minus === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = infinite === undefined ? Number(`${number}e${exponent ?? 0}`) : overload;
  return { value, unit: unitCodes[base] ?? base, flags };
}

/** In what two readings of one frame differ; `undefined`: there is none. */
export function differences(ours: Reading | undefined, theirs: SigrokReading | undefined): Aspect[] {
  if (ours === undefined || theirs === undefined) {
    return ours === theirs ? [] : [ours === undefined ? 'none' : 'nothing'];
  }
  const isBoolean = theirs.unit === '' && (theirs.value === 0 || theirs.value === 1);
  const flags = flagDifferences(ours, theirs);
  if (ours.flags.includes('continuity') && isBoolean) return ['continuity', ...flags];
  const unit: Aspect[] = theirs.unit === (ours.unit === '1' ? '' : ours.unit) ? [] : ['unit'];
  return [...unit, ...numberDifferences(ours, theirs.value), ...flags];
}

function numberDifferences(ours: Reading, theirs: number): Aspect[] {
  if ((ours.status === 'overrange') !== !Number.isFinite(theirs)) return ['status'];
  if (ours.status === 'overrange') return (ours.overloadSign ?? 1) > 0 === theirs > 0 ? [] : ['side'];
  if (ours.status !== 'ok') return ['status'];
  return Math.abs(theirs - (ours.value ?? Number.NaN)) <= (ours.resolution ?? 0) / 2 ? [] : ['value'];
}

function flagDifferences({ flags }: Reading, theirs: SigrokReading): Aspect[] {
  const names = Object.keys(words) as (keyof typeof words)[];
  return names.filter((flag) => flags.includes(flag) !== theirs.flags.includes(words[flag]));
}
