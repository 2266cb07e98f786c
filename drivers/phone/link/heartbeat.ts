/**
 * Asks the phone for a sign of life now and then, because adb's list goes on showing phones whose USB link is dead.
 * Guarantees that one slow answer is no death: only two misses in a row are.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';

export interface HeartbeatOptions {
  readonly clock: Clock;
  /** Clock milliseconds between two questions. */
  readonly everyMs: number;
  /** Asks; rejects when no answer came in time. */
  readonly beat: () => Promise<unknown>;
  readonly onDead: () => void;
}

const missesToDie = 2;

/** Beats until the returned function is called, or until the phone is dead. */
export function keepHeartbeat(options: HeartbeatOptions): () => void {
  const stop = new AbortController();
  const beating = async () => {
    for (let misses = 0; misses < missesToDie; ) {
      await options.clock.sleep(options.everyMs, stop.signal);
      misses = await options.beat().then(
        () => 0,
        () => misses + 1,
      );
    }
    if (!stop.signal.aborted) options.onDead();
  };
  // The only rejection is that of the sleep when it is told to stop.
  beating().catch(() => {});
  return () => stop.abort();
}
