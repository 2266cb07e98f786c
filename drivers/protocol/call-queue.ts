/**
 * Calls of one instrument, one at a time in the order they came. Guarantees that every call settles by its deadline,
 * also while it waits its turn, and that all of them fail at once when the instrument is lost.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { CallOptions } from '../contract/driver.ts';

export class CallQueue {
  readonly #clock: Clock;
  readonly #running = new Set<AbortController>();
  #tail: Promise<unknown> = Promise.resolve();
  #lost: Failure | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `work` must end soon after its signal aborts; the next call waits for that. */
  run<T>(options: CallOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#lost !== undefined) return Promise.reject(new CodedError(this.#lost.code, this.#lost.params));
    const controller = new AbortController();
    const { deadlineMs } = options;
    const cancelDeadline = this.#clock.deadline(deadlineMs, () =>
      controller.abort(new CodedError('instrument/timeout', { deadlineMs })),
    );
    const onAbort = () => controller.abort(options.signal?.reason);
    if (options.signal?.aborted) onAbort();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    this.#running.add(controller);
    const turn = this.#tail.then(() => {
      controller.signal.throwIfAborted();
      return work(controller.signal);
    });
    this.#tail = turn.catch(() => undefined);
    const aborted = new Promise<never>((_resolve, reject) => {
      if (controller.signal.aborted) reject(controller.signal.reason);
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
    });
    return Promise.race([turn, aborted]).finally(() => {
      cancelDeadline();
      options.signal?.removeEventListener('abort', onAbort);
      this.#running.delete(controller);
    });
  }

  /** Resolves when what runs now is over, however it ends. */
  async idle(): Promise<void> {
    await this.#tail;
  }

  /** Everything that runs, waits or will come fails with this reason. */
  fail(reason: Failure): void {
    this.#lost ??= reason;
    for (const controller of [...this.#running]) controller.abort(new CodedError(reason.code, reason.params));
  }
}
