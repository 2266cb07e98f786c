/**
 * An open load that speaks lines of text. Guarantees: no single damaged answer becomes a reading; a setting and the input
 * count only after the load has read them back twice; the front panel is given back on closing.
 */
import type { ElectronicLoadVerbs, LoadMode, LoadSetting } from '../../../foundation/capability/electronic-load.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, recognised, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { giveBackPanel } from '../../protocol/scpi/give-back-panel.ts';
import { ScpiSession } from '../../protocol/scpi/session.ts';
import { SteadyQuestions, weightOf } from '../../protocol/scpi/steady-questions.ts';
import { WholeLengths } from '../../protocol/whole-length.ts';
import { type LoadLimits, loadReadings, numberOf, refuseSetting, settingOf } from '../load-words.ts';
import { type LimitQuestions, type LoadDialect, limitsTo } from './dialect.ts';

type Verbs = ElectronicLoadVerbs;
const identifyWithinMs = 6_000;
const limitsWithinMs = 8_000;
const longestMs = 600_000;
const attempts = 3;
/** Part of a setting by which the load may round it. */
const rounding = 0.002;

/** `instrument/not-recognised` when something else answers, `instrument/no-answer` when nothing does. The transport is closed on failure. */
export async function openScpiLoad(
  driver: string,
  dialect: LoadDialect,
  transport: Transport,
  clock: Clock,
): Promise<ScpiLoad> {
  const load = new ScpiLoad(transport, clock, dialect);
  try {
    await recognised(driver, transport, () => load.identify());
    return load;
  } catch (error) {
    await transport.close();
    throw error;
  }
}

