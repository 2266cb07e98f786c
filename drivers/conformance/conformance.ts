/**
 * One driver on a simulated bench with every fault the wire can have. Guarantees nothing itself: it finds out whether a
 * driver keeps the promises of the contract, and says in words where it does not.
 */
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { isSoundReading } from '../../foundation/measurement/reading.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { ByteDriver, Driver, Instrument, PhoneDriver } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import type { PhoneLink } from '../contract/phone-link.ts';
import type { SimulatorContext, Wire } from '../contract/simulator.ts';
import type { LineSettings, Transport } from '../contract/transport.ts';
import { createUnit } from '../simulated-unit/simulated-bench-unit.ts';
import type { SimulatedUnit } from '../simulated-unit/unit.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { lookOf, type Numbers, stir, untruth } from './truth.ts';

export interface Bench {
  readonly clock: VirtualClock;
  readonly unit: SimulatedUnit;
  readonly faults: FaultSwitch;
  readonly instrument: Instrument;
  /** Only where the driver talks bytes. */
  readonly wire?: Wire;
  readonly transport?: Transport;
  /** The truth at every look, newest last. */
  readonly history: { readonly at: number; readonly numbers: Numbers }[];
  /** Answers of the past may be shown as of now: an instrument that talks by itself cannot say how late it is. */
  readonly freeRunning: boolean;
}

/** Makes a phone's in-process link on a simulated unit. */
export type PhoneLinkMaker = (unit: SimulatedUnit, context: SimulatorContext) => PhoneLink;

export interface BenchOptions {
  readonly seed: number;
  /** Bytes of one chunk at the most; whole messages by default. */
  readonly chunkBytes?: number;
  /** Bytes on the line before the instrument has said anything. */
  readonly noise?: Uint8Array;
  readonly phoneLink?: PhoneLinkMaker;
}

/** Milliseconds a byte takes on a serial line; 0 without one. */
export function msPerByte(line: LineSettings | undefined): number {
  if (line === undefined) return 0;
  return ((1 + line.dataBits + (line.parity === 'none' ? 0 : 1) + line.stopBits) * 1000) / line.baudRate;
}

/** A unit that is charging from the supply, and the driver open on its simulator. */
export async function openBench(driver: Driver, options: BenchOptions): Promise<Bench> {
  const clock = new VirtualClock();
  const random = seededRandom(options.seed);
  const faults = new FaultSwitch();
  const unit = createUnit({ clock, seed: options.seed, startLevel: 60 });
  unit.supply.set({ volts: 5, amps: 3 });
  unit.supply.output(true);
  const context = { clock, random, faults };
  const common = { clock, unit, faults, history: [], freeRunning: driver.manifest.silentAfterMs !== undefined };
  if (driver.link === 'phone') return { ...common, instrument: await openPhone(driver, unit, context, options) };
  const { transport, wire } = pipeOf(driver, context, options);
  driver.simulate(unit, context).attach(wire);
  if (options.noise !== undefined) wire.send(options.noise);
  const instrument = await clock.run(driver.open(transport, { clock }));
  return { ...common, instrument, wire, transport };
}

async function openPhone(
  driver: PhoneDriver,
  unit: SimulatedUnit,
  context: SimulatorContext & { readonly clock: VirtualClock },
  { phoneLink }: BenchOptions,
): Promise<Instrument> {
  if (phoneLink === undefined) throw new Error('a phone driver needs a phone link');
  return context.clock.run(driver.open(phoneLink(unit, context), { clock: context.clock }));
}

function pipeOf(driver: ByteDriver, context: SimulatorContext, { chunkBytes }: BenchOptions) {
  return simulatedPipe({
    ...context,
    address: `sim:${driver.manifest.id}`,
    msPerByte: msPerByte(driver.manifest.line),
    ...(chunkBytes === undefined ? {} : { chunkBytes }),
  });
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
    const moments = bench.history.filter(({ at }) => at >= sinceMs).map(({ numbers }) => numbers);
    return judged(look.readings(answer), moments);
  } catch (error) {
    const lateMs = clock.now() - startedMs - readWithinMs;
    if (lateMs > 1) return { kind: 'wrong', why: `settled ${lateMs} ms after its deadline` };
    const { code, params } = failureOf(error);
    return code === 'internal/error' ? { kind: 'wrong', why: JSON.stringify(params) } : { kind: 'refused', code };
  }
}

function judged(readings: ReturnType<(typeof lookOf)['Phone']['readings']>, moments: readonly Numbers[]): Outcome {
  let refusal: string | undefined;
  for (const [name, reading] of Object.entries(readings)) {
    if (!isSoundReading(reading)) return { kind: 'wrong', why: `${name} breaks its own rules` };
    const why = untruth(name, reading, moments);
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

/** Whether `wanted` reads in a row are right within `withinMs` of clock time. */
export async function recovers(bench: Bench, from: number, wanted: number, withinMs: number): Promise<Outcome[]> {
  const untilMs = bench.clock.now() + withinMs;
  const outcomes: Outcome[] = [];
  let inARow = 0;
  for (let index = from; inARow < wanted && bench.clock.now() < untilMs; index += 1) {
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
