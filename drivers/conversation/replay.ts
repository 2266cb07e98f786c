/**
 * A byte pipe whose far end is a recording. Guarantees that a driver hears what was recorded behind the same writing and
 * nothing else, as late after it as then; that a question which was not recorded is refused with what was asked and what the
 * recording has next; and that no byte is given twice.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { MessageNumbers } from '../contract/message-numbers.ts';
import type { Transport } from '../contract/transport.ts';
import { type Conversation, type Said, shownBytes } from './conversation.ts';
import { NumberedAnswers } from './numbered-answers.ts';
import { OrderedAnswers, type RecordedAnswers } from './recorded-answers.ts';

export interface ReplayOptions {
  readonly clock: Clock;
  readonly conversation: Conversation;
  readonly numbers?: MessageNumbers;
}

export interface Replay extends Transport {
  /** From here on {@link Replay.hasAsked} and {@link Replay.refusal} count. */
  begin(): void;
  /** Whether anything was written since {@link Replay.begin} that was recorded. */
  readonly hasAsked: boolean;
  /** Recorded milliseconds from the first to the last writing since {@link Replay.begin}; 0 without times. */
  readonly spanMs: number;
  /** The first question since {@link Replay.begin} that was not recorded: `conversation/not-recorded` or `conversation/ended`. */
  readonly refusal: CodedError | undefined;
  /** What was written last that was recorded, as a person may recognise it; empty before. */
  readonly lastAsked: string;
  /** What was written next then; undefined when nothing was. */
  readonly next: Said | undefined;
  /** Whether everything recorded was given or passed over. */
  readonly isUsedUp: boolean;
  /** What must be added to the clock's milliseconds to have those of the recording; undefined where it has none. */
  readonly shiftMs: number | undefined;
  readonly writings: number;
  /** Of those, how many were asked for again. */
  readonly taken: number;
  /** From now on whatever is written is taken and left unanswered. */
  finish(): void;
}

/** Milliseconds to an answer, and between its pieces, where the recording has no times. */
const usualAnswerMs = 10;
const usualGapMs = 1;

export function replayTransport(options: ReplayOptions): Replay {
  return new RecordedFarEnd(options);
}

class RecordedFarEnd implements Replay {
  readonly address: string;
  readonly #clock: Clock;
  readonly #answers: RecordedAnswers;
  readonly #listeners = new Set<(chunk: Uint8Array, at: number) => void>();
  readonly #onClose = new Set<(reason: Failure) => void>();
  #closed: Failure | undefined;
  #greeted = false;
  #finished = false;
  /** By the order of their coming: the first {@link #arrived} of them are gone. */
  readonly #due: (Uint8Array | undefined)[] = [];
  #arrived = 0;
  #dueMs = 0;
  hasAsked = false;
  #firstAt: number | undefined;
  #lastAt: number | undefined;
  lastAsked = '';
  refusal: CodedError | undefined;
  shiftMs: number | undefined;

  constructor({ clock, conversation, numbers }: ReplayOptions) {
    this.address = conversation.address ?? 'recording';
    this.#clock = clock;
    this.#answers =
      numbers === undefined ? new OrderedAnswers(conversation) : new NumberedAnswers(conversation, numbers);
  }

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  get next(): Said | undefined {
    return this.#answers.next();
  }

  get isUsedUp(): boolean {
    return this.#arrived === this.#due.length && this.next === undefined;
  }

  get spanMs(): number {
    return (this.#lastAt ?? 0) - (this.#firstAt ?? this.#lastAt ?? 0);
  }

  get writings(): number {
    return this.#answers.writings;
  }

  get taken(): number {
    return this.#answers.taken;
  }

  begin(): void {
    this.hasAsked = false;
    this.#firstAt = undefined;
    this.#lastAt = undefined;
    this.refusal = undefined;
  }

  finish(): void {
    this.#finished = true;
  }

  write: Transport['write'] = (bytes, { answered } = {}) => {
    if (this.#closed !== undefined) return Promise.reject(new CodedError(this.#closed.code, this.#closed.params));
    if (this.#finished) return Promise.resolve();
    const recorded = this.#answers.take(bytes, answered !== false);
    if (recorded !== undefined) {
      this.hasAsked = true;
      this.lastAsked = shownBytes(bytes);
      this.#firstAt ??= recorded.at;
      this.#lastAt = recorded.at;
      this.#give(recorded.received, recorded.at);
    }
    // What has no answer does no harm where another program has not sent it.
    if (recorded === undefined && answered !== false) return Promise.reject(this.#refuse(bytes));
    return Promise.resolve();
  };

  onData(listener: (chunk: Uint8Array, at: number) => void): () => void {
    this.#listeners.add(listener);
    if (!this.#greeted) this.#give(this.#answers.greeting, undefined);
    this.#greeted = true;
    return () => this.#listeners.delete(listener);
  }

  onClose(listener: (reason: Failure) => void): () => void {
    if (this.#closed !== undefined) listener(this.#closed);
    else this.#onClose.add(listener);
    return () => this.#onClose.delete(listener);
  }

  close(): Promise<void> {
    if (this.#closed !== undefined) return Promise.resolve();
    this.#closed = { code: 'transport/closed', params: { address: this.address } };
    for (const listener of [...this.#onClose]) listener(this.#closed);
    this.#onClose.clear();
    return Promise.resolve();
  }

  /** `askedAt`: when the writing was recorded that these came behind. */
  #give(received: readonly Said[], askedAt: number | undefined): void {
    const now = this.#clock.now();
    const firstAt = received[0]?.at;
    const base = askedAt ?? (firstAt === undefined ? undefined : firstAt - usualAnswerMs);
    if (base !== undefined) this.shiftMs = base - now;
    let usualMs = usualAnswerMs;
    for (const { bytes, at } of received) {
      const afterMs = base === undefined || at === undefined ? usualMs : Math.max(0, at - base);
      usualMs = afterMs + usualGapMs;
      // Pieces never overtake each other.
      this.#dueMs = Math.max(this.#dueMs, now + afterMs);
      this.#due.push(bytes);
      this.#clock.after(this.#dueMs - now, () => this.#arrive());
    }
  }

  /** The next piece, whichever timer it was set for. */
  #arrive(): void {
    const bytes = this.#due[this.#arrived];
    this.#due[this.#arrived] = undefined;
    this.#arrived += 1;
    if (this.#closed !== undefined || bytes === undefined) return;
    for (const listener of [...this.#listeners]) listener(bytes, this.#clock.now());
  }

  #refuse(asked: Uint8Array): CodedError {
    const next = this.#answers.next();
    const params = { asked: shownBytes(asked) };
    const error =
      next === undefined
        ? new CodedError('conversation/ended', params)
        : new CodedError('conversation/not-recorded', { ...params, next: shownBytes(next.bytes), line: next.line });
    this.refusal ??= error;
    return error;
  }
}