export class ScpiLoad extends QueuedInstrument {
  readonly capability = 'ElectronicLoad';
  readonly #dialect: LoadDialect;
  readonly #transport: Transport;
  readonly #session: ScpiSession;
  readonly #ask: SteadyQuestions;
  /** Four equal answers are needed besides. */
  readonly #decimals = new WholeLengths(3);
  #identity: InstrumentIdentity = { make: 'unknown', model: 'unknown' };
  #limits: LoadLimits = {};

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    set: (args, signal) => this.#set(args as LoadSetting, signal),
    input: (args, signal) => this.#switch((args as Verbs['input']['in']).on, signal),
    state: (_args, signal) => this.#state(signal),
    measure: (_args, signal) => this.#measure(signal),
  };

  constructor(transport: Transport, clock: Clock, dialect: LoadDialect) {
    super(transport, clock);
    this.#dialect = dialect;
    this.#transport = transport;
    this.#session = new ScpiSession(transport, { clock, minGapMs: dialect.minGapMs });
    this.#ask = new SteadyQuestions(this.#session);
  }

  get identity(): InstrumentIdentity {
    return this.#identity;
  }

  async identify(): Promise<void> {
    const text = await this.#session.identify({ deadlineMs: identifyWithinMs });
    const identity = this.#dialect.identityOf(text);
    if (identity === undefined) throw new CodedError('instrument/not-recognised', { identity: text.slice(0, 120) });
    const limits = this.#dialect.limitsOf(identity.model);
    const ask = (questions: LimitQuestions) =>
      this.queue.run({ deadlineMs: limitsWithinMs }, (signal) => this.#askedLimits(questions, signal));
    this.#limits = 'maxVolts' in limits ? await ask(limits) : limits;
    this.#identity = identity;
  }

  async #askedLimits({ maxVolts, maxAmps, maxWatts, ohms }: LimitQuestions, signal: AbortSignal): Promise<LoadLimits> {
    const number = async (question: string) =>
      Number(await this.#ask.setting(question, (text) => this.#dialect.setting(text), signal));
    return limitsTo(await number(maxVolts), await number(maxAmps), await number(maxWatts), ohms);
  }

  /** Sends a command; where writes are answered, waits for the answer. A damaged answer is left to the read-back. */
  async #tell(command: string, signal: AbortSignal): Promise<void> {
    const { writeAnswers } = this.#dialect;
    if (writeAnswers === undefined) return this.#ask.send(command, signal);
    const options = { deadlineMs: longestMs, signal };
    const answer = (await this.#session.query(command, options)).trim();
    if (answer === writeAnswers.accepted) return;
    if (writeAnswers.refused.includes(answer)) throw new CodedError('load/refused', { command, reason: answer });
    await this.#session.settle(options);
  }

  async #set(setting: LoadSetting, signal: AbortSignal): Promise<LoadSetting> {
    refuseSetting(setting, this.#limits);
    const { mode } = setting;
    const wanted = numberOf(setting);
    const { settings, modeWords, modeCommand } = this.#dialect;
    for (let attempt = 1; ; attempt += 1) {
      await this.#tell(`${settings[mode]} ${wanted.toFixed(4)}`, signal);
      await this.#tell(modeCommand(modeWords[mode][0] ?? ''), signal);
      const text = await this.#ask.setting(`${settings[mode]}?`, (answer) => this.#dialect.setting(answer), signal);
      const actual = Number(text);
      const actualMode = await this.#mode(signal);
      const isAlike = Math.abs(actual - wanted) <= Math.max(1.01 * weightOf(text), rounding * wanted);
      if (actualMode === mode && isAlike) return settingOf(mode, actual);
      if (attempt < attempts) continue;
      throw new CodedError('load/not-confirmed', { wanted: `${mode} ${wanted}`, actual: `${actualMode} ${actual}` });
    }
  }

  async #switch(on: boolean, signal: AbortSignal): Promise<Verbs['input']['out']> {
    const { input } = this.#dialect;
    for (let attempt = 1; ; attempt += 1) {
      await this.#tell(on ? input.on : input.off, signal);
      const state = await this.#state(signal);
      if (state.input === on) return state;
      if (attempt >= attempts) {
        const word = (value: boolean) => `input ${value ? 'on' : 'off'}`;
        throw new CodedError('load/not-confirmed', { wanted: word(on), actual: word(state.input) });
      }
    }
  }

  async #state(signal: AbortSignal): Promise<Verbs['state']['out']> {
    const input = await this.#ask.agreed(this.#dialect.input.question, onOrOff, signal);
    return { input, mode: await this.#mode(signal) };
  }

  #mode(signal: AbortSignal): Promise<LoadMode | 'unknown'> {
    const { modeQuestion, modeWords } = this.#dialect;
    const modes = Object.entries(modeWords) as [LoadMode, readonly string[]][];
    const parse = (answer: string): LoadMode | 'unknown' | undefined => {
      const word = answer.replace(/^R(?=CC|CV|CP|CR)/, '').toUpperCase();
      if (!/^[A-Z]{2,5}$/.test(word)) return undefined;
      return modes.find(([, words]) => words.includes(word))?.[0] ?? 'unknown';
    };
    return this.#ask.agreed(modeQuestion, parse, signal);
  }

  async #measure(signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const askedMs = this.clock.now();
    for (;;) {
      const texts = await this.#shown(signal);
      const [volts = 0, amps = 0, watts = 0] = texts.map(Number);
      // What is told twice must be told alike, or some of it was damaged, or moved while it was asked for.
      const isAlike = this.#dialect.measure.length === 1 || Math.abs(volts * amps - watts) <= apart(watts);
      if (!isAlike) continue;
      const [voltStep = 1, ampStep = 1, wattStep = 1] = texts.map(weightOf);
      const at = this.clock.now();
      const when = { at, latencyMs: at - askedMs };
      const readings = loadReadings([volts, amps, watts], [voltStep, ampStep, wattStep], when);
      for (const [channel, reading] of Object.entries(readings)) this.events.publish(reading, channel);
      return readings;
    }
  }

  /** Its numbers have as many decimals as those before, whatever they are, and belong together. */
  #isWhole(texts: readonly string[]): boolean {
    const decimals = texts.reduce((sum, text) => sum + (text.split('.')[1]?.length ?? 0), 0);
    return this.#decimals.take('', decimals) && isOneMoment(texts);
  }

  /** Volts, amperes and watts as the load writes them. */
  async #shown(signal: AbortSignal): Promise<readonly string[]> {
    const { measure } = this.#dialect;
    const expected = measure.length === 1 ? 3 : 1;
    const shown: string[] = [];
    for (const question of measure) {
      const seen = Array.from({ length: expected }, () => new Map<number, string>());
      const parse = (answer: string) => {
        const texts = this.#dialect.measured(answer)?.slice(0, expected);
        if (texts?.length === 3 && !this.#isWhole(texts)) return undefined;
        for (const [column, text] of (texts ?? []).entries()) seen[column]?.set(Number(text), text);
        return texts?.map(Number);
      };
      const row = await this.#ask.steady(question, parse, alike, signal);
      shown.push(...row.map((value, column) => seen[column]?.get(value) ?? String(value)));
    }
    return shown;
  }

  /** Not waited for: a load that is still there has its front panel back. */
  override async close(): Promise<void> {
    const { local, minGapMs } = this.#dialect;
    // Questions lock it as commands do, so it is given back in any case.
    if (local !== undefined) await giveBackPanel(this.#transport, this.clock, local, minGapMs);
    await super.close();
  }
}

/** By how much volts times amperes may differ from the watts where each was asked for at a moment of its own. */
function apart(watts: number): number {
  return 0.02 + 0.02 * Math.abs(watts);
}

/** Besides what the digits leave open: for what the load may round by itself, as a part and in watts. */
const ownRounding = { part: 0.002, watts: 0.005 } as const;

/**
 * Whether volts, amperes and watts of one answer belong together as far as their digits tell. One that has lost a digit
 * does not, unless it was the last one.
 */
function isOneMoment(texts: readonly string[]): boolean {
  const [volts = 0, amps = 0, watts = 0] = texts.map(Number);
  const [voltStep = 1, ampStep = 1, wattStep = 1] = texts.map(weightOf);
  const digits = Math.abs(volts) * ampStep + Math.abs(amps) * voltStep + wattStep;
  return Math.abs(volts * amps - watts) <= 1.5 * digits + ownRounding.watts + ownRounding.part * Math.abs(watts);
}

/** Two measured numbers that may be the same one, moving. */
function alike(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(0.002, 0.003 * Math.abs(other));
}

function onOrOff(answer: string): boolean | undefined {
  const word = answer.replace(/^R(?=ON|OFF)/, '').toUpperCase();
  if (word === 'ON' || word === '1') return true;
  return word === 'OFF' || word === '0' ? false : undefined;
}
