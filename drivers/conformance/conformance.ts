/**
 * One driver on a simulated bench with every fault the wire can have. Guarantees nothing itself: it finds out whether a
 * driver keeps the promises of the contract, and says in words where it does not.
 */
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import { isSoundReading } from '../../foundation/measurement/reading.ts';
import { type Random, seededRandom } from '../../foundation/random/random.ts';
import type { ByteDriver, Driver, Instrument, IphoneDriver, PhoneDriver } from '../contract/driver.ts';
import { type FaultName, FaultSwitch } from '../contract/fault.ts';
import type { PhoneLink } from '../contract/phone-link.ts';
import type { SimulatorContext, Wire } from '../contract/simulator.ts';
import type { LineSettings, Transport } from '../contract/transport.ts';
import { createUnit } from '../simulated-unit/simulated-bench-unit.ts';
import type { SimulatedUnit } from '../simulated-unit/unit.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { lookOf, type Numbers, stir, untruth } from './truth.ts';

/** Makes a phone's in-process link on a simulated unit. */
export type PhoneLinkMaker = (
  unit: SimulatedUnit,
  context: SimulatorContext & { readonly clock: VirtualClock },
) => Promise<PhoneLink>;

export interface BenchOptions {
  readonly seed: number;
  /** Bytes of one chunk at the most; whole messages by default. */
  readonly chunkBytes?: number;
  /** Bytes on the line before the instrument has said anything. */
  readonly noise?: Uint8Array;
  /** How much of the usual damage `byte-loss` and `garbage` do. */
  readonly damagePart?: number;
  /** Which of its driver's models it is; the simulator's own choice when absent. */
  readonly model?: string;
  readonly phoneLink?: PhoneLinkMaker;
  /** What stands between the line and the driver, a USB bridge for example. */
  readonly through?: (line: Transport, context: SimulatorContext) => Promise<Transport>;
}

/** Milliseconds a byte takes on a serial line; 0 without one. */
export function msPerByte(line: LineSettings | undefined): number {
  if (line === undefined) return 0;
  return ((1 + line.dataBits + (line.parity === 'none' ? 0 : 1) + line.stopBits) * 1000) / line.baudRate;
}

/** What was right. */
export function rights(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ kind }) => kind === 'right').length;
}

/** A unit that is charging from the supply, and one driver open on its simulator. */
export class Bench {
  readonly clock = new VirtualClock();
  readonly faults = new FaultSwitch();
  readonly unit: SimulatedUnit;
  readonly driver: Driver;
  /** The truth at every look, newest last. */
  readonly history: { readonly at: number; readonly numbers: Numbers }[] = [];
  /** Why the instrument is gone, every time it told. */
  readonly lost: Failure[] = [];
  /** Answers of the past may be shown as of now: an instrument that talks by itself cannot say how late it is. */
  readonly freeRunning: boolean;
  readonly #options: BenchOptions;
  readonly #random: Random;
  #instrument: Instrument | undefined;
  #noiseSent = false;
  /** Only where the driver talks bytes. */
  wire: Wire | undefined;
  transport: Transport | undefined;

  constructor(driver: Driver, options: BenchOptions) {
    this.driver = driver;
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.freeRunning = driver.manifest.silentAfterMs !== undefined;
    this.unit = createUnit({ clock: this.clock, seed: options.seed, startLevel: 60 });
    this.unit.supply.set({ volts: 5, amps: 3 });
    this.unit.supply.output(true);
    if (driver.manifest.capability === 'ElectronicLoad') this.unit.load.input(true);
  }

  get instrument(): Instrument {
    if (this.#instrument === undefined) throw new Error('the bench is not open');
    return this.#instrument;
  }

  /** Opens the instrument on a fresh line, also after it was lost. */
  async open(): Promise<void> {
    this.#instrument = await this.clock.run(
      this.driver.link === 'bytes' ? this.#bytes(this.driver) : this.#phone(this.driver),
    );
    this.#instrument.onLost(({ code }) => this.lost.push({ code, params: {} }));
  }

  #context() {
    const { model } = this.#options;
    const context = { clock: this.clock, random: this.#random, faults: this.faults };
    return model === undefined ? context : { ...context, model };
  }

