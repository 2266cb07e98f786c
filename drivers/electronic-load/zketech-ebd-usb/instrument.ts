/**
 * An open EBD load. Guarantees: a reading is of a status whose first byte came after the call; a setting and the input
 * count only after two statuses in a row say so; bytes go out one at a time, as the load needs them.
 */
import type { ElectronicLoadVerbs, LoadSetting } from '../../../foundation/capability/electronic-load.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { decimal } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { loadReadings, refuseSetting } from '../load-words.ts';
import { type EbdStatus, ebd, ebdCommand, statusBytes } from './frame.ts';
import { StatusFinder } from './status-finder.ts';

type Verbs = ElectronicLoadVerbs;

export const byteGapMs = 10;
/** 5 A and 20 V on a USB port, 60 W at the most; the load keeps current only. */
const limits = { 'constant-current': { lowest: 0.05, highest: 5 } } as const;
const attempts = 3;
/** Statuses that may still show what was before a command. */
const statusesToSettle = 4;
/** Milliseconds without a status after which it is told again that somebody listens. */
const connectAgainMs = 1_500;
/** A status takes 22 ms on the line, so one that began after the call ends no sooner. */
const statusMs = Math.ceil((statusBytes * 11_000) / 9_600) + 1;

interface TimedStatus {
  readonly status: EbdStatus;
  readonly at: number;
}

