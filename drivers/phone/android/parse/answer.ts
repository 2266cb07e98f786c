/**
 * How a phone says no. Guarantees that a refusal, a thing that does not exist and a placeholder are told apart, and
 * that none of them can ever become a number. Sources: the toybox and `dumpsys` wordings listed in ../README.md.
 */
import type { Availability } from '../../../../foundation/capability/phone.ts';

/** What the phone told: a value, or why there is none. */
export type Told<T> =
  | { readonly availability: 'ok'; readonly value: T }
  | { readonly availability: Exclude<Availability, 'ok'>; readonly value?: undefined };

const refusals = [
  /permission denied/i,
  /permission denial/i,
  /security ?exception/i,
  /operation not permitted/i,
  /does not have permission/i,
];
const absences = [
  /^can't find service/i,
  /inaccessible or not found/i,
  /no such file or directory/i,
  /^service: service .* does not exist/i,
  /command not found|: not found$/i,
  /unknown (command|option)/i,
];

/** Numbers that stand for "not known" anywhere on Android: not measured, not supported, not there. */
const placeholders = new Set([-1, 0, 2147483647, -2147483648, -99.9]);

/** A value, or `unknown` when it is undefined. */
export function told<T>(value: T | undefined): Told<T> {
  return value === undefined ? { availability: 'unknown' } : { availability: 'ok', value };
}

/** `refused` or `absent` when the answer is such a message and not the thing asked for. Looks at its first three lines only. */
export function refusalIn(text: string): 'refused' | 'absent' | undefined {
  for (const line of linesOf(text).slice(0, 3)) {
    if (line.length > 300) continue;
    if (refusals.some((pattern) => pattern.test(line))) return 'refused';
    if (absences.some((pattern) => pattern.test(line))) return 'absent';
  }
  return undefined;
}

/** The lines with something on them, trimmed. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  // By hand: every answer of a soak comes through here, and a pattern costs several times as much.
  for (let from = 0; from < text.length; ) {
    const feed = text.indexOf('\n', from);
    const end = feed < 0 ? text.length : feed;
    const trimmed = text.slice(from, end).trim();
    if (trimmed !== '') lines.push(trimmed);
    from = end + 1;
  }
  return lines;
}

/** A plain decimal number, with or without `[…]` around it; undefined for anything else. Placeholders are kept. */
export function plainNumber(text: string | undefined): number | undefined {
  const match = /^\[?\s*([+-]?\d{1,19}(?:\.\d{1,9})?)\s*\]?$/.exec(text?.trim() ?? '');
  return match === null ? undefined : Number(match[1]);
}

/** Like {@link plainNumber}, but a placeholder (-1, 0, 2147483647, -2147483648, -99.9) is undefined as well. */
export function knownNumber(text: string | undefined): number | undefined {
  const value = plainNumber(text);
  return value === undefined || placeholders.has(value) || Object.is(value, -0) ? undefined : value;
}

/** One number on its own, as a sysfs node holds it. */
export function nodeNumber(text: string): Told<number> {
  const no = refusalIn(text);
  return no === undefined ? told(knownNumber(text)) : { availability: no };
}

/** `key: value` and `key=value` lines; a key is matched whole and its first occurrence wins. */
export function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of linesOf(text)) {
    const match = /^([^:=]{1,120}?)\s*[:=]\s*(.*)$/.exec(line);
    const key = match?.[1];
    if (key !== undefined && !fields.has(key)) fields.set(key, match?.[2] ?? '');
  }
  return fields;
}
