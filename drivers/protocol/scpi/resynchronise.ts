/**
 * Getting back in step with an instrument after an answer was given up: throw away what has come, wait until nothing
 * comes any more, end whatever half command it holds with a line feed, and ask who it is. Answers come in the order of
 * the questions, so once the identity has come, everything before it has come or never will. Whatever comes before the
 * identity is an old answer and thrown away.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { Outstanding } from './outstanding.ts';

/** What is needed of the wire. */
export interface Line {
  readonly clock: Clock;
  /** Clock milliseconds of the last byte received. */
  heardAt(): number;
  /** An instrument that still talks after so long will not get in step; 5 s by default. */
  readonly quietWithinMs?: number;
  discard(): void;
  write(text: string): Promise<void>;
  /** Identities that were asked for, now or earlier. */
  readonly identities: Pick<Outstanding, 'count' | 'came'>;
  /** Takes one line, whatever it is; rejects with the signal's reason. */
  takeLine(limit: AbortSignal): Promise<void>;
}

const quietMs = 200;
const defaultQuietWithinMs = 5_000;
const identityWithinMs = 1_500;
/** About ten seconds together: it may still be at work on what was given up. */
const attempts = 6;

/**
 * True when back in step, false when the instrument does not answer as itself within six attempts. One of the identities
 * asked for *here* must have come, so there must come one more than may still be on their way from earlier: of those some
 * may be lost, and any may come late. Rejects with the signal's reason when the caller gives up first; the next caller then
 * begins anew.
 */
export async function resynchronise(line: Line, signal: AbortSignal): Promise<boolean> {
  const { identities } = line;
  const earlier = identities.count;
  const enough = identities.came + earlier + 1;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (!(await quiet(line, signal))) return false;
    line.discard();
    await line.write('');
    for (let asked = attempt === 0 ? earlier : 0; asked >= 0; asked -= 1) await line.write('*IDN?');
    if (await came(line, enough, signal)) return true;
  }
  return false;
}

/** Waits until nothing has come for a while; false when it never stops. */
export async function quiet(
  line: Pick<Line, 'clock' | 'heardAt' | 'quietWithinMs'>,
  signal: AbortSignal,
): Promise<boolean> {
  const { clock, quietWithinMs = defaultQuietWithinMs } = line;
  const begun = clock.now();
  for (;;) {
    const left = Math.max(line.heardAt(), begun) + quietMs - clock.now();
    if (left <= 0) return true;
    if (clock.now() - begun > quietWithinMs) return false;
    await clock.sleep(left, signal);
  }
}

async function came({ clock, identities, takeLine }: Line, enough: number, signal: AbortSignal): Promise<boolean> {
  const limit = new AbortController();
  const cancel = clock.deadline(identityWithinMs, () => limit.abort(new Error('no identity in time')));
  const onAbort = () => limit.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    while (identities.came < enough) await takeLine(limit.signal);
    return true;
  } catch (error) {
    if (signal.aborted || !limit.signal.aborted) throw error;
    return false;
  } finally {
    cancel();
    signal.removeEventListener('abort', onAbort);
  }
}
