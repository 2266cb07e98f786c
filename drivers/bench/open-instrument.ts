/**
 * One open instrument in the bench process. Guarantees: one call at a time, in the order they came; only the granted
 * lease commands; a call that misses its deadline fails at once and revokes its lease; an answer that comes later is told
 * as late and changes nothing; a driver that does not come back at all is given up as hung.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import { type CallProgress, isSoundProgress, percentOf } from '../../foundation/measurement/call-progress.ts';
import type { BlockPiece } from '../contract/block-sink.ts';
import type { Instrument } from '../contract/driver.ts';
import type { BenchEvents, CallAnswer, CallRequest } from './bench-api.ts';
import type { GatedTransport } from './gated-transport.ts';

export interface OpenInstrumentParts {
  readonly key: string;
  readonly instrument: Instrument;
  readonly clock: Clock;
  /** Absent for phones, which energise nothing. */
  readonly gate?: GatedTransport;
  onLate(late: BenchEvents['instrument/late']): void;
  /** A piece of a block of the call that runs; none comes any more once the call has been answered. */
  onBlock?(piece: BenchEvents['instrument/block']): void;
  /** How far a call is that tells it, and `null` once it is over. */
  onProgress?(told: BenchEvents['instrument/progress']): void;
  /** The driver ignored its deadline and the abort for {@link hungAfterMs}. */
  onHung(): void;
}

/** How long after its deadline a driver may take to come back before it counts as hung. */
const hungAfterMs = 2_000;

export class OpenInstrument {
  readonly parts: OpenInstrumentParts;
  #lease: string | undefined;
  /** Settles when nothing is on the wire and nothing waits; never rejects. */
  #tail: Promise<void> = Promise.resolve();
  #running = new Set<AbortController>();

  constructor(parts: OpenInstrumentParts) {
    this.parts = parts;
  }

