/**
 * Asks an instrument that only answers again and again. Guarantees: one question at a time; a missed answer is told as a
 * gap and the next one is asked with a fresh lease; it ends when its signal is aborted.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { BenchClient } from '../bench/bench-client.ts';
import type { LiveQuestion } from './live-question.ts';

export interface PollParts {
  readonly key: string;
  readonly clock: Clock;
  readonly question: LiveQuestion;
  readonly signal: AbortSignal;
  client(): Promise<BenchClient>;
  /** `value`: what the verb gave. */
  onAnswer(value: unknown): void;
  /** The question was not answered; `gone` when the bench does not have the instrument open any more. */
  onMissed(why: Failure, gone: boolean): void;
}

/** After an answer that did not come; a dead instrument is not asked at full speed. */
const afterMissMs = 1_000;

let grants = 0;

/** Never rejects. */
export async function poll(parts: PollParts): Promise<void> {
  const { clock, signal, question } = parts;
  let lease: string | undefined;
  while (!signal.aborted) {
    let pause = question.everyMs;
    try {
      const answer = await asked(parts, lease);
      lease = answer.lease;
      if (!signal.aborted) parts.onAnswer(answer.value);
    } catch (error) {
      if (signal.aborted) return;
      const why = failureOf(error);
      lease = undefined;
      pause = Math.max(pause, afterMissMs);
      parts.onMissed(why, why.code === 'instrument/not-open' || why.code === 'bench/lost');
    }
    await clock.sleep(pause, signal).catch(() => undefined);
  }
}

/** `lease`: the next question may use it again. */
async function asked(
  { key, question, client }: PollParts,
  granted: string | undefined,
): Promise<{ readonly lease: string; readonly value: unknown }> {
  const bench = await client();
  grants += 1;
  const lease = granted ?? `live#${grants}`;
  if (granted === undefined) await bench.call('bench/grant', { key, lease });
  const { verb, args, deadlineMs } = question;
  const { value } = await bench.call('bench/call', { key, verb, args, deadlineMs, lease });
  return { lease, value };
}
