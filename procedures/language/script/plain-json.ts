/**
 * What a body returns must be the same after a trip through the journal. Guarantees that what passes is plain JSON;
 * anything else is `script/not-json` with the path to it, instead of a value that a resume would return differently.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { Json } from '../script-api.ts';

/** The value itself, or null for `undefined`. Fields that are undefined are left out. */
export function plainJson(value: unknown, path = ''): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => plainJson(item, `${path}/${index}`));
  if (typeof value !== 'object' || !isPlain(value)) throw new CodedError('script/not-json', { path });
  const result: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    // Most values are plain numbers and texts, which need no path.
    if (typeof item === 'string' || typeof item === 'boolean') result[key] = item;
    else if (item !== undefined) result[key] = plainJson(item, `${path}/${key}`);
  }
  return result;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
