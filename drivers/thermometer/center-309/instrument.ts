/**
 * An open Center 309. Guarantees that a reading was asked for after the call, and that no single damaged answer becomes
 * one, although answers have no checksum: settings must be equal in every answer it is made of, and a temperature is
 * what two equal answers say, or the middle one of three or five.
 */
import type { ThermometerVerbs } from '../../../foundation/capability/capability.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { believed } from '../../protocol/middle.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { type CenterFrame, parseFrame, settingsOf } from './frame.ts';
import { channelsOf, notPresent, readingsOf } from './meaning.ts';

type Verbs = ThermometerVerbs;
/** `A`: all that the instrument shows. */
export const dumpRequest = Uint8Array.of(0x41);
/** Digits by which a quiet temperature differs from one answer to the next. */
const quietDigits = 2;

export class CenterThermometer extends QueuedInstrument {
  readonly capability = 'Thermometer';
  readonly identity = { make: 'Center', model: '309' };
  readonly #line: QuietFramedLine;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    read: (args, signal) => this.#read(args as Verbs['read']['in'], signal),
  };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs: 60,
      quietMs: 40,
      answerWithinMs: 700,
      probes: [{ request: dumpRequest, accepts: (reply) => parseFrame(reply) !== undefined }],
    });
  }

  /** Whether it answers as one of the family; `instrument/timeout` when it does not. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => void (await this.#confirmed(signal)));
  }

  async #read({ channel }: Verbs['read']['in'], signal: AbortSignal): Promise<Verbs['read']['out']> {
    const askedMs = this.clock.now();
    const frame = await this.#confirmed(signal);
    const shown = notPresent(frame);
    if (frame.hold) throw new CodedError('meter/hold', { shown: 'temperature' });
    if (shown !== undefined) throw new CodedError('meter/not-live', { shown });
    const at = this.clock.now();
    const readings = readingsOf(frame, { at, latencyMs: at - askedMs });
    for (const [name, reading] of channelsOf(readings)) this.events.publish(reading, name);
    return channel === undefined ? readings : { [channel]: readings[channel] };
  }

  /** What answers in a row agree on. */
  async #confirmed(signal: AbortSignal): Promise<CenterFrame> {
    let frames: CenterFrame[] = [];
    for (;;) {
      const frame = await this.#answer(signal);
      if (frame === undefined) continue;
      const before = frames.at(-1);
      if (before !== undefined && settingsOf(before) !== settingsOf(frame)) frames = [];
      frames.push(frame);
      const digits = [0, 1, 2, 3].map((channel) => digitsOf(frames, channel));
      const [t1, t2, t3, t4] = digits;
      if (t1 === undefined || t2 === undefined || t3 === undefined || t4 === undefined) continue;
      return { ...frame, digits: [t1, t2, t3, t4] };
    }
  }

  /** Undefined for silence and for what is no answer. */
  async #answer(signal: AbortSignal): Promise<CenterFrame | undefined> {
    try {
      return parseFrame(await this.#line.ask(dumpRequest, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }
}

/** The believed digits of an input; undefined while another answer is needed. */
function digitsOf(frames: readonly CenterFrame[], channel: number): number | undefined {
  const numbers = frames.map(({ digits, over }) => (over[channel] ? 0 : (digits[channel] ?? Number.NaN)));
  return numbers[believed(numbers, (one, other) => Math.abs(one - other) <= quietDigits) ?? -1];
}
