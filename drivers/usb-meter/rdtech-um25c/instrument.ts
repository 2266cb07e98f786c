/**
 * An open USB meter. Guarantees that a reading comes from a dump that was asked for after the call, agrees with itself,
 * and is confirmed by the dump before it; lost or damaged bytes cost time, never a wrong number.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions, Instrument, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { agreed } from '../../protocol/agreement.ts';
import { CallQueue } from '../../protocol/call-queue.ts';
import { InstrumentEvents } from '../../protocol/instrument-events.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { CounterGroups } from '../counter-groups.ts';
import { type MeterFrame, parseFrame } from './frame.ts';
import { channelsOf, confirms, readingsOf, type TimedFrame, type UsbMeterReadings } from './meaning.ts';

/** Asks for a dump. */
export const dumpRequest = Uint8Array.of(0xf0);

export class UmMeter implements Instrument {
  readonly capability = 'UsbMeter';
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #line: QuietFramedLine;
  readonly #queue: CallQueue;
  readonly #events = new InstrumentEvents();
  readonly #groups = new CounterGroups();
  #identity: InstrumentIdentity = { make: 'RDTech', model: 'unknown' };

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport;
    this.#clock = clock;
    this.#queue = new CallQueue(clock);
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs: 60,
      // Bluetooth hands a dump over in pieces.
      quietMs: 120,
      answerWithinMs: 700,
      probes: [{ request: dumpRequest, accepts: (reply) => parseFrame(reply) !== undefined }],
    });
    transport.onClose((reason) => {
      this.#queue.fail(reason);
      this.#events.lost(reason);
    });
  }

  get identity(): InstrumentIdentity {
    return this.#identity;
  }

  /** Learns the model from two dumps; fails with `instrument/timeout` when no sound dump comes. */
  identify(options: CallOptions): Promise<void> {
    return this.#queue.run(options, async (signal) => {
      const { model } = await this.#confirmedFrame(signal);
      this.#identity = { make: 'RDTech', model };
    });
  }

  call(verb: string, _args: unknown, options: CallOptions): Promise<unknown> {
    if (verb !== 'read') return Promise.reject(new CodedError('instrument/unknown-verb', { verb }));
    return this.#queue.run(options, (signal) => this.#read(signal));
  }

  async #read(signal: AbortSignal): Promise<UsbMeterReadings> {
    const askedMs = this.#clock.now();
    const frame = await this.#confirmedFrame(signal);
    const { model } = this.#identity;
    // Somebody changed the meter behind our back: whoever asked must learn of it.
    if (model !== 'unknown' && model !== frame.model) {
      throw new CodedError('instrument/changed', { expected: model, actual: frame.model });
    }
    const at = this.#clock.now();
    const readings = readingsOf(frame, { at, latencyMs: at - askedMs }, this.#groups.take(frame, frame.group));
    for (const [channel, reading] of channelsOf(readings)) this.#events.publish(reading, channel);
    return readings;
  }

  async #confirmedFrame(signal: AbortSignal): Promise<MeterFrame> {
    const ask = async (): Promise<TimedFrame | undefined> => {
      try {
        const frame = parseFrame(await this.#line.ask(dumpRequest, signal));
        return frame === undefined ? undefined : { frame, at: this.#clock.now() };
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
        throw error;
      }
    };
    return (await agreed(ask, confirms)).frame;
  }

  onReading(listener: Parameters<Instrument['onReading']>[0]): () => void {
    return this.#events.onReading(listener);
  }

  onLost(listener: Parameters<Instrument['onLost']>[0]): () => void {
    return this.#events.onLost(listener);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}
