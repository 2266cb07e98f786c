/**
 * An open TC66C. Guarantees that a reading comes from one answer with three good checksums that was asked for after the
 * call; a meter that was exchanged behind the driver's back is noticed.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { CounterGroups } from '../counter-groups.ts';
import { usbChannels } from '../usb-readings.ts';
import { frameBytes, parseFrame, type TcFrame } from './frame.ts';
import { readingsOf, type TcReadings } from './meaning.ts';

/** `getva`: the present values. */
export const request = Uint8Array.from('getva', (letter) => letter.charCodeAt(0));
export const minGapMs = 100;

export class TcMeter extends QueuedInstrument {
  readonly capability = 'UsbMeter';
  readonly #line: QuietFramedLine;
  readonly #groups = new CounterGroups();
  #identity: InstrumentIdentity | undefined;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = { read: (_args, signal) => this.#read(signal) };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs: minGapMs,
      quietMs: 40,
      answerWithinMs: 700,
      probes: [{ request, accepts: (reply) => parseFrame(reply) !== undefined }],
      isWhole: (received) => received.length === frameBytes && parseFrame(received) !== undefined,
    });
  }

  get identity(): InstrumentIdentity {
    return this.#identity ?? { make: 'RDTech', model: 'unknown' };
  }

  /** Learns model and serial number; `instrument/timeout` when no sound answer comes. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      this.#identity = identityOf(await this.#frame(signal));
    });
  }

  async #read(signal: AbortSignal): Promise<TcReadings> {
    const askedMs = this.clock.now();
    const frame = await this.#frame(signal);
    const { serial } = identityOf(frame);
    if (serial !== this.identity.serial) {
      throw new CodedError('instrument/changed', { expected: this.identity.serial ?? '', actual: serial ?? '' });
    }
    const at = this.clock.now();
    // Which group it counts in is not in its answer.
    const readings = readingsOf(frame, { at, latencyMs: at - askedMs }, this.#groups.take(frame, 0));
    for (const [channel, reading] of usbChannels(readings)) this.events.publish(reading, channel);
    return readings;
  }

  async #frame(signal: AbortSignal): Promise<TcFrame> {
    for (;;) {
      try {
        const frame = parseFrame(await this.#line.ask(request, signal));
        if (frame !== undefined) return frame;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof CodedError) || error.code !== 'instrument/silent') throw error;
      }
    }
  }
}

function identityOf({ model, firmware, serial }: TcFrame): InstrumentIdentity {
  return { make: 'RDTech', model: model === 'TC66' ? 'TC66C' : model, serial: String(serial), firmware };
}
