/**
 * An open Metex meter: it speaks when it is asked. Guarantees that a reading was asked for at least one conversion after
 * the call, and that no single damaged answer becomes one, although answers have no checksum: function and unit must be
 * equal in every answer it is made of, and the number is what two equal answers say, or the middle one of three or five.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { believed } from '../../protocol/middle.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { isWanted, modeName, modeOf, readArgsOf } from '../read-request.ts';
import { headerOf } from '../stream-meter/meter-format.ts';
import { frameBytes, parseFrame } from './frame.ts';
import { meaningOf } from './meaning.ts';

/** `D`: what is on the display. */
export const request = Uint8Array.of(0x44);
/** One to two numbers a second are written of; a display may be older than the question by as much. */
const conversionMs = 700;
/** Digits by which a quiet number differs from one answer to the next. */
const quietDigits = 3;

export class MetexMeter extends QueuedInstrument {
  readonly capability = 'Multimeter';
  readonly identity: InstrumentIdentity;
  readonly #line: QuietFramedLine;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    read: (args, signal) => this.#read(args, signal),
  };

  constructor(transport: Transport, clock: Clock, identity: InstrumentIdentity) {
    super(transport, clock);
    this.identity = identity;
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs: 20,
      quietMs: 60,
      answerWithinMs: 500,
      isWhole: (received) => received.length === frameBytes && received.at(-1) === 0x0d,
      probes: [{ request, accepts: (reply) => readingIn(reply) !== undefined }],
    });
  }

  /** Whether it answers as one of the family; `instrument/timeout` when it does not. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => void (await this.#confirmed(signal)));
  }

  async #read(args: unknown, signal: AbortSignal): Promise<Reading> {
    const wanted = readArgsOf(args);
    const askedMs = this.clock.now();
    await this.clock.sleep(conversionMs, signal);
    const reading = await this.#confirmed(signal);
    const at = this.clock.now();
    const timed = { ...reading, at, latencyMs: at - askedMs };
    this.events.publish(timed, 'main');
    if (isWanted(timed, wanted)) return timed;
    throw new CodedError('meter/wrong-mode', { expected: modeName(wanted), actual: modeOf(timed) });
  }

  /** What answers in a row agree on. */
  async #confirmed(signal: AbortSignal): Promise<Reading> {
    let readings: Reading[] = [];
    for (;;) {
      const reading = await this.#answer(signal);
      if (reading === undefined) continue;
      const before = readings.at(-1);
      if (before !== undefined && headerOf(before) !== headerOf(reading)) readings = [];
      readings.push(reading);
      const tolerance = quietDigits * (reading.resolution ?? 0);
      const place = believed(readings.map(numberOf), (one, other) => Math.abs(one - other) <= tolerance);
      const sure = place === undefined ? undefined : readings[place];
      if (sure !== undefined) return sure;
    }
  }

  /** Undefined for silence and for what is no answer. */
  async #answer(signal: AbortSignal): Promise<Reading | undefined> {
    try {
      return readingIn(await this.#line.ask(request, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }
}

/** What an answer shows; `undefined` when it is none. */
export function readingIn(answer: Uint8Array): Reading | undefined {
  const frame = parseFrame(answer);
  return frame === undefined ? undefined : meaningOf(frame);
}

/** An overload as an infinite number. */
function numberOf({ value, overloadSign }: Reading): number {
  return value ?? Number.POSITIVE_INFINITY * (overloadSign ?? 1);
}
