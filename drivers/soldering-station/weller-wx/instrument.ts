/**
 * An open Weller WX. Guarantees: every number comes from an answer with a good sum that repeats the letter of its question;
 * nothing is set without control; what was set before is set again when control is handed back, also on closing.
 */
import type { SolderingPort, SolderingStationVerbs } from '../../../foundation/capability/soldering-station.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { decimal } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { celsiusReading, refuseCelsius, solderingPort, tipReading, toStep } from '../soldering-words.ts';
import { modelOf, parseAnswer, questionBytes, remoteBytes, setBytes, wellerState, wellerTool, wx } from './message.ts';

type Verbs = SolderingStationVerbs;

/** °C; what WX stations take with their usual tools, recalled. */
export const wellerLimits = { lowest: 100, highest: 450, step: 1 } as const;
const settingAttempts = 3;
/** Milliseconds that a message takes at 1200 baud, with room. */
const messageMs = 80;

export class WellerStation extends QueuedInstrument {
  readonly capability = 'SolderingStation';
  readonly #transport: Transport;
  readonly #line: QuietFramedLine;
  #identity: InstrumentIdentity = { make: 'Weller', model: 'unknown' };
  #channels = 1;
  /** Set temperatures in tenths by channel from before control was taken; undefined while it is not. */
  #before: Map<number, number> | undefined;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    measure: (args, signal) => this.#measure(args as SolderingPort, signal),
    state: (args, signal) => this.#state(args as SolderingPort, signal),
    limits: (args) => {
      solderingPort(args as SolderingPort, this.#channels);
      return Promise.resolve(wellerLimits);
    },
    control: (args, signal) => this.#control((args as Verbs['control']['in']).on, signal),
    set: (args, signal) => this.#set(args as Verbs['set']['in'], signal),
  };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#transport = transport;
    const probe = (letter: string) => ({
      request: questionBytes(letter),
      accepts: (reply: Uint8Array) => parseAnswer(letter, reply) !== undefined,
    });
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs: 30,
      quietMs: 60,
      answerWithinMs: 700,
      probes: [wx.actual, wx.set, wx.status].map(probe),
    });
  }

  get identity(): InstrumentIdentity {
    return this.#identity;
  }

  /** Learns the model; `instrument/timeout` when nothing answers as one. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      for (;;) {
        const known = modelOf((await this.#once(wx.identity, signal)) ?? new Uint8Array(0));
        const numbers =
          known === undefined
            ? undefined
            : parseAnswer(wx.actual, (await this.#once(wx.actual, signal)) ?? new Uint8Array(0));
        if (known === undefined || numbers?.length !== known.channels) continue;
        this.#identity = { make: 'Weller', model: known.model };
        this.#channels = known.channels;
        return;
      }
    });
  }

  /** Undefined for silence. */
  async #once(letter: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
    try {
      return await this.#line.ask(questionBytes(letter), signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }

  async #ask(letter: string, channel: number, signal: AbortSignal): Promise<number> {
    for (;;) {
      const bytes = await this.#once(letter, signal);
      const numbers = bytes === undefined ? undefined : parseAnswer(letter, bytes);
      const number = numbers?.length === this.#channels ? numbers[channel - 1] : undefined;
      if (number !== undefined) return number;
    }
  }

  async #tool(channel: number, signal: AbortSignal): Promise<string> {
    return wellerTool(await this.#ask(wx.tool, channel, signal));
  }

  async #measure(args: SolderingPort, signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const channel = solderingPort(args, this.#channels);
    const askedMs = this.clock.now();
    const when = () => ({ at: this.clock.now(), latencyMs: this.clock.now() - askedMs });
    const before = await this.#tool(channel, signal);
    const celsius = decimal(await this.#ask(wx.actual, channel, signal), -1);
    const at = when();
    const temperature = tipReading([before, await this.#tool(channel, signal)], celsius, 0.1, at);
    const setTemperature = celsiusReading(decimal(await this.#ask(wx.set, channel, signal), -1), 0.1, when());
    this.events.publish(temperature, 'temperature');
    this.events.publish(setTemperature, 'setTemperature');
    return { temperature, setTemperature };
  }

  async #state(args: SolderingPort, signal: AbortSignal): Promise<Verbs['state']['out']> {
    const channel = solderingPort(args, this.#channels);
    const tool = await this.#tool(channel, signal);
    const state = wellerState(await this.#ask(wx.status, channel, signal));
    return { state: tool === 'none' ? 'no-tool' : state, tool, control: this.#before !== undefined };
  }

  async #control(on: boolean, signal: AbortSignal): Promise<Verbs['control']['out']> {
    if (on && this.#before === undefined) {
      await this.#remote(true, signal);
      this.#before = new Map();
    } else if (!on && this.#before !== undefined) {
      for (const [channel, tenths] of this.#before) await this.#confirm(channel, tenths, signal);
      await this.#remote(false, signal);
      this.#before = undefined;
    }
    return { control: this.#before !== undefined };
  }

  /** Nothing answers it; what can be seen is that the station is still there behind it. */
  async #remote(on: boolean, signal: AbortSignal): Promise<void> {
    await this.#line.send(remoteBytes(on), signal);
    await this.clock.sleep(messageMs, signal);
    await this.#ask(wx.status, 1, signal);
  }

  async #set({ celsius, ...args }: Verbs['set']['in'], signal: AbortSignal): Promise<Verbs['set']['out']> {
    const channel = solderingPort(args, this.#channels);
    if (this.#before === undefined) throw new CodedError('soldering/not-in-control', {});
    refuseCelsius(celsius, wellerLimits);
    if (!this.#before.has(channel)) this.#before.set(channel, await this.#ask(wx.set, channel, signal));
    const tenths = await this.#confirm(channel, 10 * toStep(celsius, wellerLimits), signal);
    return { celsius: decimal(tenths, -1) };
  }

  async #confirm(channel: number, tenths: number, signal: AbortSignal): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#line.send(setBytes(channel, tenths), signal);
      await this.clock.sleep(messageMs, signal);
      const actual = await this.#ask(wx.set, channel, signal);
      if (actual === tenths) return actual;
      if (attempt >= settingAttempts)
        throw new CodedError('soldering/not-confirmed', { wanted: tenths / 10, actual: actual / 10 });
    }
  }

  /** Nothing is waited for: a station that is still there gets its temperatures and its front panel back. */
  override async close(): Promise<void> {
    if (this.#before !== undefined && !this.#transport.closed) {
      for (const [channel, tenths] of this.#before) {
        await this.#transport.write(setBytes(channel, tenths));
        await this.clock.sleep(messageMs);
      }
      await this.#transport.write(remoteBytes(false));
      await this.clock.sleep(messageMs);
    }
    this.#before = undefined;
    await super.close();
  }
}