  async #phone(driver: PhoneDriver | IphoneDriver): Promise<Instrument> {
    const { clock } = this;
    if (driver.link === 'iphone') return driver.open(await driver.simulate(this.unit, this.#context()), { clock });
    const { phoneLink } = this.#options;
    if (phoneLink === undefined) throw new Error('a phone driver needs a phone link');
    return driver.open(await phoneLink(this.unit, this.#context()), { clock: this.clock });
  }

  #bytes(driver: ByteDriver): Promise<Instrument> {
    const { chunkBytes, damagePart, noise } = this.#options;
    const { transport, wire } = simulatedPipe({
      ...this.#context(),
      address: `sim:${driver.manifest.id}`,
      msPerByte: msPerByte(driver.manifest.line),
      ...(chunkBytes === undefined ? {} : { chunkBytes }),
      ...(damagePart === undefined ? {} : { damagePart }),
    });
    this.wire = wire;
    this.transport = transport;
    driver.simulate(this.unit, this.#context()).attach(wire);
    if (noise !== undefined && !this.#noiseSent) wire.send(noise);
    this.#noiseSent = true;
    const { through } = this.#options;
    if (through === undefined) return driver.open(transport, { clock: this.clock });
    return through(transport, this.#context()).then((bridged) => driver.open(bridged, { clock: this.clock }));
  }
}

/** {@link Bench}, open. Noise may spoil the first attempt: a bench would try again, so does this. */
export async function openBench(driver: Driver, options: BenchOptions): Promise<Bench> {
  const bench = new Bench(driver, options);
  try {
    await bench.open();
  } catch (error) {
    if (options.noise === undefined || !(error instanceof CodedError)) throw error;
    await bench.open();
  }
  return bench;
}

/** How one call went. */
export type Outcome =
  | { readonly kind: 'right' }
  /** No number, and a status or a code that says why. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'wrong'; readonly why: string };

/** Milliseconds a read may take before its deadline. */
export const readWithinMs = 4_000;
/** As late as the wire's `late-answer` makes everything, and a little more. */
const latestMs = 16_000;

/** One read after the unit was stirred and has come to rest, judged against the truth. */
export async function readOnce(bench: Bench, index: number): Promise<Outcome> {
  const { clock, unit, instrument, faults } = bench;
  stir(unit, index);
  // Longer than any instrument's own pace, so that its next reading is of the new state.
  await clock.advance(2_500);
  const look = lookOf[instrument.capability];
  const note = () => bench.history.push({ at: clock.now(), numbers: look.truth(unit) });
  const startedMs = clock.now();
  note();
  try {
    const answer = await clock.run(instrument.call(look.verb, look.args, { deadlineMs: readWithinMs }));
    note();
    const mayBeOld = bench.freeRunning && (faults.has('late-answer') || index < 0);
    const sinceMs = mayBeOld ? startedMs - latestMs : startedMs;
    // What is late may be of the way from one state to the next, so the state before the first counts as well.
    const first = bench.history.findIndex(({ at }) => at >= sinceMs) - (mayBeOld ? 1 : 0);
    const moments = bench.history.slice(Math.max(0, first)).map(({ numbers }) => numbers);
    return judged(look.readings(answer), moments, bench.driver.manifest.lacks ?? [], look.swing);
  } catch (error) {
    const lateMs = clock.now() - startedMs - readWithinMs;
    if (lateMs > 1) return { kind: 'wrong', why: `settled ${lateMs} ms after its deadline` };
    const { code, params } = failureOf(error);
    return code === 'internal/error' ? { kind: 'wrong', why: JSON.stringify(params) } : { kind: 'refused', code };
  }
}

function judged(
  readings: ReturnType<(typeof lookOf)['Phone']['readings']>,
  moments: readonly Numbers[],
  lacks: readonly string[],
  swing: number | undefined,
): Outcome {
  let refusal: string | undefined;
  for (const [name, reading] of Object.entries(readings)) {
    if (!isSoundReading(reading)) return { kind: 'wrong', why: `${name} breaks its own rules` };
    if (lacks.includes(name)) {
      if (reading.status === 'invalid') continue;
      return { kind: 'wrong', why: `${name} is not there, and reads ${reading.status}` };
    }
    const why = untruth(name, reading, moments, swing);
    if (why !== undefined) return { kind: 'wrong', why };
    if (reading.status !== 'ok') refusal = reading.status;
  }
  return refusal === undefined ? { kind: 'right' } : { kind: 'refused', code: refusal };
}

/** Reads `count` times and gives the outcomes. */
export async function readMany(bench: Bench, from: number, count: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let index = from; index < from + count; index += 1) outcomes.push(await readOnce(bench, index));
  return outcomes;
}

/**
 * The same while `fault` is on. What has given itself up as lost is opened again in between, on a line without it: else most
 * of the reads would be refused by an instrument that is gone, and nothing would have been tried.
 */
export async function readManyUnder(bench: Bench, fault: FaultName, from: number, count: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let index = from; index < from + count; index += 1) {
    if (bench.lost.length > 0) {
      bench.faults.set(fault, false);
      bench.lost.length = 0;
      await bench.open();
    }
    bench.faults.set(fault, true);
    outcomes.push(await readOnce(bench, index));
  }
  bench.faults.set(fault, false);
  return outcomes;
}

/**
 * Whether `wanted` reads in a row are right within `withinMs` of clock time. An instrument that has given itself up as
 * lost, and said so, is opened again as the bench would do.
 */
export async function recovers(bench: Bench, from: number, wanted: number, withinMs: number): Promise<Outcome[]> {
  const untilMs = bench.clock.now() + withinMs;
  const outcomes: Outcome[] = [];
  let inARow = 0;
  for (let index = from; inARow < wanted && bench.clock.now() < untilMs; index += 1) {
    if (bench.lost.length > 0) {
      bench.lost.length = 0;
      await bench.open();
    }
    const outcome = await readOnce(bench, index);
    outcomes.push(outcome);
    inARow = outcome.kind === 'right' ? inARow + 1 : 0;
  }
  return inARow >= wanted ? outcomes : [...outcomes, { kind: 'wrong', why: `not recovered within ${withinMs} ms` }];
}

/** What was wrong, in words; empty where all is well. */
export function wrongs(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'wrong' ? [outcome.why] : []));
}
