/**
 * An open meter that speaks when it is asked. Guarantees that a reading was asked for at least one conversion after the
 * call, and that no single damaged answer becomes one: where answers carry no checksum, function, unit and HOLD or REL must be equal
 * in every answer a reading is made of, and the number is what several in a row say, or the middle one of those that move.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { believed, believedOfThree } from '../../protocol/middle.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { type LineRules, QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { WholeLengths } from '../../protocol/whole-length.ts';
import { displayRefusal, isWanted, modeName, modeOf, readArgsOf } from '../read-request.ts';
import { headerOf } from '../stream-meter/meter-format.ts';
import { displaysOfAMode, type UnreadMode, unreadRefusal } from '../unread-mode.ts';

/** One question and its answer; throws `instrument/silent` when none comes. */
export type Ask = (request: Uint8Array) => Promise<Uint8Array>;

export interface AskedMeterRules {
  readonly lineRules: LineRules;
  /** Asks for what is on the main display; `undefined` when an answer is none. `identity`: as it has told, or is called. */
  measure(ask: Ask, identity: InstrumentIdentity): Promise<Reading | UnreadMode | undefined>;
  /** Asks who it is; `undefined` when an answer is none. Absent where it cannot be asked: then a reading proves it. */
  identify?(ask: Ask): Promise<InstrumentIdentity | undefined>;
  /**
   * How many answers in a row must agree: 1 where they carry a checksum, 2 where a lost byte always shows, 3 where what is
   * left of a number may look like one.
   */
  readonly sureAfter: 1 | 2 | 3;
  /**
   * That the last answer of a measurement always has the same length in the same function but for its sign, so that a shorter
   * one does not count.
   */
  readonly lengthTells?: true;
  /** By how much a display may be older than the question; it is waited for. */
  readonly conversionMs: number;
  /** Digits by which a quiet number differs from one answer to the next. */
  readonly quietDigits: number;
}

/** Beside {@link AskedMeterRules.quietDigits}: two answers within this part of the number are alike. */
const alikeWithin = 0.000_5;

export class AskedInstrument extends QueuedInstrument {
  readonly capability = 'Multimeter';
  readonly #rules: AskedMeterRules;
  readonly #line: QuietFramedLine;
  readonly #lengths = new WholeLengths();
  /** Bytes of the last answer. */
  #answered = 0;
  #identity: InstrumentIdentity;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    read: (args, signal) => this.#read(args, signal),
  };

  /** `named`: what it is called until it has told. */
  constructor(transport: Transport, clock: Clock, rules: AskedMeterRules, named: InstrumentIdentity) {
    super(transport, clock);
    this.#rules = rules;
    this.#identity = named;
    this.#line = new QuietFramedLine(transport, clock, rules.lineRules);
  }

  get identity(): InstrumentIdentity {
    return this.#identity;
  }

  /** Whether it answers as one of the family; `instrument/timeout` when it does not. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      const { identify } = this.#rules;
      if (identify === undefined) return void (await this.#confirmed(signal));
      for (let before: InstrumentIdentity | undefined; ; ) {
        const identity = await this.#attempt(identify, signal);
        const isSure = this.#rules.sureAfter === 1 || JSON.stringify(identity) === JSON.stringify(before);
        if (identity !== undefined && isSure) {
          this.#identity = identity;
          return;
        }
        before = identity;
      }
    });
  }

  async #read(args: unknown, signal: AbortSignal): Promise<Reading> {
    const wanted = readArgsOf(args);
    const askedMs = this.clock.now();
    await this.clock.sleep(this.#rules.conversionMs, signal);
    const reading = await this.#confirmed(signal);
    if ('unread' in reading) throw unreadRefusal(reading, wanted);
    const at = this.clock.now();
    const timed = { ...reading, at, latencyMs: at - askedMs };
    this.events.publish(timed, 'main');
    if (!isWanted(timed, wanted)) {
      throw new CodedError('meter/wrong-mode', { expected: modeName(wanted), actual: modeOf(timed) });
    }
    const refusal = displayRefusal(timed, wanted);
    if (refusal !== undefined) throw refusal;
    return timed;
  }

  /** What answers in a row agree on. */
  async #confirmed(signal: AbortSignal): Promise<Reading | UnreadMode> {
    const { measure, sureAfter } = this.#rules;
    let readings: Reading[] = [];
    let unread: readonly string[] = [];
    for (;;) {
      const reading = await this.#attempt((ask) => measure(ask, this.#identity), signal);
      if (reading === undefined) continue;
      if ('unread' in reading) {
        unread = [...unread.filter((mode) => mode === reading.unread), reading.unread];
        if (unread.length >= Math.max(displaysOfAMode, sureAfter)) return reading;
        readings = [];
        continue;
      }
      unread = [];
      if (sureAfter === 1) return reading;
      if (!this.#isWhole(reading)) continue;
      const before = readings.at(-1);
      if (before !== undefined && displayOf(before) !== displayOf(reading)) readings = [];
      readings.push(reading);
      const sure = this.#believed(readings);
      if (sure !== undefined) return sure;
    }
  }

  #isWhole({ quantity, unit, status, flags }: Reading): boolean {
    if (this.#rules.lengthTells === undefined) return true;
    return this.#lengths.take([quantity, unit, status, ...flags].join(), this.#answered);
  }

  /** The one of these readings of one function and unit to believe; `undefined` while another is needed. */
  #believed(readings: readonly Reading[]): Reading | undefined {
    const { sureAfter, quietDigits } = this.#rules;
    // The finest of them: a number that has lost digits must not make room for others.
    const digits = quietDigits * Math.min(...readings.map(({ resolution }) => resolution ?? 0));
    const alike = (one: number, other: number) =>
      Object.is(one, other) ||
      Math.abs(one - other) <= Math.max(digits, alikeWithin * Math.max(Math.abs(one), Math.abs(other)));
    const numbers = readings.map(comparable);
    const place = sureAfter === 2 ? believed(numbers, alike) : believedOfThree(numbers, alike);
    return place === undefined ? undefined : readings[place];
  }

  /** Undefined for silence and for what is no answer. */
  async #attempt<T>(ask: (ask: Ask) => Promise<T | undefined>, signal: AbortSignal): Promise<T | undefined> {
    try {
      return await ask(async (request) => {
        const answer = await this.#line.ask(request, signal);
        this.#answered = answer.length;
        return answer;
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }
}

/** Function, unit, and whether it is of the present: a key that is pressed in between begins anew. */
function displayOf(reading: Reading): string {
  const kinds = (['hold', 'rel', 'max', 'min', 'avg', 'peak-max', 'peak-min'] as const).filter((flag) =>
    reading.flags.includes(flag),
  );
  return [headerOf(reading), ...kinds].join();
}

/** An overload as an infinite number, nothing to show as none. */
function comparable({ value, status, overloadSign }: Reading): number {
  if (value !== null) return value;
  return status === 'overrange' ? Number.POSITIVE_INFINITY * (overloadSign ?? 1) : Number.NaN;
}
