/**
 * Canonical JSON after RFC 8785: the same value gives the same bytes everywhere, so that its hash means something. Keys
 * are sorted by UTF-16 code units, numbers are written as ECMAScript writes them; what JSON cannot say is refused.
 */
import { CodedError } from '../../foundation/failure.ts';

/** Members that are `undefined` are left out, as JSON does; throws `journal/not-json` for NaN, infinities, functions and bigints. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new CodedError('journal/not-json', { value: String(value) });
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
    default:
      throw new CodedError('journal/not-json', { value: typeof value });
  }
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    text += (index === 0 ? '' : ',') + (value === undefined ? 'null' : canonicalJson(value));
  }
  return `${text}]`;
}

function canonicalObject(object: Record<string, unknown>): string {
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value === undefined) continue;
    text += `${text.length === 1 ? '' : ','}${JSON.stringify(key)}:${canonicalJson(value)}`;
  }
  return `${text}}`;
}
