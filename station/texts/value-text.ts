/**
 * Numbers as people read them: SI prefixes, °C and Ω instead of UCUM codes, and exactly the digits the instrument
 * showed. A value that is not there is written as why it is not there, never as a number.
 */
import type { Language } from '../../foundation/measurement/declaration.ts';
import type { ReadingStatus } from '../../foundation/measurement/reading.ts';
import { three } from './three.ts';

const symbols: Readonly<Record<string, string>> = {
  Ohm: 'Ω',
  Cel: '°C',
  '[degF]': '°F',
  'A.h': 'Ah',
  'W.h': 'Wh',
  '{dBm}': 'dBm',
  '/min': '/min',
  '1': '',
};
const prefixed = new Set(['V', 'A', 'Ohm', 'F', 'Hz', 'W', 'A.h', 'W.h']);
const prefixes: readonly (readonly [number, string])[] = [
  [9, 'G'],
  [6, 'M'],
  [3, 'k'],
  [0, ''],
  [-3, 'm'],
  [-6, 'µ'],
  [-9, 'n'],
  [-12, 'p'],
];
const missing: Readonly<Record<string, string>> = { overrange: 'OL', underrange: 'UL', invalid: '—', stale: '(old)' };

/** `3.303 V`; without a resolution up to five significant digits. */
export function valueText(value: number | null, unit: string, resolution?: number, status?: ReadingStatus): string {
  if (value === null) return missing[status ?? 'invalid'] ?? '—';
  const [exponent, prefix] = prefixFor(value, unit, resolution);
  const scaled = shifted(value, exponent);
  const digits = resolution === undefined ? significant(scaled) : scaled.toFixed(decimals(resolution, exponent));
  const symbol = prefix + (symbols[unit] ?? unit);
  return symbol === '' ? digits : `${digits} ${symbol}`;
}

/** An uncertainty with the two digits that mean something (GUM, 7.2.6). */
function uncertaintyText(u95: number, unit: string): string {
  return valueText(Number(u95.toPrecision(2)), unit);
}

const recalledWord = three('recalled', '凭记忆', '憑記憶');

/** ` ± 5.3 mV`, and whether that rests on a table nobody has looked up; empty where there is no uncertainty. */
export function marginText(
  { u95, recalled }: { readonly u95?: number | undefined; readonly recalled?: true | undefined },
  unit: string,
  language: Language,
): string {
  if (u95 === undefined) return '';
  return ` ± ${uncertaintyText(u95, unit)}${recalled ? ` (${recalledWord[language]})` : ''}`;
}

function prefixFor(value: number, unit: string, resolution: number | undefined): readonly [number, string] {
  if (!prefixed.has(unit) || !/^-?[\d.]+(e[+-]?\d+)?$/.test(String(value))) return [0, ''];
  const size = value === 0 ? (resolution ?? 1) * 100 : Math.abs(value);
  // 0.32 V reads better than 320 mV on a bench; smaller ones need the prefix.
  const found = prefixes.find(([exponent]) => size >= (exponent === 0 ? 0.1 : 10 ** exponent));
  return found ?? [-12, 'p'];
}

/** Divided by a power of ten without a digit lost; numbers under a millionth have an exponent of their own already. */
function shifted(value: number, exponent: number): number {
  const [mantissa, own = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(own) - exponent}`);
}

function decimals(resolution: number, exponent: number): number {
  const places = Math.ceil(-Math.log10(resolution) + exponent - 1e-9);
  return Math.min(20, Math.max(0, places));
}

function significant(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/** `1:02:03` or `2:03`, from milliseconds. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, ...rest] = parts;
  const tail = rest.map((part) => String(part).padStart(2, '0')).join(':');
  return hours === 0 ? tail.replace(/^0/, '') : `${hours}:${tail}`;
}

/** An instant on an axis that shows so many seconds: `-0.250 ms`, `3.00000012 ms`; digits for a thousandth of what is shown. */
export function instantText(seconds: number, shownSeconds: number): string {
  const size = Math.max(Math.abs(seconds), shownSeconds);
  const [exponent, prefix] = prefixes.find(([power]) => power <= 0 && size >= 10 ** power) ?? [-12, 'p'];
  return `${shifted(seconds, exponent).toFixed(decimals(shownSeconds / 1_000, exponent))} ${prefix}s`;
}

/** `≥ 80 %`, `3.5 V … 4.45 V`, empty without limits. */
export function limitsText(limits: { readonly lo?: number; readonly hi?: number }, unit: string): string {
  const { lo, hi } = limits;
  if (lo !== undefined && hi !== undefined) return `${valueText(lo, unit)} … ${valueText(hi, unit)}`;
  if (lo !== undefined) return `≥ ${valueText(lo, unit)}`;
  return hi === undefined ? '' : `≤ ${valueText(hi, unit)}`;
}