export class EbdLoad extends QueuedInstrument {
  readonly capability = 'ElectronicLoad';
  readonly identity: InstrumentIdentity = { make: 'ZKETECH', model: 'EBD-USB' };
  readonly #transport: Transport;
  readonly #finder = new StatusFinder();
  readonly #waiting = new Set<(status: TimedStatus) => void>();
  #last: EbdStatus | undefined;
  /** What the next start sets, as a procedure has said it. */
  #milliamps: number | undefined;
  /** As it was seen last while the load was loading; a load that is off does not tell it. */
  #cutOff = 0;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    set: (args, signal) => this.#set(args as LoadSetting, signal),
    input: (args, signal) => this.#switch((args as Verbs['input']['in']).on, signal),
    state: async (_args, signal) => shown((await this.#next(signal)).status),
    measure: (_args, signal) => this.#measure(signal),
  };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#transport = transport;
    const stop = transport.onData((chunk, at) => {
      for (const { status } of this.#finder.push(chunk)) {
        this.#last = status;
        this.#cutOff = status.cutOff ?? this.#cutOff;
        for (const take of [...this.#waiting]) take({ status, at });
      }
    });
    transport.onClose(stop);
  }

  /** Waits for two statuses; `instrument/timeout` when nothing of the kind comes. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      await this.#next(signal);
      await this.#next(signal);
    });
  }

  /** The next status that began after now. The load is told that somebody listens, again and again while it is silent. */
  async #next(signal: AbortSignal): Promise<TimedStatus> {
    const sinceMs = this.clock.now() + statusMs;
    for (;;) {
      const status = await this.#within(sinceMs, connectAgainMs, signal);
      if (status !== undefined) return status;
      await this.#send(ebdCommand(ebd.connect), signal);
    }
  }

  #within(sinceMs: number, ms: number, signal: AbortSignal): Promise<TimedStatus | undefined> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        this.#waiting.delete(take);
        cancel();
        signal.removeEventListener('abort', onAbort);
        act();
      };
      const take = (status: TimedStatus) => {
        if (status.at >= sinceMs) settle(() => resolve(status));
      };
      const onAbort = () => settle(() => reject(signal.reason as Error));
      const cancel = this.clock.after(ms, () => settle(() => resolve(undefined)));
      this.#waiting.add(take);
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  async #send(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    for (const byte of bytes) {
      await this.#transport.write(Uint8Array.of(byte));
      await this.clock.sleep(byteGapMs, signal);
    }
  }

  /** Sends, and looks at the statuses behind it until two in a row are as wanted. */
  async #confirm(
    command: Uint8Array,
    isAsWanted: (status: EbdStatus) => boolean,
    wanted: string,
    signal: AbortSignal,
  ): Promise<EbdStatus> {
    let last: EbdStatus | undefined;
    for (let attempt = 1; ; attempt += 1) {
      // Never a second time to a load that shows what is wanted: the command to stop might start it again.
      if (last === undefined || !isAsWanted(last)) await this.#send(command, signal);
      let agreeing = 0;
      for (let seen = 0; seen < statusesToSettle && agreeing < 2; seen += 1) {
        last = (await this.#next(signal)).status;
        agreeing = isAsWanted(last) ? agreeing + 1 : 0;
      }
      if (agreeing >= 2 && last !== undefined) return last;
      if (attempt < attempts) continue;
      const actual = last === undefined ? 'nothing' : last.loading ? `on ${last.limitMilliamps} mA` : 'off';
      throw new CodedError('load/not-confirmed', { wanted, actual });
    }
  }

  /** While it is off the load takes no current; then the number is kept for the start. */
  async #set(setting: LoadSetting, signal: AbortSignal): Promise<LoadSetting> {
    refuseSetting(setting, limits);
    const milliamps = Math.round((setting as { amps: number }).amps * 1000);
    const { status } = await this.#next(signal);
    if (status.loading) {
      // The voltage at which it stops by itself is the person's setting, and every such command carries one.
      const command = ebdCommand(ebd.change, milliamps, this.#cutOff);
      await this.#confirm(command, (seen) => seen.limitMilliamps === milliamps, `${milliamps} mA`, signal);
    }
    this.#milliamps = milliamps;
    return { mode: 'constant-current', amps: decimal(milliamps, -3) };
  }

  async #switch(on: boolean, signal: AbortSignal): Promise<Verbs['input']['out']> {
    const { status } = await this.#next(signal);
    // Sent to a load that is off already, the command to stop might start it: see README.md.
    if (status.loading === on) return shown(status);
    const milliamps = this.#milliamps;
    if (!on) return shown(await this.#confirm(ebdCommand(ebd.stop), ({ loading }) => !loading, 'off', signal));
    if (milliamps === undefined) throw new CodedError('load/nothing-set', { address: this.#transport.address });
    const isAsWanted = (seen: EbdStatus) => seen.limitMilliamps === milliamps;
    const command = ebdCommand(ebd.start, milliamps, this.#cutOff);
    return shown(await this.#confirm(command, isAsWanted, `on ${milliamps} mA`, signal));
  }

  async #measure(signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const { status, at } = await this.#next(signal);
    const readings = readingsOf(status, { at });
    for (const [channel, reading] of Object.entries(readings)) this.events.publish(reading, channel);
    return readings;
  }

  /**
   * Told that nobody listens any more, the load stops sending; it is not waited for. One that loads would stop loading, and
   * whoever started it, it was not a run that is over: it is left to go on.
   */
  override async close(): Promise<void> {
    if (!this.#transport.closed && this.#last?.loading !== true) {
      for (const byte of ebdCommand(ebd.disconnect)) {
        await this.#transport.write(Uint8Array.of(byte));
        await this.clock.sleep(byteGapMs);
      }
    }
    await super.close();
  }
}

/** The watts are the product of both, which the load does not tell by itself. */
export function readingsOf(
  { millivolts, decimilliamps }: EbdStatus,
  when: { readonly at?: number; readonly span?: { readonly from: number; readonly to: number } },
) {
  const [volts, amps] = [decimal(millivolts, -3), decimal(decimilliamps, -4)];
  const watts = Math.round(volts * amps * 1e4) / 1e4;
  return loadReadings([volts, amps, watts], [0.001, 0.0001, 0.0001], when);
}

function shown({ loading }: EbdStatus): Verbs['state']['out'] {
  return { input: loading, mode: 'constant-current' };
}
