/**
 * One write to a pipe that may never take it. Guarantees: it settles once, by the deadline at the latest; one that misses
 * its deadline closes the pipe, because nobody knows any more how much of it went out.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { PipeEvents } from './pipe-events.ts';

/** Clock milliseconds where nobody names a deadline. */
const writeDeadlineMs = 2_000;

export interface WrittenPipe {
  readonly address: string;
  readonly clock: Clock;
  readonly events: PipeEvents;
  /** Closes the pipe; what was still to be written fails with that. */
  shut(code: string, params?: Readonly<Record<string, string>>): unknown;
}

/**
 * `start` hands the bytes over and calls `done` when they are taken; what it fails with it tells by closing the pipe.
 * Rejects `transport/write-timeout`, or as the pipe was closed.
 */
export function boundedWrite(
  { address, clock, events, shut }: WrittenPipe,
  start: (done: () => void) => void,
  deadlineMs = writeDeadlineMs,
): Promise<void> {
  if (events.closedError !== undefined) return Promise.reject(events.closedError);
  return new Promise((resolve, reject) => {
    const settle = (error?: CodedError) => {
      cancel();
      stop();
      if (error === undefined) resolve();
      else reject(error);
    };
    const cancel = clock.deadline(deadlineMs, () => {
      settle(new CodedError('transport/write-timeout', { address }));
      shut('transport/io', { cause: 'write-timeout' });
    });
    const stop = events.onClose((reason) => settle(new CodedError(reason.code, reason.params)));
    start(() => settle());
  });
}
