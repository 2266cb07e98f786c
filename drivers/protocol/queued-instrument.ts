/**
 * What every instrument on a byte pipe has in common: calls one at a time, listeners, and the end of both when the pipe
 * closes. Guarantees that a call of an instrument that is gone fails at once with the reason.
 */
import type { Capability } from '../../foundation/capability/capability.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { CallOptions, CallSinks, Instrument, InstrumentIdentity } from '../contract/driver.ts';
import type { Transport } from '../contract/transport.ts';
import { CallQueue } from './call-queue.ts';
import { InstrumentEvents } from './instrument-events.ts';

/** Does one verb; must end soon after the signal aborts. */
export type VerbHandler = (args: unknown, signal: AbortSignal, sinks: CallSinks) => Promise<unknown>;

export abstract class QueuedInstrument implements Instrument {
  abstract readonly capability: Capability;
  abstract readonly identity: InstrumentIdentity;
  protected readonly clock: Clock;
  protected readonly events = new InstrumentEvents();
  protected readonly queue: CallQueue;
  readonly #transport: Transport;

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport;
    this.clock = clock;
    this.queue = new CallQueue(clock);
    transport.onClose((reason) => {
      this.queue.fail(reason);
      this.events.lost(reason);
    });
  }

  /** The verbs of the capability. */
  protected abstract readonly verbs: Readonly<Record<string, VerbHandler>>;

  call(verb: string, args: unknown, options: CallOptions): Promise<unknown> {
    const handler = Object.hasOwn(this.verbs, verb) ? this.verbs[verb] : undefined;
    if (handler === undefined) return Promise.reject(new CodedError('instrument/unknown-verb', { verb }));
    return this.queue.run(options, (signal) => handler(args, signal, options));
  }

  onReading(listener: Parameters<Instrument['onReading']>[0]): () => void {
    return this.events.onReading(listener);
  }

  onLost(listener: Parameters<Instrument['onLost']>[0]): () => void {
    return this.events.onLost(listener);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}

/** Codes of answers that are not those of the instrument that was asked for. */
const answersOfOthers = new Set([
  'instrument/timeout',
  'instrument/silent',
  'instrument/unreadable',
  'modbus/refused',
  'load/refused',
  'soldering/refused',
]);

/**
 * Runs what identifies an instrument. Answers that are not its become `instrument/not-recognised`; where not one byte came
 * at all, it is `instrument/no-answer`: switched off rather than of another kind.
 */
export async function recognised(driver: string, transport: Transport, identify: () => Promise<void>): Promise<void> {
  const { address } = transport;
  let heard = false;
  const stop = transport.onData(() => {
    heard = true;
  });
  try {
    await identify();
  } catch (error) {
    if (!(error instanceof CodedError) || !answersOfOthers.has(error.code)) throw error;
    throw new CodedError(heard ? 'instrument/not-recognised' : 'instrument/no-answer', { driver, address }, error);
  } finally {
    stop();
  }
}
