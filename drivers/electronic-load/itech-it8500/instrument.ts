/**
 * An open IT8500. Guarantees: volts, amperes and watts of a measurement come from one answer with a good checksum; a
 * setting and the input count only after the load has read them back; the front panel is the person's again on closing.
 */
import type { ElectronicLoadVerbs, LoadMode, LoadSetting } from '../../../foundation/capability/electronic-load.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { decimal } from '../../../foundation/measurement/reading.ts';
import type { CallOptions, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { QuietFramedLine } from '../../protocol/quiet-framed-line.ts';
import { type LoadLimits, numberOf, refuseSetting, settingOf } from '../load-words.ts';
import {
  exponentOf,
  frameBytes,
  type It8500Frame,
  type It8500State,
  identityOf,
  it8500,
  it8500Bytes,
  long,
  longBytes,
  modes,
  parseIt8500,
  refusalName,
  stateOf,
} from './frame.ts';
import { readingsOf } from './meaning.ts';

type Verbs = ElectronicLoadVerbs;
const attempts = 3;
const accepted = 0x80;
const badSum = 0x90;
/** Time for the last frame to be on the line before it is taken away. */
const lastWordsMs = 40;

export class It8500Load extends QueuedInstrument {
  readonly capability = 'ElectronicLoad';
  readonly #transport: Transport;
  readonly #line: QuietFramedLine;
  #identity: InstrumentIdentity = { make: 'ITECH', model: 'unknown' };
  #limits: LoadLimits = {};
  /** Whether we have taken the front panel away. */
  #remote = false;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    set: (args, signal) => this.#set(args as LoadSetting, signal),
    input: (args, signal) => this.#switch((args as Verbs['input']['in']).on, signal),
    state: async (_args, signal) => shown(await this.#state(signal)),
    measure: (_args, signal) => this.#measure(signal),
  };

  constructor(transport: Transport, clock: Clock) {
    super(transport, clock);
    this.#transport = transport;
    const probe = (command: number) => ({
      request: it8500Bytes(command),
      accepts: (reply: Uint8Array) => parseIt8500(reply)?.command === command,
    });
    this.#line = new QuietFramedLine(transport, clock, {
      gapMs: 20,
      quietMs: 30,
      answerWithinMs: 500,
      probes: [it8500.state, it8500.model, it8500.getMode].map(probe),
      isWhole: (received) => received.length === frameBytes && parseIt8500(received) !== undefined,
    });
  }

  get identity(): InstrumentIdentity {
    return this.#identity;
  }

  /** Learns model and limits; `instrument/timeout` when nothing answers, `modbus/refused` when it is something else. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      const identity = identityOf(await this.#ask(it8500.model, [], signal));
      if (identity === undefined) throw new CodedError('load/refused', { command: 'model', reason: 'no model' });
      const data = await this.#ask(it8500.limits, [], signal);
      const thousandth = (place: number) => decimal(long(data, place), -3);
      const lowestOhms = decimal((data[20] ?? 0) | ((data[21] ?? 0) << 8), -3);
      this.#limits = {
        'constant-current': { lowest: 0, highest: decimal(long(data, 0), -4) },
        'constant-voltage': { lowest: thousandth(8), highest: thousandth(4) },
        'constant-power': { lowest: 0, highest: thousandth(12) },
        'constant-resistance': { lowest: lowestOhms, highest: thousandth(16) },
      };
      this.#identity = identity;
    });
  }

  /** The data of the answer to a query; for a command, once it was accepted. */
  async #ask(command: number, data: readonly number[], signal: AbortSignal): Promise<Uint8Array> {
    for (;;) {
      const answer = await this.#once(it8500Bytes(command, data), signal);
      if (answer?.command === command) return answer.data;
      if (answer?.command !== it8500.status || answer.data[0] === badSum) continue;
      if (answer.data[0] === accepted && isCommand(command)) return answer.data;
      if (answer.data[0] !== accepted)
        throw new CodedError('load/refused', {
          command: `0x${command.toString(16)}`,
          reason: refusalName(answer.data[0]),
        });
    }
  }

  /** Undefined for silence and for whatever is no frame. */
  async #once(frame: Uint8Array, signal: AbortSignal): Promise<It8500Frame | undefined> {
    try {
      return parseIt8500(await this.#line.ask(frame, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CodedError && error.code === 'instrument/silent') return undefined;
      throw error;
    }
  }

  async #state(signal: AbortSignal): Promise<It8500State> {
    return stateOf(await this.#ask(it8500.state, [], signal));
  }

  /** The load takes no setting from the line while its front panel has it. */
  async #takeOver(signal: AbortSignal): Promise<void> {
    this.#remote = true;
    await this.#ask(it8500.remote, [1], signal);
  }

  async #set(setting: LoadSetting, signal: AbortSignal): Promise<LoadSetting> {
    refuseSetting(setting, this.#limits);
    const { mode } = setting;
    const exponent = exponentOf(mode);
    const digits = Math.round(numberOf(setting) / 10 ** exponent);
    for (let attempt = 1; ; attempt += 1) {
      await this.#takeOver(signal);
      await this.#ask(it8500.setValue[mode], longBytes(digits), signal);
      await this.#ask(it8500.setMode, [modes.indexOf(mode)], signal);
      const actualMode = modes[(await this.#ask(it8500.getMode, [], signal))[0] ?? -1];
      const actual = long(await this.#ask(it8500.getValue[mode], [], signal), 0);
      if (actualMode === mode && actual === digits) return settingOf(mode, decimal(actual, exponent));
      if (attempt < attempts) continue;
      const wanted = `${mode} ${decimal(digits, exponent)}`;
      throw new CodedError('load/not-confirmed', { wanted, actual: `${actualMode} ${decimal(actual, exponent)}` });
    }
  }

  async #switch(on: boolean, signal: AbortSignal): Promise<Verbs['input']['out']> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#takeOver(signal);
      await this.#ask(it8500.input, [on ? 1 : 0], signal);
      const state = await this.#state(signal);
      if (state.input === on) return shown(state);
      if (attempt >= attempts) {
        const actual = state.tripped ? 'protection' : `input ${state.input ? 'on' : 'off'}`;
        throw new CodedError('load/not-confirmed', { wanted: `input ${on ? 'on' : 'off'}`, actual });
      }
    }
  }

  async #measure(signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const askedMs = this.clock.now();
    const state = await this.#state(signal);
    const at = this.clock.now();
    const readings = readingsOf(state, { at, latencyMs: at - askedMs });
    for (const [channel, reading] of Object.entries(readings)) this.events.publish(reading, channel);
    return readings;
  }

  /** Not waited for: a load that is still there has its front panel back. */
  override async close(): Promise<void> {
    if (this.#remote && !this.#transport.closed) {
      await this.#transport.write(it8500Bytes(it8500.remote, [0]));
      await this.clock.sleep(lastWordsMs);
    }
    await super.close();
  }
}

function isCommand(command: number): boolean {
  const setters: readonly number[] = Object.values(it8500.setValue);
  return (
    command === it8500.remote || command === it8500.input || command === it8500.setMode || setters.includes(command)
  );
}

function shown({ input, mode }: It8500State): { readonly input: boolean; readonly mode: LoadMode | 'unknown' } {
  return { input, mode };
}
