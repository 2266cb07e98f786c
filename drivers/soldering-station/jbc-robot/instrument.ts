/**
 * An open JBC station in robot mode. Guarantees: every number comes from a frame with a good checksum that answers the
 * very question that was asked after the call; a temperature counts as set only when it reads back; what was set before
 * control was taken is set again when it is handed back, also on closing.
 */
import type { SolderingPort, SolderingStationVerbs } from '../../../foundation/capability/soldering-station.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import {
  celsiusReading,
  refuseCelsius,
  solderingPort,
  solderingStatus,
  tipReading,
  toolName,
  toStep,
} from '../soldering-words.ts';
import { refusalName } from './frame.ts';
import { RobotLine } from './line.ts';

type Verbs = SolderingStationVerbs;

/** Set temperatures of JBC's stations, °C; written in steps of 5. */
export const robotLimits = { lowest: 90, highest: 450, step: 5 } as const;
export const mostPorts = 4;
const settingAttempts = 3;

export class JbcRobotStation extends QueuedInstrument {
  readonly capability = 'SolderingStation';
  readonly identity = { make: 'JBC', model: 'control unit' };
  readonly #line: RobotLine;
  /** Set temperatures by port from before control was taken; undefined while it is not. */
  #before: Map<number, number> | undefined;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    measure: (args, signal) => this.#measure(args as SolderingPort, signal),
    state: (args, signal) => this.#state(args as SolderingPort, signal),
    limits: (args) => {
      solderingPort(args as SolderingPort, mostPorts);
      return Promise.resolve(robotLimits);
    },
    control: (args, signal) => this.#control((args as Verbs['control']['in']).on, signal),
    set: (args, signal) => this.#set(args as Verbs['set']['in'], signal),
  };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#line = new RobotLine(transport, clock);
  }

  /** Whether it answers as a station does; `instrument/timeout` when nothing does. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      await this.#line.findAddressing(signal);
      await this.#read('CT', 1, signal);
      await this.#read('ST', 1, signal);
    });
  }

  async #read(what: string, port: number, signal: AbortSignal): Promise<number> {
    const command = `${what}${port}`;
    for (;;) {
      const answer = await this.#line.ask({ header: 'R', command }, signal);
      if (answer.header === 'A' && answer.data !== undefined) return answer.data;
      if (answer.header === 'N' && answer.data !== 1)
        throw new CodedError('soldering/refused', { command, reason: refusalName(answer.data) });
    }
  }

  async #write(what: string, port: number, data: number, signal: AbortSignal): Promise<void> {
    const command = `${what}${port}`;
    const answer = await this.#line.command({ header: 'W', command, data }, signal);
    if (answer.header !== 'A') throw new CodedError('soldering/refused', { command, reason: refusalName(answer.data) });
  }

  async #tool(port: number, signal: AbortSignal): Promise<string> {
    return toolName(await this.#read('CT', port, signal));
  }

  async #measure(args: SolderingPort, signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const port = solderingPort(args, mostPorts);
    const askedMs = this.clock.now();
    const when = () => ({ at: this.clock.now(), latencyMs: this.clock.now() - askedMs });
    const before = await this.#tool(port, signal);
    const celsius = await this.#read('TT', port, signal);
    const at = when();
    const temperature = tipReading([before, await this.#tool(port, signal)], celsius, 1, at);
    const setTemperature = celsiusReading(await this.#read('ST', port, signal), 1, when());
    this.events.publish(temperature, 'temperature');
    this.events.publish(setTemperature, 'setTemperature');
    return { temperature, setTemperature };
  }

  async #state(args: SolderingPort, signal: AbortSignal): Promise<Verbs['state']['out']> {
    const port = solderingPort(args, mostPorts);
    const tool = await this.#tool(port, signal);
    const status = await this.#read('PS', port, signal);
    const state = tool === 'none' ? 'no-tool' : solderingStatus(status);
    return { state, tool, control: this.#before !== undefined };
  }

  async #control(on: boolean, signal: AbortSignal): Promise<Verbs['control']['out']> {
    if (on) this.#before ??= new Map();
    else {
      for (const [port, celsius] of this.#before ?? []) await this.#confirm(port, celsius, signal);
      this.#before = undefined;
    }
    return { control: this.#before !== undefined };
  }

  async #set({ celsius, ...args }: Verbs['set']['in'], signal: AbortSignal): Promise<Verbs['set']['out']> {
    const port = solderingPort(args, mostPorts);
    if (this.#before === undefined) throw new CodedError('soldering/not-in-control', {});
    refuseCelsius(celsius, robotLimits);
    if (!this.#before.has(port)) this.#before.set(port, await this.#read('ST', port, signal));
    return { celsius: await this.#confirm(port, toStep(celsius, robotLimits), signal) };
  }

  async #confirm(port: number, celsius: number, signal: AbortSignal): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#write('ST', port, celsius, signal);
      const actual = await this.#read('ST', port, signal);
      if (actual === celsius) return actual;
      if (attempt >= settingAttempts) throw new CodedError('soldering/not-confirmed', { wanted: celsius, actual });
    }
  }

  /** Nothing is waited for: a station that is still there gets its temperatures back. */
  override async close(): Promise<void> {
    for (const [port, data] of this.#before ?? []) await this.#line.tell({ header: 'W', command: `ST${port}`, data });
    this.#before = undefined;
    await super.close();
  }
}