  /** Revokes every earlier lease, waits for the wire to be quiet and opens the door for the new one. */
  async grant(lease: string): Promise<void> {
    this.revoke();
    this.#lease = lease;
    await this.#tail;
    // Another grant or a safe state may have come while we waited; then the door is theirs to open.
    if (this.#lease !== lease) throw new CodedError('instrument/lease-revoked', { key: this.parts.key });
    this.parts.gate?.reopen();
  }

  /** Calls that run are aborted, calls that wait will fail, until somebody is granted a lease. */
  revoke(): void {
    this.#abandon(this.#revoked());
  }

  /** Ends this lease, or one that has been revoked; false where another one was granted meanwhile, which stays. */
  giveBack(lease: string): boolean {
    if (this.#lease !== undefined && this.#lease !== lease) return false;
    this.revoke();
    return true;
  }

  /** The instrument is gone: whatever runs or waits fails with `instrument/lost` and why. */
  lose(cause: string): void {
    this.#abandon(new CodedError('instrument/lost', { key: this.parts.key, cause }));
  }

  #abandon(error: CodedError): void {
    this.#lease = undefined;
    for (const controller of this.#running) controller.abort(error);
  }

  /** The deadline counts from now: waiting in the queue is waiting, too. */
  call(request: CallRequest): Promise<CallAnswer> {
    if (this.#lease !== request.lease) return Promise.reject(this.#revoked());
    const before = this.#tail;
    const run = new RunningCall(this.parts, request, () => this.#timeOut(request.lease));
    this.#running.add(run.controller);
    this.#tail = before.then(() => run.start()).then(() => void this.#running.delete(run.controller));
    return run.answer;
  }

  #timeOut(lease: string): void {
    if (this.#lease === lease) this.revoke();
  }

  #revoked(): CodedError {
    return new CodedError('instrument/lease-revoked', { key: this.parts.key });
  }
}

class RunningCall {
  readonly controller = new AbortController();
  readonly answer: Promise<CallAnswer>;
  readonly #parts: OpenInstrumentParts;
  readonly #request: CallRequest;
  readonly #askedAt: number;
  #overdue = false;
  #settled = false;
  #started = false;
  /** What was told last of how far it is. */
  #told: { readonly percent: number; readonly total: number } | undefined;
  #resolve: (answer: CallAnswer) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  readonly #cancelDeadline: () => void;
  readonly #onTimeout: () => void;

  constructor(parts: OpenInstrumentParts, request: CallRequest, onTimeout: () => void) {
    this.#parts = parts;
    this.#request = request;
    this.#onTimeout = onTimeout;
    this.#askedAt = parts.clock.now();
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#cancelDeadline = parts.clock.deadline(request.deadlineMs, () => {
      this.#overdue = true;
      const { key, verb, deadlineMs } = request;
      this.#settle(() => this.#reject(new CodedError('instrument/timeout', { key, verb, deadlineMs })));
      // One that only waited its turn has not hung the instrument; whoever is on the wire goes on.
      if (this.#started) onTimeout();
    });
    this.controller.signal.addEventListener('abort', () => {
      this.#settle(() => this.#reject(this.controller.signal.reason));
    });
  }

  /** Resolves when the wire is free again. */
  async start(): Promise<void> {
    // Revoked or overdue while it waited its turn: it never reaches the wire.
    if (this.#settled) return;
    this.#started = true;
    const { clock, instrument } = this.#parts;
    const { verb, args, deadlineMs } = this.#request;
    const leftMs = Math.max(1, deadlineMs - (clock.now() - this.#askedAt));
    const work = Promise.resolve()
      .then(() => {
        const blocks = (piece: BlockPiece) => this.#tellBlock(piece);
        const progress = (now: CallProgress) => this.#tellProgress(now);
        return instrument.call(verb, args, { deadlineMs: leftMs, signal: this.controller.signal, blocks, progress });
      })
      .then(
        (value) => this.#came({ value }),
        (error: unknown) => this.#failed(error),
      );
    await this.#freeAgain(work);
  }

  #tellBlock(piece: BlockPiece): void {
    const { key, verb } = this.#request;
    if (!this.#settled) this.#parts.onBlock?.({ key, verb, ...piece });
  }

  #tellProgress(progress: CallProgress): void {
    const { key, verb } = this.#request;
    if (this.#settled || !isSoundProgress(progress)) return;
    const percent = percentOf(progress);
    const { total } = progress;
    // A slow line would else tell it with every few bytes.
    if (percent === this.#told?.percent && total === this.#told?.total) return;
    this.#told = { percent, total };
    this.#parts.onProgress?.({ key, verb, progress });
  }

  #came({ value }: { value: unknown }): void {
    const at = this.#parts.clock.now();
    if (this.#settled) this.#tellLate({ value });
    else this.#settle(() => this.#resolve({ value, at }));
  }

  #failed(error: unknown): void {
    // After our deadline its own timeout is the expected end, not a late answer.
    if (this.#settled) return;
    const { code, params } = failureOf(error);
    this.#settle(() =>
      this.#reject(new CodedError(code, { ...params, key: this.#parts.key, verb: this.#request.verb })),
    );
    // A driver that keeps its own deadline may be a moment ahead of ours; the lease is lost all the same.
    if (code === 'instrument/timeout') this.#onTimeout();
  }

  #tellLate({ value }: { value: unknown }): void {
    if (!this.#overdue) return;
    const { key, verb, lease, deadlineMs } = this.#request;
    const at = this.#parts.clock.now();
    this.#parts.onLate({ key, verb, lease, at, overdueMs: at - this.#askedAt - deadlineMs, value });
  }

  /** The wire is free when the driver has come back, or when it is given up. */
  #freeAgain(work: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      let stopHung: () => void = () => undefined;
      const watch = () => {
        stopHung = this.#parts.clock.deadline(hungAfterMs, () => {
          this.#parts.onHung();
          resolve();
        });
      };
      if (this.controller.signal.aborted) watch();
      else this.controller.signal.addEventListener('abort', watch, { once: true });
      void work.then(() => {
        this.controller.signal.removeEventListener('abort', watch);
        stopHung();
        resolve();
      });
    });
  }

  #settle(how: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#cancelDeadline();
    const { key, verb } = this.#request;
    if (this.#told !== undefined) this.#parts.onProgress?.({ key, verb, progress: null });
    how();
  }
}
