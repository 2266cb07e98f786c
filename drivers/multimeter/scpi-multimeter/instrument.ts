/**
 * An open SCPI multimeter: one engine for all dialects. Guarantees: a reading belongs to the function that was asked
 * for, which the meter itself confirms before and after every number; it was measured after the call; no single damaged
 * answer becomes a reading (`answer.ts`); setting-up errors the meter reports are failures and not silently different
 * measurements.
 */
import type { MultimeterReadArgs } from '../../../foundation/capability/capability.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, Instrument, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { InstrumentEvents } from '../../protocol/instrument-events.ts';
import { callLimit } from '../../protocol/scpi/call-limit.ts';
import { CallQueue } from '../../protocol/scpi/call-queue.ts';
import { drainErrors } from '../../protocol/scpi/error-queue.ts';
import { giveBackPanel } from '../../protocol/scpi/give-back-panel.ts';
import { parseIdentity } from '../../protocol/scpi/identity.ts';
import { type ExchangeOptions, ScpiSession } from '../../protocol/scpi/session.ts';
import { SteadyQuestions } from '../../protocol/scpi/steady-questions.ts';
import { WholeLengths } from '../../protocol/whole-length.ts';
import { displayRefusal, modeName, readArgsOf } from '../read-request.ts';
import { ratedReading } from './accuracy.ts';
import { type Answer, believedAnswer, numberOf, readingOf } from './answer.ts';
import type { Dialect } from './dialect.ts';
import { dialectOf, readCommand } from './dialects.ts';
import type { MeterFunction } from './functions.ts';
import { isDifference } from './math.ts';
import {
  configureCommand,
  degreesQuestion,
  joined,
  type Present,
  presentName,
  presentOf,
  wantedOf,
} from './setting.ts';

export const minGapMs = 10;
const identifyWithinMs = 3_000;
const setUpWithinMs = 5_000;
/** Our own limit for one exchange is the call's deadline; this is only a bound for it. */
const longestMs = 600_000;
/** As many answers in a row that are none: this meter writes otherwise than we know. */
const voidsInARow = 10;

/**
 * Fails with `instrument/no-answer` when nothing answers, `instrument/not-recognised` when it is no multimeter of this
 * driver, and with the transport's code when the line is lost. The transport is closed on failure.
 */
export async function openScpiMultimeter(transport: Transport, clock: Clock): Promise<Instrument> {
  const session = new ScpiSession(transport, { clock, minGapMs });
  const { address } = transport;
  let toGiveBack: string | undefined;
  try {
    const text = await session.identify({ deadlineMs: identifyWithinMs });
    const dialect = dialectOf(text);
    const identity = parseIdentity(text);
    if (dialect === undefined || identity === undefined) {
      throw new CodedError('instrument/not-recognised', { address, identity: text.slice(0, 120) });
    }
    const options = { deadlineMs: setUpWithinMs };
    toGiveBack = dialect.remote === undefined ? undefined : dialect.local;
    if (dialect.remote !== undefined) await session.send(dialect.remote, options);
    // What is in the queue now is older than we are and nothing of ours.
    if (dialect.errorQueue) await drainErrors(session, options);
    return new ScpiMultimeter(transport, session, clock, { dialect, identity });
  } catch (error) {
    if (toGiveBack !== undefined) await giveBackPanel(transport, clock, toGiveBack, minGapMs);
    await transport.close();
    if (failureOf(error).code !== 'instrument/timeout') throw error;
    throw new CodedError('instrument/no-answer', { driver: 'scpi-multimeter', address }, error);
  }
}

class ScpiMultimeter implements Instrument {
  readonly capability = 'Multimeter';
  readonly identity: InstrumentIdentity;
  readonly #transport: Transport;
  readonly #session: ScpiSession;
  readonly #clock: Clock;
  readonly #dialect: Dialect;
  readonly #events = new InstrumentEvents();
  readonly #queue = new CallQueue();
  readonly #lengths = new WholeLengths();
  readonly #ask: SteadyQuestions;
  /** The command that made the present setting; `undefined` when it is not ours. */
  #configured: string | undefined;
  /** What the meter said right after it. */
  #confirmed: Present | undefined;

