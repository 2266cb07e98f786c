/**
 * A recorded conversation to readings, by the code that reads the instrument itself: the driver opens on the recording and
 * is asked again and again, on virtual time, until the recording is used up. Guarantees that every reading told is one the
 * driver would have told then, and that a recording which ends within a reading, or was held with something else, is said
 * to be so.
 */
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { ByteDriver, Instrument } from '../contract/driver.ts';
import type { Conversation } from './conversation.ts';
import { replayTransport } from './replay.ts';
import { type SoFar, whyNoReading } from './why-no-reading.ts';

export interface DecodeOptions {
  readonly driver: ByteDriver;
  readonly conversation: Conversation;
  /** What an instrument of this driver is asked for, as live. */
  readonly question: { readonly verb: string; readonly args: unknown; readonly deadlineMs: number };
  /** What the verb gave; `retimed` puts a reading of it on the time of the recording. Ends the decoding with false. */
  onAnswer(answer: unknown, retimed: (reading: Reading) => Reading): boolean;
}

export interface Decoded {
  readonly answers: number;
  /** Writings of the recording, and how many of them belong to no reading: nobody asked for them again, or too far apart. */
  readonly writings: number;
  readonly unused: number;
  /** Readings that were asked for then and had no whole answer. */
  readonly missed: number;
}

/**
 * Fails with `conversation/other-driver`, with what `why-no-reading.ts` finds, or as the driver did when it read this; what was
 * told before then stands.
 */
export async function decodeConversation(options: DecodeOptions): Promise<Decoded> {
  const { driver, conversation, question, onAnswer } = options;
  const { id } = driver.manifest;
  if (conversation.driver !== undefined && conversation.driver !== id)
    throw new CodedError('conversation/other-driver', { driver: id, recorded: conversation.driver });
  const clock = new VirtualClock();
  const replay = replayTransport({
    clock,
    conversation,
    ...(driver.numbers === undefined ? {} : { numbers: driver.numbers }),
  });
  const going: Going = {
    clock,
    replay,
    isOwn: conversation.driver === id,
    answers: 0,
    missed: 0,
    isFree: isFree(driver),
  };
  const instrument = await clock.run(driver.open(replay, { clock })).catch((error: unknown) => {
    throw whyNoReading(going, error) ?? error;
  });
  let torn = 0;
  try {
    for (let goesOn = true; goesOn; ) {
      const before = replay.taken;
      const answer = await next(instrument, question, going);
      if (answer === undefined) break;
      if (answer === missed) {
        going.missed += 1;
        continue;
      }
      // Live it would have failed by then: something lies between its parts, another connection for example.
      if (replay.spanMs > question.deadlineMs) {
        torn += replay.taken - before;
        continue;
      }
      going.answers += 1;
      const { shiftMs } = replay;
      goesOn = onAnswer(answer.value, (reading) => onRecordedTime(reading, shiftMs));
    }
  } finally {
    replay.finish();
    await clock.run(instrument.close()).catch(() => undefined);
  }
  const { answers, missed: without } = going;
  return { answers, missed: without, writings: replay.writings, unused: replay.writings - replay.taken + torn };
}

interface Going extends SoFar {
  readonly clock: VirtualClock;
  missed: number;
  answers: number;
  /** The instrument talks by itself, so that what is left at the end may be part of a reading. */
  readonly isFree: boolean;
}

/** A reading that the recording has no whole answer to, with more behind it. */
const missed = Symbol('missed');

/** Undefined at the end of the recording. */
async function next(
  instrument: Instrument,
  { verb, args, deadlineMs }: DecodeOptions['question'],
  going: Going,
): Promise<{ readonly value: unknown } | typeof missed | undefined> {
  const { clock, replay, answers, isFree } = going;
  replay.begin();
  try {
    return { value: await clock.run(instrument.call(verb, args, { deadlineMs })) };
  } catch (error) {
    const isBetweenReadings = answers > 0 && (!replay.hasAsked || isFree);
    if (isBetweenReadings && (replay.refusal !== undefined || replay.isUsedUp)) return undefined;
    const why = whyNoReading(going, error);
    // What the driver does then to come into step again was recorded as well; without progress it would go on for ever.
    if (why?.code === 'conversation/unanswered' && replay.hasAsked) return missed;
    throw why ?? error;
  }
}

function isFree({ manifest }: ByteDriver): boolean {
  return manifest.silentAfterMs !== undefined;
}

/** Without times in the recording none is told: those of the replay mean nothing. */
function onRecordedTime(reading: Reading, shiftMs: number | undefined): Reading {
  const { at, latencyMs, ...rest } = reading;
  if (shiftMs === undefined || at === undefined) return rest;
  const recordedAt = Math.round((at + shiftMs) * 1000) / 1000;
  return { ...rest, at: recordedAt, ...(latencyMs === undefined ? {} : { latencyMs }) };
}
