/**
 * The end of a call's patience: a hard deadline, an idle deadline that every sign of life puts off, the caller's
 * signal, and the loss of the link. Guarantees that exactly one of them ends the call, with its code.
 */
import type { Cancel, Clock } from '../../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../../foundation/failure.ts';

export interface CallWatchOptions {
  readonly clock: Clock;
  /** What was asked, for the failure. */
  readonly what: string;
  /** Absent: no hard limit. */
  readonly deadlineMs?: number | undefined;
  /** Absent: silence is no reason. */
  readonly idleMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The calls that are under way on one link. Guarantees that all of them end when the link does, that later ones fail at
 * once, and that a call that is over is forgotten.
 */
export class CallsUnderWay {
  /** Resolves with the reason when the link is gone. */
  readonly closed: Promise<Failure>;
  readonly #watches = new Set<CallWatch>();
  #resolve: (reason: Failure) => void = () => {};
  #reason: Failure | undefined;

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Calls that are not over. */
  get size(): number {
    return this.#watches.size;
  }

  get reason(): Failure | undefined {
    return this.#reason;
  }

  begin(options: CallWatchOptions): CallWatch {
    const watch = new CallWatch(options, (over) => this.#watches.delete(over));
    if (!watch.done) this.#watches.add(watch);
    if (this.#reason !== undefined) watch.end(new CodedError(this.#reason.code, this.#reason.params));
    return watch;
  }

  /** The link is gone; only the first reason counts. */
  end(reason: Failure): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#resolve(reason);
    for (const watch of [...this.#watches]) watch.end(new CodedError(reason.code, reason.params));
  }
}

export class CallWatch {
  /** Rejects when the call must end: `phone/command-timeout` (with `kind` hard or idle), the link's reason, the signal's. */
  readonly over: Promise<never>;
  readonly #options: CallWatchOptions;
  readonly #cancels: Cancel[] = [];
  #reject: (error: unknown) => void = () => {};
  #cancelIdle: Cancel = () => {};
  #done = false;

  constructor(options: CallWatchOptions, onStop: (watch: CallWatch) => void) {
    this.#options = options;
    this.#cancels.push(() => onStop(this));
    this.over = new Promise<never>((_, reject) => {
      this.#reject = reject;
    });
    this.over.catch(() => {});
    const { clock, deadlineMs, signal } = options;
    if (deadlineMs !== undefined)
      this.#cancels.push(clock.deadline(deadlineMs, () => this.#timeout('hard', deadlineMs)));
    if (signal !== undefined) {
      const abort = () => this.end(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      this.#cancels.push(() => signal.removeEventListener('abort', abort));
      if (signal.aborted) abort();
    }
    this.alive();
  }

  /** Whether the call is over, in whatever way. */
  get done(): boolean {
    return this.#done;
  }

  /** Something came: the idle deadline begins anew. */
  alive(): void {
    const { idleMs, clock } = this.#options;
    this.#cancelIdle();
    if (idleMs === undefined || this.#done) return;
    this.#cancelIdle = clock.deadline(idleMs, () => this.#timeout('idle', idleMs));
  }

  /** Ends the call with this error, unless it has ended. */
  end(error: unknown): void {
    if (this.#done) return;
    this.stop();
    this.#reject(error);
  }

  /** The call has ended by itself: no deadline fires any more. */
  stop(): void {
    this.#done = true;
    this.#cancelIdle();
    for (const cancel of this.#cancels.splice(0)) cancel();
  }

  #timeout(kind: 'hard' | 'idle', limitMs: number): void {
    this.end(new CodedError('phone/command-timeout', { what: this.#options.what, kind, limitMs }));
  }
}
