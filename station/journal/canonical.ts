/**
 * Canonical JSON after RFC 8785: the same value gives the same bytes everywhere, so that its hash means something. Keys
 * are sorted by UTF-16 code units, numbers are written as ECMAScript writes them; what JSON cannot say is refused.
 */
import { CodedError } from '../../foundation/failure.ts';

/** Members that are `undefined` are left out, as JSON does; throws `journal/not-json` for NaN, infinities, functions and bigints. */
export function canonicalJson(value: unknown): string {
  // A sorted copy written in one go by the engine is several times faster than putting the text together here.
  const sorted = sortedCopy(value);
  return sorted === noPlainOrder ? canonicalText(value) : JSON.stringify(sorted);
}

/** An object whose members would not keep the order they are given in. */
const noPlainOrder = Symbol('no plain order');

/** The value with every object's members in canonical order, or {@link noPlainOrder}. */
function sortedCopy(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object') throw new CodedError('journal/not-json', { value: nameOf(value) });
  return Array.isArray(value) ? sortedArray(value) : sortedObject(value as Record<string, unknown>);
}

function sortedArray(values: readonly unknown[]): unknown {
  const copy: unknown[] = [];
  for (const value of values) {
    const part = value === undefined ? null : sortedCopy(value);
    if (part === noPlainOrder) return noPlainOrder;
    copy.push(part);
  }
  return copy;
}

function sortedObject(object: Record<string, unknown>): unknown {
  const copy: Record<string, unknown> = {};
  for (const key of sortedInPlace(Object.keys(object))) {
    const value = object[key];
    if (value === undefined) continue;
    // JavaScript puts keys that are whole numbers first, and one key is not a member at all.
    if (isDigit(key.charCodeAt(0)) || key === '__proto__') return noPlainOrder;
    const part = sortedCopy(value);
    if (part === noPlainOrder) return noPlainOrder;
    copy[key] = part;
  }
  return copy;
}

/** By insertion: keys are few and often in order already. */
function sortedInPlace(keys: string[]): string[] {
  if (keys.length > 24) return keys.sort();
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end] as string;
    let at = end - 1;
    while (at >= 0 && (keys[at] as string) > key) {
      keys[at + 1] = keys[at] as string;
      at -= 1;
    }
    keys[at + 1] = key;
  }
  return keys;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Put together member by member, for objects with keys of any kind. */
function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(sortedCopy(value));
  if (Array.isArray(value))
    return `[${value.map((part) => (part === undefined ? 'null' : canonicalText(part))).join()}]`;
  const members = Object.entries(value).filter(([, part]) => part !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`).join()}}`;
}

function nameOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value;
}
