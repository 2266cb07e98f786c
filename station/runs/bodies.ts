/**
 * Bodies: the attempt of a step, an establish, a soak's sample or an undo that is going on in the script. Guarantees:
 * a token names one body and works only while that body is open; a body closed from outside has its pending calls never
 * answered, so that nothing it started can act later; the body's time limit stands still while the run is suspended.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { RunTime } from './run-time.ts';

export interface Body {
  readonly token: number;
  readonly kind: 'step' | 'establish' | 'soak' | 'undo';
  readonly name: string;
  /** Aborted when the body is closed, with whatever closed it. */
  readonly signal: AbortSignal;
}

interface OpenBody extends Body {
  readonly abort: AbortController;
  readonly stopTimer: () => void;
  closedFromOutside: Failure | undefined;
}

export class Bodies {
  readonly #clock: Clock;
  readonly #time: RunTime;
  readonly #open = new Map<number, OpenBody>();
  /** Who waits to hear that the body of a token must end; a soak's guard lasts over all its samples. */
  readonly #guards = new Map<number, (failure: Failure | null) => void>();
  readonly #ended = new Map<string, CodedError>();
  #lastToken: number;

  constructor(clock: Clock, time: RunTime, lastToken: number) {
    this.#clock = clock;
    this.#time = time;
    this.#lastToken = lastToken;
  }

  /** Opens a body; after `timeoutMs` of unsuspended time it is closed with `step/timeout`. */
  open(kind: Body['kind'], name: string, timeoutMs: number, reuseToken?: number): Body {
    const token = reuseToken ?? this.nextToken();
    const abort = new AbortController();
    const expire = () => this.closeFromOutside(token, { code: 'step/timeout', params: { name, timeoutMs } });
    const body: OpenBody = {
      token,
      kind,
      name,
      signal: abort.signal,
      abort,
      stopTimer: activeTimer(this.#clock, this.#time, timeoutMs, expire),
      closedFromOutside: undefined,
    };
    this.#open.set(token, body);
    return body;
  }

  /** A token nobody has used in this run. */
  nextToken(): number {
    this.#lastToken += 1;
    return this.#lastToken;
  }

  /** The open body of a token; throws `step/not-open`. */
  get(token: number): Body {
    const body = this.#open.get(token);
    if (body === undefined || body.closedFromOutside !== undefined) throw new CodedError('step/not-open', { token });
    return body;
  }

  /** Resolves when the body is ended from outside (with why) or has ended by itself (with null). */
  guard(token: number): Promise<Failure | null> {
    const closed = this.#open.get(token)?.closedFromOutside;
    if (closed !== undefined) return Promise.resolve(closed);
    return new Promise((resolve) => this.#guards.set(token, resolve));
  }

  /** The script says that the body has ended, well or badly. Returns what it was. */
  finish(token: number): Body {
    const body = this.#open.get(token);
    if (body === undefined) throw new CodedError('step/not-open', { token });
    this.#open.delete(token);
    body.stopTimer();
    if (body.kind !== 'soak') this.#answerGuard(token, null);
    if (!body.signal.aborted) body.abort.abort(this.#endedOf(body.name));
    return body;
  }

  /** One for each name: making an error costs more than everything else at the end of a soak's sample. */
  #endedOf(name: string): CodedError {
    const known = this.#ended.get(name) ?? new CodedError('step/ended', { name });
    this.#ended.set(name, known);
    return known;
  }

  /** Ends the body for the script; it stays known until the script has reported it. */
  closeFromOutside(token: number, failure: Failure): void {
    const body = this.#open.get(token);
    if (body === undefined || body.closedFromOutside !== undefined) return;
    body.closedFromOutside = failure;
    body.stopTimer();
    body.abort.abort(new CodedError(failure.code, failure.params));
    this.#answerGuard(token, failure);
  }

  #answerGuard(token: number, failure: Failure | null): void {
    const answer = this.#guards.get(token);
    this.#guards.delete(token);
    answer?.(failure);
  }

  /** Ends a body that may or may not have ended, and forgets it. */
  drop(token: number, why: Failure): void {
    this.closeFromOutside(token, why);
    this.#open.delete(token);
  }

  /** Ends every body without telling the script: the main line is over. */
  abandonAll(failure: Failure): void {
    for (const body of this.#open.values()) {
      body.stopTimer();
      body.abort.abort(new CodedError(failure.code, failure.params));
    }
    this.#open.clear();
  }
}

/** A promise that never settles: what an abandoned body waits for. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** Like `clock.deadline`, standing still while the run is suspended. */
function activeTimer(clock: Clock, time: RunTime, ms: number, action: () => void): () => void {
  let left = ms;
  let since = clock.now();
  let cancel = time.suspended ? () => undefined : clock.deadline(left, action);
  const stopListening = time.onChange((suspended) => {
    cancel();
    if (suspended) left -= clock.now() - since;
    else {
      since = clock.now();
      cancel = clock.deadline(Math.max(0, left), action);
    }
  });
  return () => {
    stopListening();
    cancel();
  };
}
