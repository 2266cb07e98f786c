/**
 * An open meter that only talks: opening is listening until two of its frames have come, and measuring is waiting.
 * What a neighbouring frame confirms is told to listeners as it comes; peak readings on channels of their own, because
 * they take turns.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, Instrument, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { InstrumentEvents } from '../../protocol/instrument-events.ts';
import { readArgsOf } from '../read-request.ts';
import type { MeterFormat } from './meter-format.ts';
import { NeighbourConfirmation } from './neighbour-confirmation.ts';
import { NextReading } from './next-reading.ts';
import { type DecodedReading, MeterStreamDecoder } from './stream-decoder.ts';

/** Time to hear two frames of the slowest kind, one of which may be damaged. */
const openWithinMs = 6_000;
const framesToRecognise = 2;

/** Which meter is open: what it is called, and what it says. It cannot be asked, so the name is the driver's. */
export interface StreamMeterKind {
  readonly identity: InstrumentIdentity;
  readonly format: MeterFormat;
}

/**
 * Fails with `instrument/silent` when nothing comes, `instrument/not-recognised` when what comes is not this meter, and
 * with the transport's code when the line is lost. The transport is closed on failure.
 */
export async function openStreamMeter(transport: Transport, clock: Clock, kind: StreamMeterKind): Promise<Instrument> {
  const meter = new StreamMeter(transport, clock, kind);
  try {
    await meter.recognised();
  } catch (error) {
    await transport.close();
    throw error;
  }
  return meter;
}

class StreamMeter implements Instrument {
  readonly identity: InstrumentIdentity;
  readonly capability = 'Multimeter';
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #format: MeterFormat;
  readonly #decoder: MeterStreamDecoder;
  readonly #events = new InstrumentEvents();
  readonly #channels = new Map<string, NeighbourConfirmation>();
  readonly #waiting = new Set<NextReading>();
  readonly #onBytes = new Set<() => void>();

  constructor(transport: Transport, clock: Clock, { identity, format }: StreamMeterKind) {
    this.identity = identity;
    this.#format = format;
    this.#decoder = new MeterStreamDecoder(format, (mode, startedAt) => {
      for (const waiting of [...this.#waiting]) waiting.takeUnread(mode, startedAt);
    });
    this.#transport = transport;
    this.#clock = clock;
    const stop = transport.onData((chunk, at) => this.#receive(chunk, at));
    transport.onClose((reason) => {
      stop();
      this.#events.lost(reason);
      for (const waiting of [...this.#waiting]) waiting.fail(new CodedError(reason.code, reason.params));
    });
  }

  /** Resolves when enough frames have come to know this meter. */
  recognised(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (error?: Error) => {
        for (const stop of stops) stop();
        if (error === undefined) resolve();
        else reject(error);
      };
      let heard = false;
      const { address } = this.#transport;
      const { silentAfterMs } = this.#format;
      const check = () => {
        heard = true;
        if (this.#decoder.frames >= framesToRecognise) settle();
      };
      this.#onBytes.add(check);
      const stops: (() => void)[] = [() => this.#onBytes.delete(check)];
      const { reason } = this.#events;
      if (reason !== undefined) return settle(new CodedError(reason.code, reason.params));
      const onSilence = () => {
        if (!heard) settle(new CodedError('instrument/silent', { address, silentMs: silentAfterMs }));
      };
      stops.push(
        this.#clock.deadline(silentAfterMs, onSilence),
        this.#clock.deadline(openWithinMs, () => settle(new CodedError('instrument/not-recognised', { address }))),
        this.#events.onLost(({ code, params }) => settle(new CodedError(code, params))),
      );
    });
  }

  async call(verb: string, args: unknown, options: CallOptions): Promise<Reading> {
    if (verb !== 'read') throw new CodedError('instrument/unknown-verb', { verb });
    const wanted = readArgsOf(args);
    const { reason } = this.#events;
    if (reason !== undefined) throw new CodedError(reason.code, reason.params);
    const next = new NextReading(wanted, this.#format, this.#clock, options);
    this.#waiting.add(next);
    try {
      return (await next.result).reading;
    } finally {
      this.#waiting.delete(next);
    }
  }

  onReading(listener: (reading: Reading, channel: string) => void): () => void {
    return this.#events.onReading(listener);
  }

  onLost(listener: Parameters<Instrument['onLost']>[0]): () => void {
    return this.#events.onLost(listener);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  #receive(chunk: Uint8Array, at: number): void {
    for (const waiting of this.#waiting) waiting.heard();
    for (const decoded of this.#decoder.decode(chunk, at).flatMap((each) => this.#confirmed(each))) {
      this.#events.publish(decoded.reading, channelOf(decoded.reading));
      for (const waiting of [...this.#waiting]) waiting.take(decoded);
    }
    for (const listener of [...this.#onBytes]) listener();
  }

  /** Peaks take turns, so the neighbour of a frame is the one before it on its own channel. */
  #confirmed(decoded: DecodedReading): DecodedReading[] {
    const channel = channelOf(decoded.reading);
    const confirmation = this.#channels.get(channel) ?? new NeighbourConfirmation();
    this.#channels.set(channel, confirmation);
    return confirmation.take(decoded);
  }
}

function channelOf(reading: Reading): string {
  return reading.flags.find((flag) => flag === 'peak-max' || flag === 'peak-min') ?? 'main';
}
