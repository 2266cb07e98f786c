/**
 * How much a thread has computed, as far as the system tells (Linux does). A thread that computes hangs; one that was
 * given no processor on a busy computer only waits, and must not be taken for the other.
 */
import { readFileSync, readlinkSync } from 'node:fs';

/** Milliseconds of one unit in which Linux counts processor time; its USER_HZ has been 100 on every machine for decades. */
const unitMs = 10;

/** The name of the thread that asks, for {@link processorMsOf}; null where the system gives none. */
export function ownThread(): string | null {
  try {
    return /\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Milliseconds that a thread of this process has computed since it began, in steps of ten; undefined where nobody knows. */
export function processorMsOf(thread: string | null): number | undefined {
  if (thread === null) return undefined;
  try {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    // The name in brackets may hold anything; after it come the numbers, of which the 12th and 13th are the times.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ms = (Number(fields[11]) + Number(fields[12])) * unitMs;
    return Number.isFinite(ms) ? ms : undefined;
  } catch {
    return undefined;
  }
}
