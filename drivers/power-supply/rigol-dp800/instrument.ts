/**
 * An open DP800. Guarantees: volts and amperes of a measurement come from one answer whose watts agree with them, and
 * from four answers and more; a setting, a protection and the output count only after the supply has read them back; its
 * front panel is given back on closing.
 */
import type { PowerSupplyVerbs } from '../../../foundation/capability/capability.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { rated } from '../../protocol/accuracy.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { giveBackPanel } from '../../protocol/scpi/give-back-panel.ts';
import { parseIdentity } from '../../protocol/scpi/identity.ts';
import { ScpiSession } from '../../protocol/scpi/session.ts';
import { decimals, SteadyQuestions, weightOf } from '../../protocol/scpi/steady-questions.ts';
import { WholeLengths } from '../../protocol/whole-length.ts';
import { channelOf, refuseOutside } from '../within-rating.ts';
import { dp800Accuracy } from './accuracy.ts';
import { dp800Local, dp800Models, dp800Pattern, type SupplyChannel } from './models.ts';

type Verbs = PowerSupplyVerbs;
const attempts = 3;
const identifyWithinMs = 6_000;
export const minGapMs = 20;
/** Half a step of the coarsest model of the family. */
const voltsTolerance = 0.0051;
const ampsTolerance = 0.00051;