  constructor(
    transport: Transport,
    session: ScpiSession,
    clock: Clock,
    { dialect, identity }: { readonly dialect: Dialect; readonly identity: InstrumentIdentity },
  ) {
    this.#transport = transport;
    this.#session = session;
    this.#ask = new SteadyQuestions(session);
    this.#clock = clock;
    this.#dialect = dialect;
    const { make, model, serial, firmware } = identity;
    this.identity = {
      make,
      model,
      ...(serial === undefined ? {} : { serial }),
      ...(firmware === undefined ? {} : { firmware }),
    };
    session.onClosed((reason) => this.#events.lost(reason));
  }

  async call(verb: string, args: unknown, options: CallOptions): Promise<Reading> {
    if (verb !== 'read') throw new CodedError('instrument/unknown-verb', { verb });
    const wanted = readArgsOf(args);
    const calledAt = this.#clock.now();
    const limit = callLimit(this.#clock, options.deadlineMs, options.signal);
    try {
      const reading = await this.#queue.inTurn(limit.signal, () => this.#read(wanted, limit.signal));
      const at = this.#clock.now();
      const timed = { ...reading, at, latencyMs: at - calledAt };
      this.#events.publish(timed, 'main');
      return timed;
    } finally {
      limit.release();
    }
  }

  onReading(listener: (reading: Reading, channel: string) => void): () => void {
    return this.#events.onReading(listener);
  }

  onLost(listener: Parameters<Instrument['onLost']>[0]): () => void {
    return this.#events.onLost(listener);
  }

  /** Not waited for: a meter that is still there has its front panel back. */
  async close(): Promise<void> {
    const { local } = this.#dialect;
    if (local !== undefined) await giveBackPanel(this.#transport, this.#clock, local, minGapMs);
    await this.#session.close();
  }

  async #read(args: MultimeterReadArgs, signal: AbortSignal): Promise<Reading> {
    const options = { deadlineMs: longestMs, signal };
    let setting = await this.#setting(options);
    const before = presentOf(setting, this.#dialect);
    const asked = wantedOf(this.#dialect, args, before);
    // Setting a function takes off what somebody has chosen to subtract.
    const isKept = args.relative === true && asked?.range === undefined && asked?.function === before?.function;
    const wanted = isKept ? undefined : asked;
    const command = wanted === undefined ? undefined : configureCommand(wanted, this.#dialect);
    // Someone may have pressed a key on the front panel since, so the function is compared as well.
    const untouched = before?.function === this.#confirmed?.function && this.#sameRange(wanted?.range, before);
    const asIs = command === undefined || (command === this.#configured && untouched);
    if (!asIs) {
      await this.#configure(command, options);
      setting = await this.#setting(options);
    } else if (this.#dialect.olderByMs > 0) await this.#clock.sleep(this.#dialect.olderByMs, signal);
    const answer = await this.#believedAnswer(setting, { args, function: asked?.function }, options);
    if (command !== undefined && command === this.#configured) this.#confirmed = answer.present;
    const isOurs = wanted !== undefined && this.#configured === command;
    const auto = isOurs && wanted.range === undefined;
    const plain = readingOf(answer, this.#dialect, auto);
    const isRelative = await isDifference(this.#ask, this.#dialect, answer.present.function, signal);
    const reading: Reading = isRelative ? { ...plain, flags: [...plain.flags, 'rel'] } : plain;
    if (args.relative === true && !isRelative) throw wrongMode({ args, function: asked?.function }, answer.present);
    const refusal = displayRefusal(reading, args);
    if (refusal !== undefined) throw refusal;
    return ratedReading(reading, answer.present, { model: this.identity.model, isFixed: isOurs && !auto });
  }

  /** Measures until there is an answer to believe; each counts only between two equal answers about the setting. */
  async #believedAnswer(settingBefore: string, wanted: WantedMode, options: ExchangeOptions): Promise<Answer> {
    const answers: Answer[] = [];
    let before = settingBefore;
    let text = '';
    for (let voids = 0; voids < voidsInARow; ) {
      const set = presentOf(before, this.#dialect)?.function ?? 'dc-volts';
      text = await this.#session.query(readCommand(this.#dialect, set), options);
      const setting = await this.#setting(options);
      const present = presentOf(setting, this.#dialect);
      const number = numberOf(text, this.#dialect, present?.function);
      if (present === undefined && setting === before) throw wrongMode(wanted, undefined);
      if (number === undefined || present === undefined) {
        voids += 1;
        await this.#session.settle(options);
      } else if (setting === before) {
        voids = 0;
        const isWhole =
          this.#dialect.lossHides === undefined || this.#lengths.take(`${number.kind} ${setting}`, text.length);
        if (isWhole) answers.push({ text, number, setting, present });
        const answer = believedAnswer(answers, this.#dialect);
        if (answer !== undefined) {
          if (wanted.function === undefined || wanted.function === present.function) return answer;
          throw wrongMode(wanted, present);
        }
      }
      before = setting;
    }
    throw new CodedError('instrument/unreadable', { answer: text.slice(0, 80) });
  }

  /** A range we have fixed must still be named the same; one the meter chooses may be any. */
  #sameRange(fixed: number | undefined, now: Present | undefined): boolean {
    return fixed === undefined || now?.range === this.#confirmed?.range;
  }

  async #setting(options: ExchangeOptions): Promise<string> {
    const answer = await this.#session.query(this.#dialect.askFunction, options);
    const question = degreesQuestion(answer, this.#dialect);
    return question === undefined ? answer : joined(answer, await this.#session.query(question, options));
  }

  async #configure(command: string, options: ExchangeOptions): Promise<void> {
    this.#configured = undefined;
    this.#confirmed = undefined;
    await this.#session.send(command, options);
    if (this.#dialect.settleMs > 0) await this.#clock.sleep(this.#dialect.settleMs, options.signal);
    if (this.#dialect.errorQueue) {
      const [error] = await drainErrors(this.#session, options);
      if (error !== undefined) {
        throw new CodedError('instrument/refused', { command, error: error.code, message: error.message });
      }
    }
    this.#configured = command;
  }
}

interface WantedMode {
  readonly args: MultimeterReadArgs;
  /** `undefined` when any will do. */
  readonly function: MeterFunction | undefined;
}

function wrongMode({ args }: WantedMode, present: Present | undefined): CodedError {
  return new CodedError('meter/wrong-mode', { expected: modeName(args), actual: presentName(present) });
}
