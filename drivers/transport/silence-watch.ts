/**
 * Notices that a free-running instrument has fallen silent. A pulled cable does not always close the port, so events
 * alone are not enough.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Transport } from '../contract/transport.ts';

export interface SilenceWatchOptions {
  readonly clock: Clock;
  /** Three periods of the instrument's frames is a good choice. */
  readonly silentAfterMs: number;
  /** Called once for every silence; a byte ends the silence. `forMs` since the last byte or since the watch began. */
  onSilent(forMs: number): void;
}

/** Returns what ends the watch; it ends by itself with the transport. */
export function watchSilence(
  transport: Transport,
  { clock, silentAfterMs, onSilent }: SilenceWatchOptions,
): () => void {
  let lastByteAt = clock.now();
  let cancel = arm();
  function arm() {
    return clock.after(silentAfterMs, () => onSilent(clock.now() - lastByteAt));
  }
  const stopData = transport.onData((_chunk, at) => {
    lastByteAt = at;
    cancel();
    cancel = arm();
  });
  const stop = () => {
    stopData();
    cancel();
  };
  transport.onClose(stop);
  return stop;
}
