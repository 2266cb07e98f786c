/**
 * An open phone. Guarantees that calls never overlap on the link, that each ends by its deadline (its shell is closed
 * then, so a late answer reaches nobody), and that a phone that is gone is reported once and fails every later call.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, Instrument, InstrumentIdentity } from '../../contract/driver.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';

type LostListener = Parameters<Instrument['onLost']>[0];

export interface PhoneInstrumentParts {
  readonly link: Pick<PhoneLink, 'closed' | 'close'>;
  readonly clock: Clock;
  readonly identity: InstrumentIdentity;
  readonly readings: ReadingListeners;
  /** Runs one verb; its deadline and its signal end it. */
  call(verb: string, args: unknown, options: CallOptions): Promise<unknown>;
}

export class PhoneInstrument implements Instrument {
  readonly capability = 'Phone';
  readonly identity: InstrumentIdentity;
  readonly #call: PhoneInstrumentParts['call'];
  readonly #link: PhoneInstrumentParts['link'];
  readonly #clock: Clock;
  readonly #readings: ReadingListeners;
  readonly #lost = new Set<LostListener>();
  /** Calls under way; a set and not a promise, so that a day of calls leaves nothing behind. */
  readonly #waiting = new Set<(reason: Failure) => void>();
  #reason: Failure | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ link, clock, identity, readings, call }: PhoneInstrumentParts) {
    this.#call = call;
    this.identity = identity;
    this.#link = link;
    this.#clock = clock;
    this.#readings = readings;
    void this.#link.closed.then((reason) => {
      this.#reason = reason;
      for (const give of [...this.#waiting]) give(reason);
      for (const listener of [...this.#lost]) listener(reason);
      this.#lost.clear();
    });
  }

  call(verb: string, args: unknown, options: CallOptions): Promise<unknown> {
    const before = this.#queue;
    const work = this.#within(options, async (bounded) => {
      await before;
      if (bounded.signal?.aborted === true) throw bounded.signal.reason as Error;
      return this.#call(verb, args, bounded);
    });
    // A call that gave up while it waited does not make room: the one before it may still be on the wire.
    // What they came to is let go of, or the last call would hold every answer since the first.
    this.#queue = Promise.allSettled([before, work]).then(() => undefined);
    return work;
  }

  onReading(listener: (reading: Reading, channel: string) => void): () => void {
    this.#readings.add(listener);
    return () => this.#readings.delete(listener);
  }

  onLost(listener: LostListener): () => void {
    if (this.#reason !== undefined) listener(this.#reason);
    else this.#lost.add(listener);
    return () => this.#lost.delete(listener);
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  /** Waiting in the queue counts: the caller's deadline is for the whole call. */
  async #within(options: CallOptions, work: (bounded: CallOptions) => Promise<unknown>): Promise<unknown> {
    if (this.#reason !== undefined) throw new CodedError(this.#reason.code, this.#reason.params);
    if (options.signal?.aborted === true) throw options.signal.reason as Error;
    const aborter = new AbortController();
    const giveUp = (reason: unknown) => aborter.abort(reason);
    const onAbort = () => giveUp(options.signal?.reason);
    const onGone = (reason: Failure) => giveUp(new CodedError(reason.code, reason.params));
    options.signal?.addEventListener('abort', onAbort, { once: true });
    this.#waiting.add(onGone);
    const { deadlineMs } = options;
    const cancel = this.#clock.deadline(deadlineMs, () => giveUp(new CodedError('instrument/timeout', { deadlineMs })));
    const givenUp = new Promise<never>((_resolve, reject) => {
      aborter.signal.addEventListener('abort', () => reject(aborter.signal.reason as Error), { once: true });
    });
    try {
      return await Promise.race([work({ deadlineMs, signal: aborter.signal }), givenUp]);
    } finally {
      cancel();
      this.#waiting.delete(onGone);
      options.signal?.removeEventListener('abort', onAbort);
    }
  }
}

/** Who wants to hear of every reading. */
export type ReadingListeners = Set<(reading: Reading, channel: string) => void>;
