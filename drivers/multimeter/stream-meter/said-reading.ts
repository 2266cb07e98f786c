/** For tests: a reading in one line, so that a table of frames and what they say can be read: `4.99 V (0.01) dc auto`. */
import { isSoundReading, type Reading } from '../../../foundation/measurement/reading.ts';

/**
 * Value or status with the side of an overload, unit, weight of the last digit, flags; `nothing` for none. The quantity only where
 * the unit does not tell it, or does not fit it.
 */
export function said(reading: Reading | undefined): string {
  if (reading === undefined) return 'nothing';
  const { value, status, overloadSign, quantity, unit, resolution, flags } = reading;
  const shown = value === null ? `${overloadSign === -1 ? '-' : ''}${status}` : String(value);
  const isTold = unit !== '%' && isSoundReading(reading);
  return [
    shown,
    unit,
    ...(isTold ? [] : [quantity]),
    ...(resolution === undefined ? [] : [`(${resolution})`]),
    ...flags,
  ].join(' ');
}
