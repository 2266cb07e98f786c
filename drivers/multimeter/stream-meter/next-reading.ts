/**
 * Waiting for the next reading of an instrument that only talks. Guarantees: the number's whole conversion lies after
 * the call; a number that does not show the present, or another quantity, is refused with a code; silence and the
 * deadline each end the wait.
 */
import type { MultimeterReadArgs } from '../../../foundation/capability/capability.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import { displayRefusal, isWanted, modeName, modeOf } from '../read-request.ts';
import { displaysOfAMode, type UnreadMode, unreadRefusal } from '../unread-mode.ts';
import type { MeterPace } from './meter-format.ts';
import type { DecodedReading } from './stream-decoder.ts';

/** Part of the period that must have passed; less than 1 because frames come a few milliseconds early and late. */
const conversionPart = 0.9;

/** One `read` that is waiting. */
export class NextReading {
  readonly #wanted: MultimeterReadArgs;
  readonly #pace: MeterPace;
  readonly #clock: Clock;
  readonly #calledAt: number;
  readonly #stops: (() => void)[] = [];
  #silence: () => void = () => undefined;
  #wrong = 0;
  #unread: readonly string[] = [];
  #resolve: (decoded: DecodedReading) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;
  /** Rejects with `meter/hold`, `meter/not-live`, `meter/wrong-mode`, `instrument/silent`, `instrument/timeout`. */
  readonly result: Promise<DecodedReading>;

  constructor(wanted: MultimeterReadArgs, pace: MeterPace, clock: Clock, options: CallOptions) {
    this.#wanted = wanted;
    this.#pace = pace;
    this.#clock = clock;
    this.#calledAt = clock.now();
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const { deadlineMs, signal } = options;
    this.#stops.push(
      clock.deadline(deadlineMs, () => this.fail(new CodedError('instrument/timeout', { deadlineMs }))),
      () => this.#silence(),
    );
    const onAbort = () => this.fail(signal?.reason as Error);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#stops.push(() => signal?.removeEventListener('abort', onAbort));
    this.heard();
    if (signal?.aborted) onAbort();
  }

  /** Bytes have come: the instrument is not silent. */
  heard(): void {
    this.#silence();
    const { silentAfterMs } = this.#pace;
    const fail = () => this.fail(new CodedError('instrument/silent', { silentMs: silentAfterMs }));
    this.#silence = this.#clock.deadline(silentAfterMs, fail);
  }

  take(decoded: DecodedReading): void {
    const { reading, startedAt } = decoded;
    if (startedAt === undefined || startedAt < this.#calledAt) return;
    this.#unread = [];
    const wrong = !isWanted(reading, this.#wanted);
    this.#wrong = wrong ? this.#wrong + 1 : 0;
    const refusal = this.#refusalOf(decoded, wrong);
    if (refusal !== undefined) this.fail(refusal);
    if (wrong || refusal !== undefined) return;
    if (startedAt - this.#calledAt < conversionPart * this.#pace.periodOf(reading)) return;
    this.#stop();
    this.#resolve(decoded);
  }

  /** A frame of a function that is not read. */
  takeUnread(mode: UnreadMode, startedAt: number | undefined): void {
    if (startedAt === undefined || startedAt < this.#calledAt) return;
    this.#unread = [...this.#unread.filter((unread) => unread === mode.unread), mode.unread];
    if (this.#unread.length >= displaysOfAMode) this.fail(unreadRefusal(mode, this.#wanted));
  }

  #refusalOf({ reading }: DecodedReading, wrong: boolean): CodedError | undefined {
    if (wrong) {
      const params = { expected: modeName(this.#wanted), actual: modeOf(reading) };
      return this.#wrong < displaysOfAMode ? undefined : new CodedError('meter/wrong-mode', params);
    }
    return displayRefusal(reading, this.#wanted);
  }

  fail(error: Error): void {
    this.#stop();
    this.#reject(error);
  }

  #stop(): void {
    for (const stop of this.#stops) stop();
  }
}
