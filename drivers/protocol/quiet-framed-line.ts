/**
 * Question and answer on a line whose answers have no terminator and no number: an answer ends when the line falls
 * quiet. Guarantees that an answer is only ever taken for the question it belongs to. After an unanswered question, or
 * a byte nobody asked for, the line counts as out of step until three questions in a row, unevenly spaced, have each had
 * exactly one answer of their own kind; and as long as the answer of an old question may still be on its way, every
 * answer is held back until it is sure that no second one follows.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';

/** A question whose answer can be told from the other probes' answers, if there is more than one. */
export interface Probe {
  readonly request: Uint8Array;
  accepts(reply: Uint8Array): boolean;
}

export interface LineRules {
  /** Least milliseconds between an exchange and the next question. */
  readonly gapMs: number;
  /** Milliseconds without a byte that end an answer. */
  readonly quietMs: number;
  /** Milliseconds within which an answer begins, or is none. */
  readonly answerWithinMs: number;
  /** Questions that prove the line to be in step; never empty. */
  readonly probes: readonly Probe[];
  /** For answers that tell their own end: whether these bytes are one whole answer, so that no silence need follow. */
  isWhole?(received: Uint8Array): boolean;
}

/** How long an answer may be late before it can be forgotten, milliseconds. */
const latenessMs = 30_000;
/** Longest pause before the next attempt to come into step. */
const longestSettleMs = 4_000;
const probesToBelieve = 3;
/** Answers of one device come after similar times; late ones of unevenly spaced questions do not. */
const latencySpreadMs = 45;

export class QuietFramedLine {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #rules: LineRules;
  #inStep = true;
  /** Whether a byte came that nobody had asked for, since the last attempt to come into step began. */
  #disturbed = false;
  #listening = false;
  #received: number[] = [];
  #onBytes: (() => void) | undefined;
  #lastActivityMs = Number.NEGATIVE_INFINITY;
  #lastUnansweredMs = Number.NEGATIVE_INFINITY;
  #settleMs = 0;
  #round = 0;
  #lastLatencyMs = 0;
  /** Longest time to a first byte while nothing was wrong; unknown before the first answer. */
  #usualLatencyMs: number | undefined;

  constructor(transport: Transport, clock: Clock, rules: LineRules) {
    this.#transport = transport;
    this.#clock = clock;
    this.#rules = rules;
    transport.onData((chunk) => this.#arrived(chunk));
  }

  /** Sends what has no answer. */
  async send(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    await this.#pause(this.#rules.gapMs, signal);
    await this.#transport.write(bytes);
    this.#lastActivityMs = this.#clock.now();
  }

  /** The whole answer, of whatever shape. Fails with `instrument/silent`; comes into step first where that is needed. */
  async ask(request: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    if (!this.#inStep) await this.#comeIntoStep(signal);
    return this.#exchange(request, signal);
  }

  #arrived(chunk: Uint8Array): void {
    this.#lastActivityMs = this.#clock.now();
    if (!this.#listening) {
      this.#inStep = false;
      this.#disturbed = true;
      return;
    }
    // Far more than any answer is no answer; its end is all that matters.
    if (this.#received.length < 4_096) this.#received.push(...chunk);
    this.#onBytes?.();
  }

  /**
   * One question and what comes for it. Once asked, a question is heard out even when nobody waits for it any more:
   * otherwise its answer would be the next question's.
   */
  async #exchange(request: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    await this.#pause(this.#rules.gapMs, signal);
    const sentMs = this.#clock.now();
    const inDoubt = sentMs - this.#lastUnansweredMs < latenessMs;
    this.#received = [];
    this.#listening = true;
    try {
      await this.#transport.write(request);
      await this.#untilEnded(sentMs, inDoubt);
      if (!inDoubt) this.#usualLatencyMs = Math.max(this.#usualLatencyMs ?? 0, this.#lastLatencyMs);
      return Uint8Array.from(this.#received);
    } catch (error) {
      this.#inStep = false;
      this.#lastUnansweredMs = sentMs;
      throw error;
    } finally {
      this.#listening = false;
      this.#onBytes = undefined;
      this.#lastActivityMs = this.#clock.now();
    }
  }

  /** How long to listen for a second answer: the true one may come behind a late one. */
  #doubtMs(): number {
    const { answerWithinMs, quietMs } = this.#rules;
    if (this.#usualLatencyMs === undefined) return answerWithinMs;
    return Math.max(quietMs, Math.min(answerWithinMs, this.#usualLatencyMs + 100));
  }

  /** Resolves when something has come and then nothing for a while, or when it is whole and nothing else may follow. */
  #untilEnded(sentMs: number, inDoubt: boolean): Promise<void> {
    const quietMs = inDoubt ? this.#doubtMs() : this.#rules.quietMs;
    return new Promise((resolve, reject) => {
      let cancelTimer = this.#clock.deadline(this.#rules.answerWithinMs, () =>
        reject(new CodedError('instrument/silent', { waitedMs: this.#rules.answerWithinMs })),
      );
      const heard = () => {
        cancelTimer();
        if (!inDoubt && this.#rules.isWhole?.(Uint8Array.from(this.#received)) === true) resolve();
        else cancelTimer = this.#clock.after(quietMs, resolve);
      };
      this.#onBytes = () => {
        this.#lastLatencyMs = this.#clock.now() - sentMs;
        this.#onBytes = heard;
        heard();
      };
      // Bytes may have come while the question was still being written.
      if (this.#received.length > 0) this.#onBytes();
    });
  }

  /** Asks the probes until the line is in step; only the signal ends the attempts. */
  async #comeIntoStep(signal: AbortSignal): Promise<void> {
    for (;;) {
      this.#round += 1;
      this.#disturbed = false;
      await this.#pause(this.#settleMs + uneven(this.#round, 0), signal);
      if (await this.#probesAnswered(signal)) {
        this.#settleMs = 0;
        this.#inStep = true;
        return;
      }
      this.#settleMs = Math.min(longestSettleMs, Math.max(500, 2 * this.#settleMs));
    }
  }

  /** Whether every probe of this round had its own answer, and nothing else came. */
  async #probesAnswered(signal: AbortSignal): Promise<boolean> {
    const latencies: number[] = [];
    for (let place = 0; place < probesToBelieve; place += 1) {
      await this.#pause(this.#rules.gapMs + uneven(this.#round, place), signal);
      const probe = this.#rules.probes[(this.#round >> place) % this.#rules.probes.length];
      if (probe === undefined || this.#disturbed) return false;
      try {
        if (!probe.accepts(await this.#exchange(probe.request, signal))) return false;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof CodedError && error.code === 'instrument/silent') return false;
        throw error;
      }
      latencies.push(this.#lastLatencyMs);
    }
    return !this.#disturbed && Math.max(...latencies) - Math.min(...latencies) <= latencySpreadMs;
  }

  /** Waits until nothing has happened on the line for `ms`. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    for (;;) {
      const leftMs = this.#lastActivityMs + ms - this.#clock.now();
      if (!(leftMs > 0)) return;
      await this.#clock.sleep(leftMs, signal);
    }
  }
}

/** A gap of 0 … 420 ms that differs from place to place and from round to round by far more than answers jitter. */
function uneven(round: number, place: number): number {
  return ((round * 5 + place * (3 + (round % 4))) % 8) * 60;
}
