/**
 * The conversation with an oscilloscope in which no damaged answer counts. Texts and descriptions are asked for until
 * two in a row are the same, four on a line without a checksum: of thousands of captures on a bad line in one the same digit of
 * the volts of a division was lost twice. Samples have no checksum either: where the line has none of its own (TCP and USB have),
 * every block of a stopped record is read until two in a row are the same to the last byte, and ended as blocks end.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { agreed } from '../../protocol/agreement.ts';
import { callLimit } from '../../protocol/scpi/call-limit.ts';
import type { ScpiSession } from '../../protocol/scpi/session.ts';
import type { ScopeLink } from './dialect.ts';
import { numberOf, type ScopeUnit } from './number-with-unit.ts';

export interface DataExpected {
  /** Tells a block of another size or kind than asked for, which is read again. */
  isRight(block: Uint8Array): boolean;
  /** Behind the block; 1 by default. */
  readonly lineFeeds?: number;
  /** How much of it is there, from 0 to 1, and its bytes in all. Where everything is read twice the first time is the first half. */
  onPart?(part: number, of: number): void;
}

/** Our own limit for one exchange is the call's deadline; this is only a bound for it. */
const longestMs = 600_000;
/** Coming into step again after an answer that was given up included. */
const behindWithinMs = 15_000;

export interface LinkParts {
  readonly session: ScpiSession;
  readonly clock: Clock;
  readonly address: string;
  /** The caller gives up. */
  readonly signal: AbortSignal;
  /** Something is sent behind a call that was given up. */
  readonly onGivenUp?: () => void;
}

export class ConfirmedLink implements ScopeLink {
  readonly #parts: LinkParts;
  /** Whether damage on the way is noticed below us. */
  readonly #lineIsChecked: boolean;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#lineIsChecked = /^(tcp:|usb:|\/dev\/usbtmc)/.test(parts.address);
  }

  get #session() {
    return this.#parts.session;
  }

  get #signal() {
    return this.#parts.signal;
  }

  /** Equal answers in a row that are believed. */
  get #times() {
    return this.#lineIsChecked ? 2 : 4;
  }

  get #options() {
    return { deadlineMs: longestMs, signal: this.#signal };
  }

  ask(query: string): Promise<string> {
    return agreed(
      async () => (await this.once(query)).trim(),
      (one, other) => one === other,
      this.#times,
    );
  }

  /** One answer, for what moves by itself and is confirmed otherwise. */
  once(query: string): Promise<string> {
    return this.#session.query(query, this.#options);
  }

  async number(query: string, unit: ScopeUnit): Promise<number> {
    return numberOf(await this.ask(query), unit);
  }

  description(query: string): Promise<Uint8Array> {
    const read = () => this.#session.queryBlock(query, this.#options);
    return agreed(() => (this.#lineIsChecked ? read() : this.#whole(read)), sameBytes, this.#times);
  }

  async send(...commands: readonly string[]): Promise<void> {
    for (const command of commands) await this.#session.send(command, this.#options);
  }

  /**
   * For what has to be left as it was found: also when the caller has given up, who has had the answer to that already; what is
   * asked next waits for it. Then it is sent only where it `isStillOurs`: meanwhile a hand may have been at the front panel. Where
   * the line is lost it cannot be sent, and that is not what failed.
   */
  async sendBehind(commands: readonly string[], isStillOurs: (link: ScopeLink) => Promise<boolean>): Promise<void> {
    if (commands.length === 0) return;
    const isGivenUp = this.#signal.aborted;
    const limit = callLimit(this.#parts.clock, behindWithinMs);
    const behind = new ConfirmedLink({ ...this.#parts, signal: limit.signal });
    const send = async () => {
      if (!isGivenUp || (await isStillOurs(behind))) await behind.send(...commands);
    };
    if (isGivenUp) this.#parts.onGivenUp?.();
    await send().catch(() => undefined);
    limit.release();
  }

  pause(ms: number): Promise<void> {
    return this.#parts.clock.sleep(ms, this.#signal);
  }

  /**
   * A block with all of its line feeds behind it. Where one byte was lost the first of them is the last of its samples, and two
   * blocks that have lost one of several equal samples are the same.
   */
  async #whole(read: () => Promise<Uint8Array>, lineFeeds = 1): Promise<Uint8Array | undefined> {
    const block = await read();
    return (await this.#session.blockWasEnded({ ...this.#options, lineFeeds })) ? block : undefined;
  }

  /** Samples or a picture; `scope/short-record` where another block came over a line that can be trusted. */
  async data(
    query: string,
    shape: 'block' | 'bitmap',
    { isRight, lineFeeds, onPart }: DataExpected,
  ): Promise<Uint8Array> {
    const times = this.#lineIsChecked ? 1 : 2;
    let before = 0;
    const read = () =>
      this.#session.queryBlock(query, {
        ...this.#options,
        shape,
        onPart: (got, of) => onPart?.((Math.min(before, times - 1) + got / of) / times, of),
      });
    if (!this.#lineIsChecked) {
      return agreed(async () => {
        const block = await this.#whole(read, lineFeeds);
        before += 1;
        if (block === undefined || isRight(block)) return block;
        // The rest of it may still come, and must not be taken for the next answer.
        await this.#session.settle(this.#options);
        return undefined;
      }, sameBytes);
    }
    const block = await read();
    if (!isRight(block)) throw new CodedError('scope/short-record', { bytes: block.length });
    return block;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
