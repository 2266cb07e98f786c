/**
 * What a trip through JSON makes of a value, without writing and reading the text: the same copy in a quarter of the
 * time, which a rehearsed hour makes thousands of times.
 */

/** As `JSON.parse(JSON.stringify(value))`; a value that JSON drops at the top gives `undefined`. */
export function jsonCopy(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // JSON has no minus nought.
      return Number.isFinite(value) ? value + 0 : null;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return arrayCopy(value);
      return isPlain(value) ? objectCopy(value) : (JSON.parse(JSON.stringify(value) ?? 'null') as unknown);
    case 'bigint':
      throw new TypeError('JSON cannot say a bigint');
    default:
      return undefined;
  }
}

function arrayCopy(values: readonly unknown[]): unknown[] {
  const copy: unknown[] = [];
  // By index: holes are members of the copy, too.
  for (let index = 0; index < values.length; index += 1) copy.push(jsonCopy(values[index]) ?? null);
  return copy;
}

function objectCopy(object: Record<string, unknown>): unknown {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    const value = jsonCopy(object[key]);
    if (value === undefined) continue;
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
    else copy[key] = value;
  }
  return copy;
}

/** Dates and others that say for themselves what they are in JSON are left to it. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value);
}