export class Dp800 extends QueuedInstrument {
  readonly capability = 'PowerSupply';
  readonly #transport: Transport;
  readonly #session: ScpiSession;
  readonly #ask: SteadyQuestions;
  /** A digit behind the point that was lost leaves a number of one of the family's other models. */
  readonly #decimals = new WholeLengths(3);
  #identity: InstrumentIdentity = { make: 'Rigol', model: 'unknown' };
  #channels: readonly SupplyChannel[] = [];

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    set: (args, signal) => this.#set(args as Verbs['set']['in'], signal),
    output: (args, signal) => this.#switch(args as Verbs['output']['in'], signal),
    state: (args, signal) => this.#state(this.#channel(args).number, signal),
    measure: (args, signal) => this.#measure(this.#channel(args).number, signal),
    protect: (args, signal) => this.#protect(args as Verbs['protect']['in'], signal),
  };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#transport = transport;
    this.#session = new ScpiSession(transport, { clock, minGapMs });
    this.#ask = new SteadyQuestions(this.#session);
  }

  get identity(): InstrumentIdentity {
    return this.#identity;
  }

  /** `instrument/not-recognised` when it is another instrument; `instrument/timeout` when nothing answers. */
  async identify(): Promise<void> {
    const text = await this.#session.identify({ deadlineMs: identifyWithinMs });
    const identity = dp800Pattern.test(text) ? parseIdentity(text) : undefined;
    const channels = dp800Models[identity?.model.toUpperCase() ?? ''];
    if (identity === undefined || channels === undefined)
      throw new CodedError('instrument/not-recognised', { driver: 'rigol-dp800', identity: text.slice(0, 120) });
    const { vendor: _vendor, ...known } = identity;
    this.#identity = known;
    this.#channels = channels;
  }

  #channel(args: unknown): SupplyChannel & { readonly number: number } {
    const number = channelOf(args, this.#channels.length);
    const channel = this.#channels[number - 1];
    if (channel === undefined) throw new CodedError('supply/no-channel', { channel: number, most: 0 });
    return { number, ...channel };
  }

  async #set(wanted: Verbs['set']['in'], signal: AbortSignal): Promise<Verbs['set']['out']> {
    const { number, maxVolts, maxAmps } = this.#channel(wanted);
    refuseOutside('volts', wanted.volts, maxVolts);
    refuseOutside('amps', wanted.amps, maxAmps);
    const volts = await this.#confirm(`:SOUR${number}:VOLT`, '', wanted.volts, voltsTolerance, signal);
    const amps = await this.#confirm(`:SOUR${number}:CURR`, '', wanted.amps, ampsTolerance, signal);
    return { volts, amps };
  }

  /** Sends the number, where one is wanted, until it reads back; gives what reads back. */
  async #confirm(
    header: string,
    channel: string,
    wanted: number | undefined,
    tolerance: number,
    signal: AbortSignal,
  ): Promise<number> {
    const question = channel === '' ? `${header}?` : `${header}? ${channel}`;
    for (let attempt = 1; ; attempt += 1) {
      const value = channel === '' ? wanted?.toFixed(4) : `${channel},${wanted?.toFixed(4)}`;
      if (wanted !== undefined) await this.#ask.send(`${header} ${value}`, signal);
      const [actual = Number.NaN] = await this.#ask.setting(question, (answer) => decimals(answer, 1), signal);
      if (wanted === undefined || Math.abs(actual - wanted) <= tolerance) return actual;
      if (attempt >= attempts) throw new CodedError('supply/not-confirmed', { question, wanted, actual });
    }
  }

  async #confirmWord(header: string, channel: string, wanted: 'ON' | 'OFF', signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#ask.send(`${header} ${channel},${wanted}`, signal);
      const actual = await this.#ask.agreed(`${header}? ${channel}`, onOrOff, signal);
      if (actual === wanted) return;
      if (attempt >= attempts) throw new CodedError('supply/not-confirmed', { question: `${header}?`, wanted, actual });
    }
  }

  async #switch(args: Verbs['output']['in'], signal: AbortSignal): Promise<Verbs['output']['out']> {
    const { number } = this.#channel(args);
    await this.#confirmWord(':OUTP', `CH${number}`, args.on ? 'ON' : 'OFF', signal);
    return this.#state(number, signal);
  }

  async #state(channel: number, signal: AbortSignal): Promise<Verbs['state']['out']> {
    const output = (await this.#ask.agreed(`:OUTP? CH${channel}`, onOrOff, signal)) === 'ON';
    if (!output) return { output, mode: 'unknown' };
    const mode = await this.#ask.agreed(`:OUTP:MODE? CH${channel}`, modeOf, signal);
    return { output, mode };
  }

  async #measure(channel: number, signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const askedMs = this.clock.now();
    let weights: readonly number[] = [];
    const parse = (answer: string) => {
      const row = measured(answer);
      if (row === undefined || !this.#decimals.take('', decimalsIn(answer))) return undefined;
      weights = answer.split(',').map(weightOf);
      return row;
    };
    const alike = (one: number, other: number) => Math.abs(one - other) <= Math.max(0.002, 0.01 * Math.abs(other));
    const [volts = 0, amps = 0] = await this.#ask.steady(`:MEAS:ALL? CH${channel}`, parse, alike, signal);
    const at = this.clock.now();
    const common = { status: 'ok', flags: ['dc'], at, latencyMs: at - askedMs } as const;
    const [voltStep = 0.001, ampStep = 0.001] = weights;
    const ratedHere = (reading: Reading) =>
      rated(reading, dp800Accuracy, { models: [this.#identity.model.toUpperCase()], output: channel });
    const voltage = ratedHere({ ...common, value: volts, unit: 'V', quantity: 'voltage', resolution: voltStep });
    const current = ratedHere({ ...common, value: amps, unit: 'A', quantity: 'current', resolution: ampStep });
    this.events.publish(voltage, 'voltage');
    this.events.publish(current, 'current');
    return { voltage, current };
  }

  async #protect(args: Verbs['protect']['in'], signal: AbortSignal): Promise<Verbs['protect']['out']> {
    const { number, maxVolts, maxAmps } = this.#channel(args);
    const { overVolts, overAmps } = args;
    // The maker lets a protection stand ten percent above what the channel gives.
    refuseOutside('overVolts', overVolts ?? undefined, 1.1 * maxVolts);
    refuseOutside('overAmps', overAmps ?? undefined, 1.1 * maxAmps);
    return {
      overVolts: await this.#protection(':OUTP:OVP', `CH${number}`, overVolts, voltsTolerance, signal),
      overAmps: await this.#protection(':OUTP:OCP', `CH${number}`, overAmps, ampsTolerance, signal),
    };
  }

  /** `null` switches it off, undefined leaves it; gives what is in force. */
  async #protection(
    header: string,
    channel: string,
    wanted: number | null | undefined,
    tolerance: number,
    signal: AbortSignal,
  ): Promise<number | null> {
    if (wanted === null) await this.#confirmWord(header, channel, 'OFF', signal);
    const level = await this.#confirm(`${header}:VAL`, channel, wanted ?? undefined, tolerance, signal);
    if (typeof wanted === 'number') await this.#confirmWord(header, channel, 'ON', signal);
    return (await this.#ask.agreed(`${header}? ${channel}`, onOrOff, signal)) === 'ON' ? level : null;
  }

  /** Not waited for: a supply that is still there has its front panel back. */
  override async close(): Promise<void> {
    await giveBackPanel(this.#transport, this.clock, dp800Local, minGapMs);
    await super.close();
  }
}

function onOrOff(answer: string): 'ON' | 'OFF' | undefined {
  return answer === 'ON' || answer === 'OFF' ? answer : undefined;
}

function modeOf(answer: string): Verbs['state']['out']['mode'] | undefined {
  if (answer === 'CV') return 'constant-voltage';
  if (answer === 'CC') return 'constant-current';
  return answer === 'UR' ? 'unknown' : undefined;
}

/** Of all numbers of an answer together. */
function decimalsIn(answer: string): number {
  return answer.split(',').reduce((sum, text) => sum + (text.split('.')[1]?.length ?? 0), 0);
}

/** `5.000,0.1000,0.500`: volts, amperes and watts that agree with each other. */
function measured(answer: string): readonly number[] | undefined {
  if (!/^-?\d+\.\d{3,4},-?\d+\.\d{3,4},-?\d+\.\d{2,4}$/.test(answer)) return undefined;
  const row = decimals(answer, 3);
  const [volts = 0, amps = 0, watts = 0] = row ?? [];
  const tolerance = 0.012 + 0.001 * Math.abs(watts) + 0.001 * (Math.abs(volts) + Math.abs(amps));
  return Math.abs(volts * amps - watts) <= tolerance ? row : undefined;
}
