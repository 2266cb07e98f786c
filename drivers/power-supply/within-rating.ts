/** Values that a supply cannot give are refused before anything is sent, so that no clipped value is ever in force. */
import { CodedError } from '../../foundation/failure.ts';

/** `what` is `volts` or `amps`; nothing is wrong with a value that is not asked for. Fails with `supply/out-of-range`. */
export function refuseOutside(what: string, value: number | undefined, highest: number): void {
  if (value === undefined || (Number.isFinite(value) && value >= 0 && value <= highest)) return;
  throw new CodedError('supply/out-of-range', { what, value, highest });
}
