/**
 * Bytes from an instrument → replies, for the one who waits. Guarantees: a reply is given to whoever waited before its
 * last byte came, a line that nobody waits for is reported as unsolicited and never kept for later; lines are latin1,
 * so that no byte an instrument may send can fail to decode.
 */
import { CodedError } from '../../../foundation/failure.ts';
import { bitmapExtent } from './bitmap.ts';
import { blockExtent } from './block.ts';

/** A text line, a definite block, or a bitmap without a header around it. */
export type ReplyShape = 'line' | 'block' | 'bitmap';

/** Bytes of a block that are there, and bytes it will be. */
export type OnPart = (got: number, of: number) => void;

interface Waiting {
  readonly shape: ReplyShape;
  readonly onPart: OnPart | undefined;
  resolve(reply: Uint8Array): void;
  reject(error: Error): void;
}

const longestLine = 65_536;
const longestBlock = 256 * 1024 * 1024;
/** Beyond this a copy costs more than a new buffer. */
const largeReply = 64 * 1024;
const lf = 0x0a;

export class ReplyReceiver {
  #buffer = new Uint8Array(1024);
  #length = 0;
  #waiting: Waiting | undefined;
  /** A block's terminator is optional; when it comes it belongs to the block. */
  #terminatorDue = false;
  #lineFeeds = 0;
  readonly #onUnsolicited: (line: string) => void;

  constructor(onUnsolicited: (line: string) => void) {
    this.#onUnsolicited = onUnsolicited;
  }

  /** Whether part of a reply is there that nobody waits for. */
  get hasLeftOver(): boolean {
    return this.#length > 0;
  }

  /** How many line feeds have come behind the last block that was given away; two end those of some makers. */
  get lineFeedsBehind(): number {
    return this.#lineFeeds;
  }

  push(chunk: Uint8Array): void {
    this.#append(chunk);
    while (this.#step());
  }

  /** The next reply; rejects with the signal's reason, or with a code when what comes is no such reply. */
  next(shape: ReplyShape, signal: AbortSignal, onPart?: OnPart): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const onAbort = () => {
        if (this.#waiting === waiting) this.#waiting = undefined;
        reject(signal.reason as Error);
      };
      const free = () => signal.removeEventListener('abort', onAbort);
      const waiting: Waiting = {
        shape,
        onPart,
        resolve(reply) {
          free();
          resolve(reply);
        },
        reject(error) {
          free();
          reject(error);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting = waiting;
      while (this.#step());
    });
  }

  /** Forgets what has come. */
  discard(): void {
    this.#length = 0;
    this.#terminatorDue = false;
  }

  #append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#length);
    this.#length = needed;
  }

  /** Takes one reply or one stray line out of the buffer; false when nothing more can be done now. */
  #step(): boolean {
    if (this.#terminatorDue && this.#length > 0) this.#takeTerminator();
    if (this.#length === 0) return false;
    const waiting = this.#waiting;
    return waiting === undefined || waiting.shape === 'line' ? this.#takeLine() : this.#takeBlock(waiting);
  }

  #takeLine(): boolean {
    const end = this.#buffer.subarray(0, this.#length).indexOf(lf);
    if (end === -1) {
      if (this.#length > longestLine) this.#refuse('scpi/reply-too-long');
      return false;
    }
    const line = this.#take(end, end + 1);
    const text = latin1(line).replace(/\r+$/, '');
    // An empty line is an echo of our own line feed or the rest of a message, never an answer.
    if (text === '') {
      this.#lineFeeds += 1;
      return true;
    }
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) this.#onUnsolicited(text);
    else waiting.resolve(line);
    return true;
  }

  #takeBlock(waiting: Waiting): boolean {
    const here = this.#buffer.subarray(0, this.#length);
    const extent = waiting.shape === 'bitmap' ? bitmapExtent(here) : blockExtent(here);
    if (extent.kind === 'more') {
      if (this.#length > longestBlock) this.#refuse('scpi/reply-too-long');
      else if (extent.of !== undefined) {
        this.#expect(extent.of);
        waiting.onPart?.(this.#length, extent.of);
      }
      return false;
    }
    if (extent.kind === 'refused') {
      this.#refuse(extent.code);
      return false;
    }
    const data = this.#take(extent.to, extent.to).subarray(extent.from);
    this.#terminatorDue = true;
    this.#lineFeeds = 0;
    this.#waiting = undefined;
    waiting.resolve(data);
    return true;
  }

  /** Room for the whole block at once: a large one would else be copied again and again while it grows. */
  #expect(bytes: number): void {
    if (bytes <= this.#buffer.length || bytes > longestBlock) return;
    const larger = new Uint8Array(bytes + 2);
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }

  #takeTerminator(): void {
    if (this.#buffer[0] === 0x0d) this.#take(0, 1);
    if (this.#length > 0) {
      if (this.#buffer[0] === lf) {
        this.#take(0, 1);
        this.#lineFeeds += 1;
      }
      this.#terminatorDue = false;
    }
  }

  /** The first `to` bytes, which nobody writes to any more; everything before `next` leaves the buffer. */
  #take(to: number, next: number): Uint8Array {
    if (to > largeReply) return this.#giveAway(to, next);
    const taken = this.#buffer.slice(0, to);
    this.#buffer.copyWithin(0, next, this.#length);
    this.#length -= next;
    return taken;
  }

  /** A large block is not copied: the buffer goes with it, and what stands behind it goes into a new one. */
  #giveAway(to: number, next: number): Uint8Array {
    const given = this.#buffer.subarray(0, to);
    const rest = this.#buffer.slice(next, this.#length);
    this.#buffer = new Uint8Array(Math.max(1024, rest.length));
    this.#buffer.set(rest);
    this.#length = rest.length;
    return given;
  }

  #refuse(code: string): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.discard();
    waiting?.reject(new CodedError(code));
  }
}

/** One character for each byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
