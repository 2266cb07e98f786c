/**
 * Getting back in step with an instrument after an answer was given up: throw away what has come, wait until nothing
 * comes any more, end whatever half command it holds with a line feed, and ask who it is. Answers come in the order of
 * the questions, so once the identity has come, everything before it has come or never will. Whatever comes before the
 * identity is an old answer and thrown away.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';

/** What is needed of the wire. */
export interface Line {
  readonly clock: Clock;
  /** Clock milliseconds of the last byte received. */
  heardAt(): number;
  discard(): void;
  write(text: string): Promise<void>;
  /** Identities that were asked for, now or earlier, and have not come. */
  identitiesDue(): number;
  /** Takes one line, whatever it is; rejects with the signal's reason. */
  takeLine(limit: AbortSignal): Promise<void>;
}

const quietMs = 200;
/** An instrument that never stops talking will not get in step. */
const quietWithinMs = 5_000;
/** Doubled at every attempt: it may still be at work on what was given up. */
const identityWithinMs = 1_500;
const attempts = 3;

/**
 * True when back in step, false when the instrument does not answer as itself within three attempts. *Every* identity
 * asked for must have come, because one that is still on its way would pass for the answer to the next attempt.
 * Rejects with the signal's reason when the caller gives up first; the next caller then begins anew.
 */
export async function resynchronise(line: Line, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (!(await quiet(line, signal))) return false;
    line.discard();
    await line.write('');
    await line.write('*IDN?');
    if (await allIdentitiesCame(line, identityWithinMs * 2 ** attempt, signal)) return true;
  }
  return false;
}

/** Waits until nothing has come for a while; false when it never stops. */
export async function quiet(line: Pick<Line, 'clock' | 'heardAt'>, signal: AbortSignal): Promise<boolean> {
  const { clock } = line;
  const begun = clock.now();
  for (;;) {
    const left = Math.max(line.heardAt(), begun) + quietMs - clock.now();
    if (left <= 0) return true;
    if (clock.now() - begun > quietWithinMs) return false;
    await clock.sleep(left, signal);
  }
}

async function allIdentitiesCame(line: Line, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const limit = new AbortController();
  const cancel = line.clock.deadline(withinMs, () => limit.abort(new Error('no identity in time')));
  const onAbort = () => limit.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    while (line.identitiesDue() > 0) await line.takeLine(limit.signal);
    return true;
  } catch (error) {
    if (signal.aborted || !limit.signal.aborted) throw error;
    return false;
  } finally {
    cancel();
    signal.removeEventListener('abort', onAbort);
  }
}
