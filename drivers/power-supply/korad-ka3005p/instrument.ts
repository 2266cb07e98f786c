/**
 * An open Korad supply. Guarantees: what is set is read back before a call succeeds; an output counts as switched only
 * after the status byte has said so twice; no number is believed on one answer alone, because answers have no checksum.
 */
import type { PowerSupplyVerbs } from '../../../foundation/capability/capability.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, Instrument, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { agreed } from '../../protocol/agreement.ts';
import { CallQueue } from '../../protocol/call-queue.ts';
import { InstrumentEvents } from '../../protocol/instrument-events.ts';
import { believed } from '../../protocol/middle.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { channelOf, refuseOutside } from '../within-rating.ts';
import {
  ampsResolution,
  command,
  outputCommand,
  parseAmps,
  parseName,
  parseStatus,
  parseVolts,
  rating,
  type Status,
  setAmpsCommand,
  setVoltsCommand,
  voltsResolution,
} from './protocol.ts';

type Verbs = PowerSupplyVerbs;
/** Times a setting is sent before it counts as refused. */
const settingAttempts = 3;

/** The conversation with one supply; verbs are built on it. */
export class KoradSupply implements Instrument {
  readonly capability = 'PowerSupply';
  readonly events = new InstrumentEvents();
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #line: QuietFramedLine;
  readonly #queue: CallQueue;
  #identity: InstrumentIdentity = { make: 'KORAD', model: 'unknown' };

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport;
    this.#clock = clock;
    this.#queue = new CallQueue(clock);
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs: 80,
      quietMs: 40,
      answerWithinMs: 700,
      probes: [
        { request: command('*IDN?'), accepts: (reply) => parseName(reply) !== undefined },
        { request: command('VSET1?'), accepts: (reply) => parseVolts(reply) !== undefined },
      ],
    });
    transport.onClose((reason) => {
      this.#queue.fail(reason);
      this.events.lost(reason);
    });
  }

  get identity(): InstrumentIdentity {
    return this.#identity;
  }

  /** Learns who it is; fails with `instrument/timeout` when nothing that looks like one of the family answers. */
  identify(options: CallOptions): Promise<void> {
    return this.#queue.run(options, async (signal) => {
      const alike = (one: InstrumentIdentity, other: InstrumentIdentity) =>
        one.model === other.model && one.firmware === other.firmware && one.serial === other.serial;
      this.#identity = await this.#agreed('*IDN?', parseName, signal, alike);
    });
  }

  async call(verb: string, args: unknown, options: CallOptions): Promise<unknown> {
    channelOf(args, 1);
    switch (verb) {
      case 'set':
        return this.#queue.run(options, (signal) => this.#set(args as Verbs['set']['in'], signal));
      case 'output':
        return this.#queue.run(options, (signal) => this.#switch((args as Verbs['output']['in']).on, signal));
      case 'state':
        return this.#queue.run(options, async (signal) => stateOf(await this.#status(signal)));
      case 'measure':
        return this.#queue.run(options, (signal) => this.#measure(signal));
      default:
        return Promise.reject(new CodedError('instrument/unknown-verb', { verb }));
    }
  }

  async #set(wanted: Verbs['set']['in'], signal: AbortSignal): Promise<Verbs['set']['out']> {
    const limit = rating(this.#identity.model);
    refuseOutside('volts', wanted.volts, limit.volts);
    refuseOutside('amps', wanted.amps, limit.amps);
    const volts = await this.#confirm('VSET1?', parseVolts, voltsResolution, wanted.volts, setVoltsCommand, signal);
    const amps = await this.#confirm('ISET1?', parseAmps, ampsResolution, wanted.amps, setAmpsCommand, signal);
    return { volts, amps };
  }

  /** Sends the setting, where one is wanted, until it reads back; gives what reads back. */
  async #confirm(
    question: string,
    parse: (reply: Uint8Array) => number | undefined,
    resolution: number,
    wanted: number | undefined,
    write: (value: number) => Uint8Array,
    signal: AbortSignal,
  ): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      if (wanted !== undefined) await this.#line.send(write(wanted), signal);
      const actual = await this.#agreed(question, parse, signal, (one, other) => one === other);
      if (wanted === undefined || Math.abs(actual - wanted) <= resolution * 0.51) return actual;
      if (attempt >= settingAttempts) throw new CodedError('supply/not-confirmed', { question, wanted, actual });
    }
  }

  async #switch(on: boolean, signal: AbortSignal): Promise<Verbs['output']['out']> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#line.send(outputCommand(on), signal);
      const status = await this.#status(signal);
      if (status.output === on) return stateOf(status);
      if (attempt >= settingAttempts) throw new CodedError('supply/not-confirmed', { question: 'STATUS?', wanted: on });
    }
  }

  #status(signal: AbortSignal): Promise<Status> {
    const alike = (one: Status, other: Status) =>
      one.output === other.output && one.constantVoltage === other.constantVoltage;
    return this.#agreed('STATUS?', parseStatus, signal, alike);
  }

  async #measure(signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const askedMs = this.#clock.now();
    const volts = await this.#steady('VOUT1?', parseVolts, voltsResolution, signal);
    const voltage = this.#reading(
      { value: volts, unit: 'V', quantity: 'voltage', resolution: voltsResolution },
      askedMs,
    );
    const amps = await this.#steady('IOUT1?', parseAmps, ampsResolution, signal);
    const current = this.#reading({ value: amps, unit: 'A', quantity: 'current', resolution: ampsResolution }, askedMs);
    this.events.publish(voltage, 'voltage');
    this.events.publish(current, 'current');
    return { voltage, current };
  }

  #reading(part: Pick<Reading, 'value' | 'unit' | 'quantity'> & { resolution: number }, askedMs: number): Reading {
    const at = this.#clock.now();
    return { ...part, status: 'ok', flags: ['dc'], at, latencyMs: at - askedMs };
  }

  /** A measured number: two equal answers, or the middle of three or five where it moves (`drivers/protocol/middle.ts`). */
  async #steady(
    question: string,
    parse: (reply: Uint8Array) => number | undefined,
    resolution: number,
    signal: AbortSignal,
  ): Promise<number> {
    const alike = (one: number, other: number) =>
      Math.abs(one - other) <= Math.max(2.01 * resolution, 0.01 * Math.abs(other));
    const numbers: number[] = [];
    for (;;) {
      const number = await this.#answer(question, parse, signal);
      if (number !== undefined) numbers.push(number);
      const result = numbers[believed(numbers, alike) ?? -1];
      if (result !== undefined) return result;
    }
  }

  #agreed<T>(
    question: string,
    parse: (reply: Uint8Array) => T | undefined,
    signal: AbortSignal,
    alike: (one: T, other: T) => boolean,
  ): Promise<T> {
    return agreed(() => this.#answer(question, parse, signal), alike);
  }

  /** Silence leaves time for another try until the deadline; then the deadline is what the caller hears of. */
  async #answer<T>(
    question: string,
    parse: (reply: Uint8Array) => T | undefined,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    try {
      return parse(await this.#line.ask(command(question), signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }

  onReading(listener: (reading: Reading, channel: string) => void): () => void {
    return this.events.onReading(listener);
  }

  onLost(listener: Parameters<Instrument['onLost']>[0]): () => void {
    return this.events.onLost(listener);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}

function stateOf(status: Status): Verbs['state']['out'] {
  if (!status.output) return { output: false, mode: 'unknown' };
  return { output: true, mode: status.constantVoltage ? 'constant-voltage' : 'constant-current' };
}
