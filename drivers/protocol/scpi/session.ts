/**
 * A conversation in SCPI over a byte pipe. Guarantees: one message at a time, each with a deadline that counts from the
 * call; at least the minimum gap between two messages; and **a late answer is never taken for the next reading**: after
 * a timeout the session first gets back in step (`resynchronise.ts`), and as long as the lost answer may still be on its
 * way, every answer is confirmed by an `*IDN?` behind it. A TCP connection is closed instead where nobody needs it to stay,
 * and so is a line that does not get back in step.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../../foundation/failure.ts';
import type { Transport, WriteOptions } from '../../contract/transport.ts';
import { callLimit, unlessAborted } from './call-limit.ts';
import { CallQueue } from './call-queue.ts';
import { Outstanding } from './outstanding.ts';
import { latin1, type OnPart, ReplyReceiver, type ReplyShape } from './reply-receiver.ts';
import { type Line, quiet, resynchronise } from './resynchronise.ts';

export interface ScpiSessionOptions {
  readonly clock: Clock;
  /** Least milliseconds between two messages. */
  readonly minGapMs?: number;
  /** What a timeout leads to; by default `close` on a TCP connection and `resynchronise` elsewhere. */
  readonly afterTimeout?: 'resynchronise' | 'close';
  /** How long what was given up may go on coming before the line counts as one that never stops talking; 5 s by default. */
  readonly readAwayWithinMs?: number;
}

export interface ExchangeOptions {
  /** From the call, waiting for its turn included; 3 s by default. Fails with `instrument/timeout`. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

export interface BlockOptions extends ExchangeOptions {
  readonly shape?: Exclude<ReplyShape, 'line'>;
  /** Bytes that are there and bytes there will be, as soon as that is known and with every chunk until all are there. */
  readonly onPart?: OnPart;
}

export interface BlockEndOptions extends ExchangeOptions {
  /** How many end a block of this maker; 1 by default. */
  readonly lineFeeds?: number;
}

const defaultDeadlineMs = 3_000;
/** A line that loses more of them is given up: it would be asked for more and more. */
const mostIdentities = 8;
/** Where another limit holds. */
const longestMs = 600_000;

export class ScpiSession {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #minGapMs: number;
  readonly #closesAfterTimeout: boolean;
  readonly #readAwayWithinMs: number | undefined;
  readonly #receiver: ReplyReceiver;
  readonly #closed = new Set<(reason: Failure) => void>();
  #reason: Failure | undefined;
  readonly #queue = new CallQueue();
  #identity: string | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;
  #heardAt = Number.NEGATIVE_INFINITY;
  #inStep = true;
  #recovery: Promise<void> | undefined;
  /** Answers that were given up. */
  readonly #lost: Outstanding;
  readonly #identities: Outstanding;

