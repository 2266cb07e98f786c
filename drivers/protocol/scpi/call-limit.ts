/** One abort signal for everything that ends a call: its deadline on the house's clock, and its caller giving up. */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';

export interface CallLimit {
  /** Its reason is `instrument/timeout` or the caller's own. */
  readonly signal: AbortSignal;
  /** To be called when the call is over. */
  release(): void;
}

export function callLimit(clock: Clock, deadlineMs: number, caller?: AbortSignal): CallLimit {
  const control = new AbortController();
  const cancel = clock.deadline(deadlineMs, () => control.abort(new CodedError('instrument/timeout', { deadlineMs })));
  const onAbort = () => control.abort(caller?.reason);
  caller?.addEventListener('abort', onAbort, { once: true });
  if (caller?.aborted) onAbort();
  return {
    signal: control.signal,
    release() {
      cancel();
      caller?.removeEventListener('abort', onAbort);
    },
  };
}

/** What `promise` gives, or the signal's reason when that comes first. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    // Also when aborted already: a promise nobody listens to would end the process with its rejection.
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const free = () => signal.removeEventListener('abort', onAbort);
    promise.then(resolve, reject).finally(free);
  });
}
