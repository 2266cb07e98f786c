/**
 * An open JBC station on USB. Guarantees: it is monitored only, until a procedure takes control; every temperature
 * answers a question asked after the call; a set temperature counts only when it reads back; what was set before control
 * was taken is set again when it is handed back, also on closing.
 */
import type { SolderingPort, SolderingStationVerbs } from '../../../foundation/capability/soldering-station.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions, InstrumentIdentity, SafeState } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import {
  type CelsiusLimits,
  celsiusReading,
  refuseCelsius,
  solderingPort,
  solderingStatus,
  tipReading,
  toolName,
  toStep,
} from '../soldering-words.ts';
import { p02, utiPerCelsius, word } from './frame.ts';
import { P02Link } from './link.ts';
import { coldState, inControl, monitor, mostPorts, settingOf } from './safe-frames.ts';

type Verbs = SolderingStationVerbs;

const settingAttempts = 3;
/** The station's own step is a ninth of a kelvin; whole degrees are what its display has. */
const stepCelsius = 1;
/** Time for the last frames to be on the line before it is taken away. */
const lastWordsMs = 30;

export class JbcUsbStation extends QueuedInstrument {
  readonly capability = 'SolderingStation';
  readonly #link: P02Link;
  #identity: InstrumentIdentity = { make: 'JBC', model: 'unknown' };
  /** The station's own lower limit when it was opened. */
  #lowest = 0;
  /** While we are in control: on which link, and the set temperatures by port from before. */
  #control: { readonly generation: number; readonly before: Map<number, number> } | undefined;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    measure: (args, signal) => this.#measure(args as SolderingPort, signal),
    state: (args, signal) => this.#state(args as SolderingPort, signal),
    limits: (args, signal) => {
      solderingPort(args as SolderingPort, mostPorts);
      return this.#limits(signal);
    },
    control: (args, signal) => this.#switch((args as Verbs['control']['in']).on, signal),
    set: (args, signal) => this.#set(args as Verbs['set']['in'], signal),
  };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#link = new P02Link(transport, clock);
  }

  get identity(): InstrumentIdentity {
    return this.#identity;
  }

  get safeState(): SafeState {
    return coldState(this.#link.addresses, this.#lowest);
  }

  /** Waits for the station's greeting. `instrument/timeout` without one; `soldering/refused` when it has no tip. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      const { firmware, deviceId } = await this.#link.up(signal);
      const [, model = '', version = ''] = firmware.split(':');
      const name = model.split('_')[0] ?? '';
      if (name === '') throw new CodedError('soldering/refused', { command: 'firmware', reason: firmware });
      const serial = deviceId === '' ? {} : { serial: deviceId };
      this.#identity = { make: 'JBC', model: name, ...serial, firmware: version };
      await this.#tip(1, signal);
      this.#lowest = (await this.#limits(signal)).lowest;
    });
  }

  /** Of port 1 … 4; the station counts from 0. An answer of another shape is asked for again. */
  async #port(command: number, port: number, bytes: number, signal: AbortSignal): Promise<Uint8Array> {
    for (;;) {
      const data = await this.#link.ask(command, [port - 1], signal);
      if (data.length === bytes && data[bytes - 1] === port - 1) return data;
      signal.throwIfAborted();
    }
  }

  async #tip(port: number, signal: AbortSignal): Promise<number> {
    return word(await this.#port(p02.tipTemperature, port, 5, signal), 0) / utiPerCelsius;
  }

  async #selected(port: number, signal: AbortSignal): Promise<number> {
    return word(await this.#port(p02.selectedTemperature, port, 3, signal), 0) / utiPerCelsius;
  }

  async #tool(port: number, signal: AbortSignal): Promise<string> {
    return toolName((await this.#link.ask(p02.connectedTool, [port - 1], signal))[0] ?? 0);
  }

  async #measure(args: SolderingPort, signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const port = solderingPort(args, mostPorts);
    const askedMs = this.clock.now();
    const when = () => ({ at: this.clock.now(), latencyMs: this.clock.now() - askedMs });
    const before = await this.#tool(port, signal);
    const celsius = tenths(await this.#tip(port, signal));
    const at = when();
    const temperature = tipReading([before, await this.#tool(port, signal)], celsius, 0.1, at);
    const setTemperature = celsiusReading(tenths(await this.#selected(port, signal)), 0.1, when());
    this.events.publish(temperature, 'temperature');
    this.events.publish(setTemperature, 'setTemperature');
    return { temperature, setTemperature };
  }

  async #state(args: SolderingPort, signal: AbortSignal): Promise<Verbs['state']['out']> {
    const port = solderingPort(args, mostPorts);
    const tool = await this.#tool(port, signal);
    const [bits = 0] = await this.#port(p02.toolStatus, port, 2, signal);
    return { state: tool === 'none' ? 'no-tool' : solderingStatus(bits), tool, control: this.#isInControl() };
  }

  async #limits(signal: AbortSignal): Promise<CelsiusLimits> {
    const highest = word(await this.#link.ask(p02.highestTemperature, [], signal), 0) / utiPerCelsius;
    const lowest = word(await this.#link.ask(p02.lowestTemperature, [], signal), 0) / utiPerCelsius;
    return { lowest: Math.ceil(lowest), highest: Math.floor(highest), step: stepCelsius };
  }

  #isInControl(): boolean {
    return this.#control !== undefined && this.#control.generation === this.#link.generation;
  }

  async #switch(on: boolean, signal: AbortSignal): Promise<Verbs['control']['out']> {
    if (on && !this.#isInControl()) {
      await this.#link.ask(p02.connectStatus, inControl, signal);
      this.#control = { generation: this.#link.generation, before: this.#control?.before ?? new Map() };
    } else if (!on && this.#control !== undefined) {
      if (this.#isInControl()) {
        for (const [port, celsius] of this.#control.before) await this.#confirm(port, celsius, signal);
        await this.#link.ask(p02.connectStatus, monitor, signal);
      }
      this.#control = undefined;
    }
    return { control: this.#isInControl() };
  }

  async #set({ celsius, ...args }: Verbs['set']['in'], signal: AbortSignal): Promise<Verbs['set']['out']> {
    const port = solderingPort(args, mostPorts);
    const control = this.#control;
    if (control === undefined || !this.#isInControl()) throw new CodedError('soldering/not-in-control', {});
    const limits = await this.#limits(signal);
    refuseCelsius(celsius, limits);
    if (!control.before.has(port)) control.before.set(port, await this.#selected(port, signal));
    return { celsius: await this.#confirm(port, toStep(celsius, limits), signal) };
  }

  async #confirm(port: number, celsius: number, signal: AbortSignal): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#link.ask(p02.selectTemperature, settingOf(port, celsius), signal);
      const actual = await this.#selected(port, signal);
      if (Math.abs(actual - celsius) < 0.5 / utiPerCelsius) return tenths(actual);
      if (attempt >= settingAttempts) throw new CodedError('soldering/not-confirmed', { wanted: celsius, actual });
    }
  }

  /** Nothing is waited for: a station that is still there gets its temperatures and its front panel back. */
  override async close(): Promise<void> {
    if (this.#isInControl()) {
      for (const [port, celsius] of this.#control?.before ?? [])
        await this.#link.tell(p02.selectTemperature, settingOf(port, celsius));
      await this.#link.tell(p02.connectStatus, monitor);
      await this.clock.sleep(lastWordsMs);
    }
    this.#control = undefined;
    await super.close();
  }
}

function tenths(celsius: number): number {
  return Math.round(celsius * 10) / 10;
}
