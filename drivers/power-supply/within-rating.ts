/** Values that a supply cannot give are refused before anything is sent, so that no clipped value is ever in force. */
import { CodedError } from '../../foundation/failure.ts';

/** `what` is `volts` or `amps`; nothing is wrong with a value that is not asked for. Fails with `supply/out-of-range`. */
export function refuseOutside(what: string, value: number | undefined, highest: number): void {
  if (value === undefined || (Number.isFinite(value) && value >= 0 && value <= highest)) return;
  throw new CodedError('supply/out-of-range', { what, value, highest });
}

/** The channel that is meant, 1 where none is named; `supply/no-channel` when there is no such one. */
export function channelOf(args: unknown, most: number): number {
  const channel = (args as { readonly channel?: unknown } | null | undefined)?.channel ?? 1;
  if (typeof channel === 'number' && Number.isInteger(channel) && channel >= 1 && channel <= most) return channel;
  throw new CodedError('supply/no-channel', { channel: String(channel), most });
}
