/**
 * An open KM003C. Guarantees: a reading was asked for after the call, under a number of its own; as answers have no
 * checksum, it is what two equal answers say or the middle of three or five. Nothing on the meter is changed.
 */
import type { UsbMeterVerbs } from '../../../foundation/capability/capability.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { decimal, type Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { believed } from '../../protocol/middle.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { absent, usbChannels, usbReading, within } from '../usb-readings.ts';
import { type AdcSample, parseAdc } from './adc.ts';
import { attribute, controlBytes, packetType, parseData } from './packet.ts';

type Readings = UsbMeterVerbs['read']['out'];

/** 50 V and 6 A are what it is made for. */
const maxVolts = 50;
const maxAmps = 6;
/** Numbers of questions; the last two belong to the probes. */
const questionNumbers = 254;
/** Sample by sample a quiet value moves by this part, or by this many of its digits. */
const quietPart = 0.003;
const quietDigits: Readonly<Record<string, number>> = { microvolts: 3_000, microamps: 3_000, temperature: 32 };

export class Km003cMeter extends QueuedInstrument {
  readonly capability = 'UsbMeter';
  readonly identity = { make: 'ChargerLAB', model: 'KM003C' };
  readonly #line: QuietFramedLine;
  #id = 0;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = { read: (_args, signal) => this.#read(signal) };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs: 5,
      quietMs: 15,
      answerWithinMs: 500,
      probes: [254, 255].map((id) => ({
        request: question(id),
        accepts: (reply: Uint8Array) => answerTo(id, reply) !== undefined,
      })),
      isWhole: (received) => parseData(received) !== undefined,
    });
  }

  /** Whether it answers as one; `instrument/timeout` when it does not. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => void (await this.#believed(signal)));
  }

  async #read(signal: AbortSignal): Promise<Readings> {
    const askedMs = this.clock.now();
    const sample = await this.#believed(signal);
    const at = this.clock.now();
    const readings = readingsOf(sample, { at, latencyMs: at - askedMs });
    for (const [channel, reading] of usbChannels(readings)) this.events.publish(reading, channel);
    return readings;
  }

  /** What several answers agree on, field by field. */
  async #believed(signal: AbortSignal): Promise<AdcSample> {
    const samples: AdcSample[] = [];
    for (;;) {
      const sample = await this.#sample(signal);
      if (sample === undefined) continue;
      samples.push(sample);
      const fields = Object.keys(sample) as (keyof AdcSample)[];
      const values = fields.map((field) => {
        const numbers = samples.map((each) => each[field]);
        const least = quietDigits[field] ?? 20;
        const alike = (one: number, other: number) =>
          Math.abs(one - other) <= Math.max(least, quietPart * Math.abs(other));
        return [field, numbers[believed(numbers, alike) ?? -1]] as const;
      });
      if (values.every(([, value]) => value !== undefined)) return { ...sample, ...Object.fromEntries(values) };
    }
  }

  /** Undefined for silence and for whatever does not answer this very question. */
  async #sample(signal: AbortSignal): Promise<AdcSample | undefined> {
    this.#id = (this.#id + 1) % questionNumbers;
    try {
      return answerTo(this.#id, await this.#line.ask(question(this.#id), signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }
}

function question(id: number): Uint8Array {
  return controlBytes({ type: packetType.getData, id, attribute: attribute.adc });
}

function answerTo(id: number, reply: Uint8Array): AdcSample | undefined {
  const packet = parseData(reply);
  const [part] = packet?.parts ?? [];
  if (packet?.id !== id || packet.parts.length !== 1 || part?.attribute !== attribute.adc) return undefined;
  return parseAdc(part.bytes);
}

/** The meter counts charge and energy on its display only, and names the protocol there. */
export function readingsOf(sample: AdcSample, when: Pick<Reading, 'at' | 'latencyMs' | 'span'>): Readings {
  const [volts, amps] = [decimal(sample.microvolts, -6), decimal(sample.microamps, -6)];
  const voltage = within(usbReading('voltage', volts, 1e-6, when), 1.02 * maxVolts);
  const current = within(usbReading('current', amps, 1e-6, when), 1.02 * maxAmps);
  const power = usbReading('power', Number((volts * amps).toFixed(6)), 1e-6, when);
  const isOver = voltage.status !== 'ok' || current.status !== 'ok';
  return {
    voltage,
    current,
    power: isOver ? { ...power, value: null, status: 'overrange' } : power,
    temperature: usbReading('temperature', Number((sample.temperature / 128).toFixed(2)), 0.01, when),
    charge: absent('charge', when),
    energy: absent('energy', when),
    dPlus: usbReading('voltage', decimal(sample.dPlus, -4), 1e-4, when),
    dMinus: usbReading('voltage', decimal(sample.dMinus, -4), 1e-4, when),
    protocol: 'unknown',
  };
}