  constructor(transport: Transport, options: ScpiSessionOptions) {
    this.#transport = transport;
    this.#clock = options.clock;
    this.#minGapMs = options.minGapMs ?? 0;
    this.#lost = new Outstanding(options.clock);
    this.#identities = new Outstanding(options.clock);
    const closes = transport.address.startsWith('tcp:') ? 'close' : 'resynchronise';
    this.#closesAfterTimeout = (options.afterTimeout ?? closes) === 'close';
    this.#readAwayWithinMs = options.readAwayWithinMs;
    this.#receiver = new ReplyReceiver((line) => this.#account(line));
    const stop = transport.onData((chunk) => {
      this.#heardAt = this.#clock.now();
      this.#receiver.push(chunk);
    });
    transport.onClose((reason) => {
      stop();
      this.#reason ??= reason;
      for (const listener of [...this.#closed]) listener(this.#reason);
      this.#closed.clear();
    });
  }

  /** Asks `*IDN?` until two answers in a row are the same, and keeps that as the mark to get back in step by. */
  async identify(options: ExchangeOptions = {}): Promise<string> {
    const limit = callLimit(this.#clock, options.deadlineMs ?? defaultDeadlineMs, options.signal);
    try {
      for (let before: string | undefined; ; ) {
        const identity = await this.query('*IDN?', { deadlineMs: longestMs, signal: limit.signal });
        if (identity !== before) {
          before = identity;
          continue;
        }
        this.#identity ??= identity;
        return identity;
      }
    } finally {
      limit.release();
    }
  }

  /**
   * For a caller who got what cannot be an answer: waits until nothing comes any more and throws away what has come, so
   * that the rest of it, or the answer behind it, is not taken for the next one.
   */
  settle(options: ExchangeOptions = {}): Promise<void> {
    return this.#inTurn(options, async (signal) => {
      const isQuiet = await quiet({ clock: this.#clock, heardAt: () => this.#heardAt }, signal);
      this.#receiver.discard();
      if (!isQuiet) this.#inStep = false;
    });
  }

  /**
   * For a line that may lose bytes: whether all line feeds that end a block have come behind the last one, for which is waited
   * until nothing comes any more. One that has not may be the last byte of the block, in the place of one that is missing.
   */
  blockWasEnded({ lineFeeds = 1, ...options }: BlockEndOptions = {}): Promise<boolean> {
    return this.#inTurn(options, async (signal) => {
      const isShort = () => this.#receiver.lineFeedsBehind < lineFeeds;
      if (isShort()) await quiet({ clock: this.#clock, heardAt: () => this.#heardAt }, signal);
      const isEnded = !isShort();
      if (!isEnded) this.#receiver.discard();
      return isEnded;
    });
  }

  /** Sends a query, gives its one line of answer without the line end. */
  async query(command: string, options: ExchangeOptions = {}): Promise<string> {
    const line = await this.#inTurn(options, (signal) => this.#exchange(command, 'line', signal));
    return textOf(line);
  }

  /** Sends a query, gives the data of the definite block (or the bitmap) it is answered with. */
  queryBlock(command: string, options: BlockOptions = {}): Promise<Uint8Array> {
    const { shape = 'block', onPart } = options;
    return this.#inTurn(options, (signal) => this.#exchange(command, shape, signal, onPart));
  }

  /** Sends a command that has no answer. */
  send(command: string, options: ExchangeOptions = {}): Promise<void> {
    return this.#inTurn(options, async (signal) => {
      await this.#getInStep(signal);
      await this.#write(command, signal, { answered: false });
    });
  }

  /** Once, when the conversation is over; at once if it is already. */
  onClosed(listener: (reason: Failure) => void): void {
    if (this.#reason !== undefined) listener(this.#reason);
    else this.#closed.add(listener);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  async #inTurn<T>(options: ExchangeOptions, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const limit = callLimit(this.#clock, options.deadlineMs ?? defaultDeadlineMs, options.signal);
    const closed = new AbortController();
    const onClosed = (reason: Failure) => closed.abort(new CodedError(reason.code, reason.params));
    const onLimit = () => closed.abort(limit.signal.reason);
    limit.signal.addEventListener('abort', onLimit, { once: true });
    if (limit.signal.aborted) onLimit();
    this.onClosed(onClosed);
    try {
      return await this.#queue.inTurn(closed.signal, () => work(closed.signal));
    } finally {
      this.#closed.delete(onClosed);
      limit.release();
    }
  }

  async #exchange(command: string, shape: ReplyShape, signal: AbortSignal, onPart?: OnPart): Promise<Uint8Array> {
    await this.#getInStep(signal);
    await this.#write(command, signal, { answered: true });
    const reply = await this.#reply(shape, signal, command === '*IDN?', onPart);
    if (this.#lost.count > 0 && this.#identity !== undefined) await this.#confirm(signal);
    return reply;
  }

  async #reply(shape: ReplyShape, signal: AbortSignal, isIdentity: boolean, onPart?: OnPart): Promise<Uint8Array> {
    try {
      for (;;) {
        const reply = await this.#receiver.next(shape, signal, onPart);
        const wasIdentity = shape === 'line' && this.#accountIdentity(textOf(reply));
        // An identity is no answer to anything else: it was asked for earlier and is late.
        if (isIdentity || !wasIdentity) return reply;
      }
    } catch (error) {
      this.#inStep = false;
      this.#lost.asked();
      if (this.#closesAfterTimeout) this.#giveUp();
      throw error;
    }
  }

  /**
   * As an answer that was given up may have come in the place of this one: the lines behind it must be the identity, once more
   * often than identities may still come from before. Another line means that the answer was an older one.
   */
  async #confirm(signal: AbortSignal): Promise<void> {
    const { came, count: earlier } = this.#identities;
    const enough = came + earlier + 1;
    for (let asked = earlier; asked >= 0; asked -= 1) await this.#write('*IDN?', signal);
    while (this.#identities.came < enough) {
      const line = textOf(await this.#reply('line', signal, true));
      if (line === this.#identity) continue;
      this.#inStep = false;
      this.#account(line);
      throw new CodedError('instrument/out-of-step', { address: this.#transport.address });
    }
  }

  /** A line that nobody waited for: an answer that was given up, or an identity. */
  #account(line: string): void {
    if (!this.#accountIdentity(line)) this.#lost.arrived();
  }

  #accountIdentity(line: string): boolean {
    if (line !== this.#identity) return false;
    this.#identities.arrived();
    return true;
  }

  async #getInStep(signal: AbortSignal): Promise<void> {
    if (this.#reason !== undefined) throw new CodedError(this.#reason.code, this.#reason.params);
    if (this.#recovery === undefined && this.#inStep && !this.#receiver.hasLeftOver) return;
    // It goes on when its caller gives up, and the next caller waits for it: it must come to an end one way or the other.
    this.#recovery ??= this.#recover().finally(() => {
      this.#recovery = undefined;
    });
    await unlessAborted(this.#recovery, signal);
  }

  async #recover(): Promise<void> {
    this.#inStep = false;
    const closed = new AbortController();
    const onClosed = () => closed.abort(new CodedError('instrument/out-of-step'));
    this.onClosed(onClosed);
    const line: Line = {
      clock: this.#clock,
      heardAt: () => this.#heardAt,
      ...(this.#readAwayWithinMs === undefined ? {} : { quietWithinMs: this.#readAwayWithinMs }),
      discard: () => this.#receiver.discard(),
      write: (text) => this.#write(text, closed.signal),
      identities: this.#identities,
      takeLine: async (limit) => this.#account(textOf(await this.#receiver.next('line', limit))),
    };
    const canBe = this.#identity !== undefined && this.#identities.count <= mostIdentities;
    const recovered = canBe && (await resynchronise(line, closed.signal).catch(() => false));
    this.#closed.delete(onClosed);
    if (!recovered) {
      this.#giveUp();
      throw new CodedError('instrument/out-of-step', { address: this.#transport.address });
    }
    this.#inStep = true;
  }

  async #write(text: string, signal: AbortSignal, options?: WriteOptions): Promise<void> {
    const waitMs = this.#sentAt + this.#minGapMs - this.#clock.now();
    if (waitMs > 0) await this.#clock.sleep(waitMs, signal);
    this.#sentAt = this.#clock.now();
    if (text === '*IDN?' && this.#identity !== undefined) this.#identities.asked();
    try {
      await unlessAborted(this.#transport.write(bytesOf(`${text}\n`), options), signal);
    } catch (error) {
      // Part of it may be on its way, and then so is an answer.
      this.#inStep = false;
      throw error;
    }
  }

  #giveUp(): void {
    this.#reason ??= { code: 'instrument/out-of-step', params: { address: this.#transport.address } };
    void this.#transport.close();
  }
}

/** A line without the carriage returns some instruments put before the line feed. */
function textOf(line: Uint8Array): string {
  return latin1(line).replace(/\r+$/, '');
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
