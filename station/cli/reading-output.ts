/** Readings on their way out: as the JSON of the interface, or as a line for people. */
import type { Reading } from '../../foundation/measurement/reading.ts';
import { valueText } from '../texts/value-text.ts';

/** The members in their documented order; whatever else a reading carries comes after. */
export function readingObject(reading: Reading, channel?: string): object {
  const { value, unit, quantity, status, resolution, flags, ...rest } = reading;
  return {
    value,
    unit,
    quantity,
    status,
    ...(resolution === undefined ? {} : { resolution }),
    flags,
    ...(channel === undefined ? {} : { channel }),
    ...rest,
  };
}

export function readingLine(reading: Reading, channel?: string): string {
  const { value, unit, resolution, status, flags } = reading;
  const sign = value === null && reading.overloadSign === -1 ? '-' : '';
  const parts = [sign + valueText(value, unit, resolution, status), ...flags];
  if (value === null) parts.push(`(${status})`);
  return channel === undefined ? parts.join(' ') : `${channel}: ${parts.join(' ')}`;
}

/** Every reading inside what a verb returned, with its path as the channel; a bare reading has none. */
export function readingsIn(value: unknown, path: readonly string[] = []): { reading: Reading; channel?: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('value' in value && 'unit' in value && 'status' in value && 'quantity' in value) {
    const reading = value as Reading;
    return [path.length === 0 ? { reading } : { reading, channel: path.join('.') }];
  }
  return Object.entries(value).flatMap(([key, part]) => readingsIn(part, [...path, key]));
}
