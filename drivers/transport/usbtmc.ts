/**
 * A USBTMC instrument as a byte pipe. Guarantees: a message that asks (whoever writes says so, or it has a question mark) is followed by requests
 * for its answer, any other is not, because a request that has no answer upsets instruments; a new message while an
 * answer is due aborts the old one first and reads what is left of it away, so that it is never taken for the next; an
 * answer that ends without a line feed is given one, as the end of a message is all that USBTMC tells; an instrument that
 * knows how is sent back to local on closing.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Transport, WriteOptions } from '../contract/transport.ts';
import type { UsbtmcDeviations } from '../protocol/usbtmc/deviations.ts';
import { encodeOut, encodeRequest, nextTag } from '../protocol/usbtmc/header.ts';
import { MessageIn } from '../protocol/usbtmc/message-in.ts';
import { PipeEvents } from './pipe-events.ts';
import { goToLocal, knowsLocal } from './usbtmc-local.ts';
import type { UsbtmcPipe } from './usbtmc-pipe.ts';
import { abortAnswer, clearInterface } from './usbtmc-recovery.ts';

export interface UsbtmcOptions {
  readonly pipe: UsbtmcPipe;
  readonly clock: Clock;
  readonly address: string;
  readonly deviations: UsbtmcDeviations;
}

const writeDeadlineMs = 2_000;
/** An answer may take as long as its caller waits; a read for it looks up this often whether it is still wanted. */
const lookUpMs = 200;
/** An answer that is due and does not come: until it is noticed, given up and cleared away. */
const worstWriteMs = 1_500;
/** Between two transfers of one reply. */
const transferWithinMs = 5_000;
const closeWithinMs = 1_000;
/** An answer that has begun to come is read to its end for this long before it is aborted: often only a line feed is left. */
const endsWithinMs = 300;
const mostEmptyReplies = 2;
const lineFeed = 0x0a;
const questionMark = 0x3f;

/** Clears the instrument's side first; one that cannot is used as it is. */
export async function usbtmcTransport(options: UsbtmcOptions): Promise<Transport> {
  const { pipe, clock, deviations } = options;
  await clearInterface(pipe, clock).catch(() => undefined);
  return new UsbtmcTransport(options, await knowsLocal(pipe, deviations));
}

interface DueAnswer {
  isWanted: boolean;
  /** Some of it has come. */
  hasBegun: boolean;
  done: Promise<void>;
}

class UsbtmcTransport implements Transport {
  readonly address: string;
  readonly worstWriteMs = worstWriteMs;
  readonly #options: UsbtmcOptions;
  readonly #knowsLocal: boolean;
  readonly #events = new PipeEvents();
  #tag = 0;
  /** One message after the other. */
  #turn: Promise<void> = Promise.resolve();
  /** The answer that is due. */
  #answer: DueAnswer | undefined;

  constructor(options: UsbtmcOptions, hasLocal: boolean) {
    this.#options = options;
    this.#knowsLocal = hasLocal;
    this.address = options.address;
  }

  get closed(): boolean {
    return this.#events.reason !== undefined;
  }

  onData(listener: (chunk: Uint8Array, at: number) => void): () => void {
    return this.#events.onData(listener);
  }

  onClose(listener: Parameters<Transport['onClose']>[0]): () => void {
    return this.#events.onClose(listener);
  }

