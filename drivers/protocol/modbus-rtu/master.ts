/**
 * The asking side of a Modbus RTU line. Guarantees: one request at a time; an answer ends by its length and checksum, or
 * else by silence; a damaged or missing answer is asked for again until the caller's signal ends it; and an answer that
 * comes late is never taken for that of another request, although Modbus answers do not tell what they answer.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Transport } from '../../contract/transport.ts';
import { QuietFramedLine } from '../quiet-framed-line.ts';
import {
  exceptionNames,
  isWholeReply,
  type ModbusReply,
  type ModbusRequest,
  replyTo,
  requestFrame,
} from './message.ts';

export interface ModbusRules {
  /** Address of the unit, 1 … 247. */
  readonly unit: number;
  /** Least milliseconds between an answer and the next request; at least 3.5 characters. */
  readonly gapMs: number;
  /** Milliseconds without a byte that end an answer that is not whole. */
  readonly quietMs: number;
  /** Milliseconds within which an answer begins, or is none. */
  readonly answerWithinMs: number;
  /** A register from which one, two and three can be read: answers of different lengths prove the line to be in step. */
  readonly probeFrom: number;
}

/** Exceptions that ask for patience: acknowledge and busy. */
const patience = new Set([5, 6]);
const patienceMs = 250;

export class ModbusMaster {
  readonly #line: QuietFramedLine;
  readonly #clock: Clock;
  readonly #unit: number;

  constructor(transport: Transport, clock: Clock, rules: ModbusRules) {
    this.#clock = clock;
    this.#unit = rules.unit;
    const { gapMs, quietMs, answerWithinMs } = rules;
    const probes = [1, 2, 3].map((count) => {
      const request: ModbusRequest = { kind: 'read', first: rules.probeFrom, count };
      const accepts = (reply: Uint8Array) => replyTo(rules.unit, request, reply)?.kind === 'registers';
      return { request: requestFrame(rules.unit, request), accepts };
    });
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs,
      quietMs,
      answerWithinMs,
      probes,
      isWhole: isWholeReply,
    });
  }

  /** Function 03. Fails with `modbus/refused`, as the transport does, or with the signal's reason. */
  async read(first: number, count: number, signal: AbortSignal): Promise<readonly number[]> {
    const reply = await this.#ask({ kind: 'read', first, count }, signal);
    return reply.kind === 'registers' ? reply.values : [];
  }

  /** Function 16. A write may reach the unit more than once; fails as {@link read}. */
  async write(first: number, values: readonly number[], signal: AbortSignal): Promise<void> {
    await this.#ask({ kind: 'write', first, values }, signal);
  }

  /** Function 06; as {@link write}. */
  async writeOne(register: number, value: number, signal: AbortSignal): Promise<void> {
    await this.#ask({ kind: 'write-one', register, value }, signal);
  }

  async #ask(request: ModbusRequest, signal: AbortSignal): Promise<ModbusReply> {
    const frame = requestFrame(this.#unit, request);
    for (;;) {
      const reply = await this.#once(frame, request, signal);
      if (reply === undefined) continue;
      if (reply.kind !== 'exception') return reply;
      if (!patience.has(reply.exception)) throw refusal(request, reply.exception);
      await this.#clock.sleep(patienceMs, signal);
    }
  }

  /** Undefined for silence and for whatever is no answer to this request. */
  async #once(frame: Uint8Array, request: ModbusRequest, signal: AbortSignal): Promise<ModbusReply | undefined> {
    try {
      return replyTo(this.#unit, request, await this.#line.ask(frame, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }
}

function refusal(request: ModbusRequest, exception: number): CodedError {
  const register = request.kind === 'write-one' ? request.register : request.first;
  return new CodedError('modbus/refused', { register, exception: exceptionNames[exception] ?? String(exception) });
}
