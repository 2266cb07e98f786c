/** For tests: an instrument's simulator read a few times with everything kept that was said on its line. */
import type { Clock } from '../../foundation/clock/clock.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { type Random, seededRandom } from '../../foundation/random/random.ts';
import { msPerByte } from '../conformance/conformance.ts';
import { lookOf, stir } from '../conformance/truth.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { createUnit } from '../simulated-unit/simulated-bench-unit.ts';
import { recordedTransport } from '../transport/recorded.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { conversationLine, headingLine } from './conversation-lines.ts';
import { decodeConversation } from './decode-conversation.ts';
import { readConversation } from './read-conversation.ts';

export interface Question {
  readonly verb: string;
  readonly args: unknown;
  readonly deadlineMs: number;
}

export interface Recording {
  readonly text: string;
  /** What each call gave. */
  readonly answers: readonly unknown[];
}

export interface RecordOptions {
  readonly samples: number;
  readonly seed: number;
  /** Milliseconds by which the computer is late for everything, at the most; not at all where absent. */
  readonly lateMs?: number;
  /** The reading, from 0, during which the instrument says nothing; the ones behind it are then asked for as usual. */
  readonly silentAt?: number;
}

/** Reads `samples` times as `ohmstead read --record` does. */
export async function record(driver: ByteDriver, options: RecordOptions): Promise<Recording> {
  const question = questionOf(driver);
  const { samples, seed, lateMs = 0 } = options;
  const virtual = new VirtualClock({ startMs: 1_000 });
  const random = seededRandom(seed);
  const clock = lateMs === 0 ? virtual : lateClock(virtual, random, lateMs);
  const unit = createUnit({ clock: virtual, seed, startLevel: 60 });
  unit.supply.set({ volts: 5, amps: 3 });
  unit.supply.output(true);
  unit.load.input(driver.manifest.capability === 'ElectronicLoad');
  const faults = new FaultSwitch();
  const context = { clock: virtual, random, faults };
  const address = `sim:${driver.manifest.id}`;
  const { transport, wire } = simulatedPipe({ ...context, address, msPerByte: msPerByte(driver.manifest.line) });
  driver.simulate(unit, context).attach(wire);
  const { id, version } = driver.manifest;
  let text = headingLine({ driver: id, version, address });
  let isOver = false;
  const transcript = {
    record: (entry: Parameters<typeof conversationLine>[0]) => {
      if (!isOver) text += conversationLine(entry);
    },
  };
  const instrument = await virtual.run(driver.open(recordedTransport(transport, transcript, clock), { clock }));
  const answers: unknown[] = [];
  for (let taken = 0; taken < samples; taken += 1) {
    stir(unit, taken);
    faults.set('silence', taken === options.silentAt);
    const call = instrument.call(question.verb, question.args, { deadlineMs: question.deadlineMs });
    if (taken !== options.silentAt) answers.push(await virtual.run(call));
    else await virtual.run(call.catch(() => undefined));
  }
  isOver = true;
  await virtual.run(instrument.close());
  return { text, answers };
}

/** A clock whose timers are late, as those of a busy computer are. */
function lateClock(inner: VirtualClock, random: Random, lateMs: number): Clock {
  return {
    kind: 'real',
    speed: 1,
    now: () => inner.now(),
    wall: () => inner.wall(),
    after: (ms, action) => inner.after(ms + random.next() * lateMs, action),
    deadline: (ms, action) => inner.deadline(ms + random.next() * lateMs, action),
    sleep: (ms, signal) => inner.sleep(ms + random.next() * lateMs, signal),
  };
}

/** What a driver of this capability is asked for, with few points where it would be many. */
export function questionOf({ manifest }: ByteDriver): Question {
  const { verb, args } = lookOf[manifest.capability];
  return { verb, args, deadlineMs: 15_000 };
}

export interface Told {
  /** What each call gave, its readings without their times. */
  readonly answers: readonly unknown[];
  /** The times of all readings, as recorded. */
  readonly times: readonly (number | undefined)[];
  readonly unused: number | undefined;
  readonly missed: number | undefined;
  readonly failure: Failure | undefined;
}

/** What is told out of this text, and how it ended. */
export async function decoded(driver: ByteDriver, text: string): Promise<Told> {
  const answers: unknown[] = [];
  const times: (number | undefined)[] = [];
  const onAnswer = (answer: unknown, retimed: (reading: Reading) => Reading) => {
    answers.push(shownBy(answer));
    times.push(...readingsIn(answer).map((reading) => retimed(reading).at));
    return true;
  };
  try {
    const conversation = readConversation(text);
    const { unused, missed } = await decodeConversation({
      driver,
      conversation,
      question: questionOf(driver),
      onAnswer,
    });
    return { answers, times, unused, missed, failure: undefined };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return {
      answers,
      times,
      unused: undefined,
      missed: undefined,
      failure: { code: error.code, params: error.params },
    };
  }
}

/** Every reading in an answer, in order. */
export function readingsIn(answer: unknown): Reading[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if ('quantity' in answer && 'status' in answer) return [answer as Reading];
  return Object.values(answer).flatMap(readingsIn);
}

/** The same without what depends on when and where it was read. */
export function shownBy(answer: unknown): unknown[] {
  return readingsIn(answer).map(({ at: _at, latencyMs: _latency, span: _span, ...shown }) => shown);
}
