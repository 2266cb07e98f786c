/**
 * The conversation with a station in robot mode. Guarantees: an answer is only taken for the question whose command it
 * repeats, in step (`protocol/quiet-framed-line.ts`); after silence and damage a question, which changes nothing, is asked
 * again until the signal ends it, and a command three times at the most.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Transport } from '../../contract/transport.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { callLimit } from '../../protocol/scpi/call-limit.ts';
import { answering, factoryAddresses, parseRobot, type RobotAddresses, type RobotFrame, robotBytes } from './frame.ts';

/** Questions that every station answers, each with a command of its own. */
const probes = ['CT1', 'ST1', 'TT1'];
/** Milliseconds without an answer to addressed questions after which addressing counts as switched off. */
const addressedWithinMs = 4_000;
/** JBC's own figures: milliseconds for an answer, and how often a command may be repeated. */
const answerWithinMs = 500;
const mostRepetitions = 3;
/** Milliseconds between two frames that are sent without hearing the answer. */
const tellGapMs = 40;

export class RobotLine {
  readonly #transport: Transport;
  readonly #clock: Clock;
  #addresses: RobotAddresses | undefined = factoryAddresses;
  #line: QuietFramedLine;

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport;
    this.#clock = clock;
    this.#line = this.#newLine(factoryAddresses);
  }

  /** Finds out whether the station has addressing on; ended only by an answer or the signal. */
  async findAddressing(signal: AbortSignal): Promise<void> {
    const question: RobotFrame = { header: 'R', command: 'CT1' };
    const limit = callLimit(this.#clock, addressedWithinMs, signal);
    try {
      await this.ask(question, limit.signal);
      return;
    } catch (error) {
      if (signal.aborted || !limit.signal.aborted) throw error;
    } finally {
      limit.release();
    }
    this.#addresses = undefined;
    this.#line = this.#newLine(undefined);
    await this.ask(question, signal);
  }

  /** What answers a command: `A` or `N` with it; `instrument/silent` after JBC's own three repetitions. */
  async command(frame: RobotFrame, signal: AbortSignal): Promise<RobotFrame> {
    for (let repeated = 0; repeated <= mostRepetitions; repeated += 1) {
      const answer = await this.#once(frame, signal);
      if (answer !== undefined && !isDamaged(answer)) return answer;
    }
    throw new CodedError('instrument/silent', { silentMs: (1 + mostRepetitions) * answerWithinMs });
  }

  /** What answers the question: `A` or `N` with its command. */
  async ask(frame: RobotFrame, signal: AbortSignal): Promise<RobotFrame> {
    for (;;) {
      const answer = await this.#once(frame, signal);
      if (answer !== undefined) return answer;
    }
  }

  /** Sends a frame and leaves its answer to itself. */
  async tell(frame: RobotFrame): Promise<void> {
    if (this.#transport.closed) return;
    await this.#transport.write(robotBytes(frame, this.#addresses));
    await this.#clock.sleep(tellGapMs);
  }

  async #once(frame: RobotFrame, signal: AbortSignal): Promise<RobotFrame | undefined> {
    try {
      const answer = this.#parse(await this.#line.ask(robotBytes(frame, this.#addresses), signal), this.#addresses);
      return answer !== undefined && isAnswerTo(frame, answer) ? answer : undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }

  #parse(bytes: Uint8Array, addresses: RobotAddresses | undefined): RobotFrame | undefined {
    return parseRobot(bytes, addresses === undefined ? undefined : answering(addresses));
  }

  #newLine(addresses: RobotAddresses | undefined): QuietFramedLine {
    return new QuietFramedLine(this.#transport, this.#clock, {
      gapMs: 15,
      quietMs: 30,
      answerWithinMs,
      probes: probes.map((command) => ({
        request: robotBytes({ header: 'R', command }, addresses),
        accepts: (reply) => this.#parse(reply, addresses)?.command === command,
      })),
      isWhole: (received) => this.#parse(received, addresses) !== undefined,
    });
  }
}

/** The station has heard something that was damaged on its way. */
function isDamaged({ header, data }: RobotFrame): boolean {
  return header === 'N' && data === 1;
}

function isAnswerTo({ header, command }: RobotFrame, answer: RobotFrame): boolean {
  if (answer.header !== 'A' && answer.header !== 'N') return false;
  // A refusal of a damaged frame may repeat a damaged command.
  if (answer.command !== command) return answer.header === 'N' && answer.data === 1;
  return header === 'W' || answer.data !== undefined;
}
