/**
 * Opening again after a cable was pulled: the system needs a moment to give the port back, so it is tried with growing
 * pauses until a deadline. Failures that no waiting cures end it at once.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';

export interface ReopenOptions<T> {
  readonly clock: Clock;
  open(): Promise<T>;
  /** Gives up with `port/reopen-timeout` (and the last code) after this. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
}

/** No permission is among them: on Linux the rights of a new device are set a moment after it appears. */
const worthWaiting = /^(port|transport)\//;

export async function reopen<T>(options: ReopenOptions<T>): Promise<T> {
  const { clock, signal } = options;
  const giveUpAt = clock.now() + options.deadlineMs;
  let pauseMs = options.firstPauseMs ?? 500;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await options.open();
    } catch (error) {
      const { code } = failureOf(error);
      if (!worthWaiting.test(code)) throw error;
      if (clock.now() + pauseMs > giveUpAt) throw new CodedError('port/reopen-timeout', { last: code }, error);
    }
    await clock.sleep(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, options.longestPauseMs ?? 5_000);
  }
}
