/**
 * A list that another program makes, which may hang. Guarantees: nobody waits for it longer than {@link longestMs}, and once
 * it was late hardly at all; it is asked one question at a time; what comes too late is told by the next look, so that it is
 * never older than one; and a failure stays told until an answer has come.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { within } from '../../foundation/clock/within.ts';
import { CodedError } from '../../foundation/failure.ts';

/** Starting a server on a busy machine takes seconds; the whole look must be over well within the station's deadline for it. */
const longestMs = 8_000;
const onceLateMs = 300;

type Answer<T> = { readonly found: readonly T[] } | { readonly error: unknown };

/** `program`: what makes the list, for people. Fails as the list does, or with `discovery/slow`. */
export function patientList<T>(
  clock: Clock,
  program: string,
  list: () => Promise<readonly T[]>,
): () => Promise<readonly T[]> {
  let underWay: Promise<Answer<T>> | undefined;
  /** Came when nobody waited any more. */
  let belated: Answer<T> | undefined;
  /** What is told while it does not answer; set as long as it is slow. */
  let slow: unknown;
  const ask = () => {
    underWay ??= list().then(
      (found) => ({ found }),
      (error: unknown) => ({ error }),
    );
    return underWay;
  };
  return async () => {
    const late = belated;
    belated = undefined;
    const question = late === undefined ? ask() : Promise.resolve(late);
    const waitMs = slow === undefined ? longestMs : onceLateMs;
    const answer = await within(clock, waitMs, question, () => tooLate).catch(() => undefined);
    if (answer === undefined) {
      slow ??= new CodedError('discovery/slow', { program, waitedMs: waitMs });
      void question.then((one) => {
        belated = one;
        underWay = undefined;
      });
      throw slow;
    }
    underWay = late === undefined ? undefined : underWay;
    // Whatever came in time, and a list that came at all, ends the hurry.
    slow = late !== undefined && 'error' in late ? late.error : undefined;
    if ('error' in answer) throw answer.error;
    return answer.found;
  };
}

const tooLate = new Error('too late');