  write(bytes: Uint8Array, options: WriteOptions = {}): Promise<void> {
    if (this.#events.closedError !== undefined) return Promise.reject(this.#events.closedError);
    const { clock } = this.#options;
    return new Promise((resolve, reject) => {
      const cancel = clock.deadline(options.deadlineMs ?? writeDeadlineMs, () => {
        reject(new CodedError('transport/write-timeout', { address: this.address }));
        this.#shut('transport/io', { cause: 'write-timeout' });
      });
      const stop = this.#events.onClose(({ code, params }) => reject(new CodedError(code, params)));
      this.#turn = this.#turn
        .then(() => this.#send(bytes.slice(), options.answered ?? bytes.includes(questionMark)))
        .then(resolve, (error: unknown) => {
          reject(error as Error);
          this.#failed(error);
        })
        .finally(() => {
          cancel();
          stop();
        });
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    const { clock, pipe } = this.#options;
    this.#events.close({ code: 'transport/closed', params: { address: this.address } });
    await new Promise<void>((resolve) => {
      const cancel = clock.deadline(closeWithinMs, resolve);
      this.#giveUpAnswer()
        .catch(() => undefined)
        .then(() => (this.#knowsLocal ? goToLocal(pipe) : undefined))
        .then(() => pipe.release())
        .catch(() => undefined)
        .finally(() => {
          cancel();
          resolve();
        });
    });
  }

  async #send(bytes: Uint8Array, isAnswered: boolean): Promise<void> {
    if (this.#events.closedError !== undefined) throw this.#events.closedError;
    await this.#giveUpAnswer();
    await this.#bulkOut((tag) => encodeOut(tag, bytes));
    if (!isAnswered) return;
    const answer: DueAnswer = { isWanted: true, hasBegun: false, done: Promise.resolve() };
    this.#answer = answer;
    answer.done = this.#readAnswer(answer).catch((error: unknown) => this.#failed(error));
    void answer.done.then(() => this.#isOver(answer));
  }

  #isOver(answer: DueAnswer): void {
    if (this.#answer === answer) this.#answer = undefined;
  }

  async #giveUpAnswer(): Promise<void> {
    const answer = this.#answer;
    if (answer === undefined) return;
    const { pipe, clock } = this.#options;
    if (answer.hasBegun) await Promise.race([answer.done, clock.sleep(endsWithinMs)]);
    if (this.#answer === undefined) return;
    answer.isWanted = false;
    await answer.done;
    this.#isOver(answer);
    await abortAnswer(pipe, clock, this.#tag);
  }

  async #readAnswer(answer: DueAnswer): Promise<void> {
    while (answer.isWanted) {
      await this.#bulkOut((tag) => encodeRequest(tag, this.#options.deviations.mostPerRequest));
      const { data, isLast } = await this.#readReply(answer);
      if (!answer.isWanted) return;
      if (!isLast) this.#deliver(data);
      else {
        // Over before its end is told: whoever hears it may send the next message at once.
        this.#isOver(answer);
        const isEnded = data.at(-1) === lineFeed;
        if (data.length > 0) this.#deliver(data);
        if (!isEnded) this.#deliver(Uint8Array.of(lineFeed));
        return;
      }
    }
  }

  /** The reply to one request: delivers all of it but the last piece, which is given back. */
  async #readReply(answer: DueAnswer): Promise<{ readonly data: Uint8Array; readonly isLast: boolean }> {
    const { pipe, deviations } = this.#options;
    const message = new MessageIn(this.#tag, pipe.packetBytes, deviations);
    let isFirst = true;
    for (let empty = 0; answer.isWanted; ) {
      const transfer = await pipe.bulkIn(message.transferBytes, isFirst ? lookUpMs : transferWithinMs);
      if (transfer === 'timeout') {
        if (isFirst) continue;
        throw new CodedError('usbtmc/bad-reply', { why: 'cut-short' });
      }
      const received = message.push(transfer);
      if (received.kind === 'empty') {
        empty += 1;
        if (empty <= mostEmptyReplies) continue;
        throw new CodedError('usbtmc/bad-reply', { why: 'empty' });
      }
      if (received.kind === 'bad') throw new CodedError('usbtmc/bad-reply', { why: received.why });
      isFirst = false;
      answer.hasBegun = true;
      if (received.kind === 'end') return received;
      if (answer.isWanted) this.#deliver(received.data);
    }
    return { data: new Uint8Array(0), isLast: true };
  }

  #deliver(data: Uint8Array): void {
    if (!this.closed) this.#events.data(data, this.#options.clock.now());
  }

  async #bulkOut(message: (tag: number) => Uint8Array): Promise<void> {
    this.#tag = nextTag(this.#tag);
    await this.#options.pipe.bulkOut(message(this.#tag), writeDeadlineMs);
  }

  /** A reply that makes no sense is given up and cleared away; its caller hears nothing and gets in step again. */
  #failed(error: unknown): void {
    const { code, params } = failureOf(error);
    if (this.closed) return;
    if (code !== 'usbtmc/bad-reply') {
      if (code === 'transport/unplugged') this.#shut(code);
      else this.#shut('transport/io', { cause: code });
      return;
    }
    const { pipe, clock } = this.#options;
    const cleared = clearInterface(pipe, clock).catch(() => this.#shut('transport/io', { cause: String(params.why) }));
    this.#turn = this.#turn.then(() => cleared);
  }

  #shut(code: string, params: Readonly<Record<string, string>> = {}): void {
    if (this.closed) return;
    this.#events.close({ code, params: { address: this.address, ...params } });
    if (this.#answer !== undefined) Object.assign(this.#answer, { isWanted: false });
    void this.#options.pipe.release().catch(() => undefined);
  }
}
