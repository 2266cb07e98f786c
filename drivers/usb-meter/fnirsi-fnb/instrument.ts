/**
 * An open FNB48 or FNB58. Guarantees: a reading is of a sound report that came whole after the call and agrees with the
 * one before it; the meter is kept
 * talking while it is open, and woken again when it falls silent. Nothing on it is changed.
 */
import type { UsbMeterVerbs } from '../../../foundation/capability/capability.ts';
import type { Cancel, Clock } from '../../../foundation/clock/clock.ts';
import { decimal, type Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { absent, usbChannels, usbReading, within } from '../usb-readings.ts';
import { AgreeingReports } from './agreeing-reports.ts';
import { type FnbSample, requestReport } from './report.ts';
import { ReportFinder } from './report-finder.ts';

type Readings = UsbMeterVerbs['read']['out'];

/** What differs from one model to the next. */
export interface FnbModel {
  readonly identity: InstrumentIdentity;
  /** The third of the reports that wake it. */
  readonly third: 0x82 | 0x83;
  /** Milliseconds after which it wants to be told to go on. */
  readonly keepTalkingMs: number;
  readonly maxVolts: number;
  readonly maxAmps: number;
}

/** Milliseconds without a byte after which it is woken again. */
const silentMs = 1_500;
const wakeGapMs = 20;
/** A report holds the 40 ms before it: one that begins this long after the call is of the time after it. */
const reportMs = 40;

export class FnbMeter extends QueuedInstrument {
  readonly capability = 'UsbMeter';
  readonly identity: InstrumentIdentity;
  readonly #model: FnbModel;
  readonly #transport: Transport;
  readonly #finder = new ReportFinder();
  readonly #agreeing = new AgreeingReports();
  readonly #waiting = new Set<(samples: readonly FnbSample[], at: number) => void>();
  #heardMs = Number.NEGATIVE_INFINITY;
  #stopTalking: () => void = () => undefined;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = { read: (_args, signal) => this.#read(signal) };

  constructor(transport: Transport, clock: Clock, model: FnbModel) {
    super(transport, clock);
    this.identity = model.identity;
    this.#model = model;
    this.#transport = transport;
    const stop = transport.onData((chunk, at) => {
      this.#heardMs = this.clock.now();
      for (const { samples, beganAt } of this.#agreeing.take(this.#finder.push(chunk, at)))
        for (const take of [...this.#waiting]) take(samples, beganAt ?? 0);
    });
    transport.onClose(() => {
      stop();
      this.#stopTalking();
    });
  }

  /** Wakes it and waits for its reports; `instrument/timeout` when none comes. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      await this.#wake(signal);
      await this.#next(signal);
    });
  }

  async #wake(signal: AbortSignal): Promise<void> {
    this.#stopTalking();
    this.#agreeing.woken();
    for (const code of [0x81, 0x82, this.#model.third] as const) {
      await this.#transport.write(requestReport(code));
      await this.clock.sleep(wakeGapMs, signal);
    }
    this.#keepTalking();
  }

  #keepTalking(): void {
    this.#stopTalking = this.clock.after(this.#model.keepTalkingMs, () => {
      if (this.#transport.closed) return;
      // A line that fails is told by its close.
      this.#transport.write(requestReport(0x83)).catch(() => undefined);
      this.#keepTalking();
    });
  }

  async #next(signal: AbortSignal): Promise<{ readonly samples: readonly FnbSample[]; readonly at: number }> {
    const sinceMs = this.clock.now() + reportMs;
    for (;;) {
      const report = await this.#within(sinceMs, signal);
      if (report !== undefined) return report;
      await this.#wake(signal);
    }
  }

  #within(
    sinceMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly samples: readonly FnbSample[]; readonly at: number } | undefined> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        this.#waiting.delete(take);
        cancel();
        signal.removeEventListener('abort', onAbort);
        act();
      };
      const take = (samples: readonly FnbSample[], at: number) => {
        if (at >= sinceMs) settle(() => resolve({ samples, at }));
      };
      const onAbort = () => settle(() => reject(signal.reason as Error));
      let cancel: Cancel = () => undefined;
      const listen = (ms: number) => {
        cancel = this.clock.after(ms, () => {
          const leftMs = this.#heardMs + silentMs - this.clock.now();
          if (leftMs > 0) listen(leftMs);
          else settle(() => resolve(undefined));
        });
      };
      listen(silentMs);
      this.#waiting.add(take);
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  async #read(signal: AbortSignal): Promise<Readings> {
    const { samples, at } = await this.#next(signal);
    const readings = readingsOf(samples, this.#model, { at });
    for (const [channel, reading] of usbChannels(readings)) this.events.publish(reading, channel);
    return readings;
  }

  override async close(): Promise<void> {
    this.#stopTalking();
    await super.close();
  }
}

/** Of the last of four samples. Charge and energy are on the meter's display only. */
export function readingsOf(
  samples: readonly FnbSample[],
  { maxVolts, maxAmps }: Pick<FnbModel, 'maxVolts' | 'maxAmps'>,
  when: Pick<Reading, 'at' | 'span'>,
): Readings {
  const { volts, amps, dPlus, dMinus, celsius } = samples.at(-1) ?? {
    volts: 0,
    amps: 0,
    dPlus: 0,
    dMinus: 0,
    celsius: 0,
  };
  const voltage = within(usbReading('voltage', decimal(volts, -5), 1e-5, when), 1.02 * maxVolts);
  const current = within(usbReading('current', decimal(amps, -5), 1e-5, when), 1.02 * maxAmps);
  const watts = Number((decimal(volts, -5) * decimal(amps, -5)).toFixed(5));
  const power = usbReading('power', watts, 1e-5, when);
  const isOver = voltage.status !== 'ok' || current.status !== 'ok';
  return {
    voltage,
    current,
    power: isOver ? { ...power, value: null, status: 'overrange' } : power,
    temperature: usbReading('temperature', decimal(celsius, -1), 0.1, when),
    charge: absent('charge', when),
    energy: absent('energy', when),
    dPlus: usbReading('voltage', decimal(dPlus, -3), 1e-3, when),
    dMinus: usbReading('voltage', decimal(dMinus, -3), 1e-3, when),
    protocol: 'unknown',
  };
}
