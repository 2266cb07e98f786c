/**
 * Sends pre-rendered safe frames over a handle opened for nothing else. Guarantees that the frames go out in their order
 * with their gap, that the handle is given back, and that a failure is an answer, never an exception.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';
import type { SafeOutcome, SafeTarget } from './bench-api.ts';
import { fromHex } from './hex.ts';

/** One frame is a few bytes; a line that does not take them in this time is dead. */
export const safeWriteDeadlineMs = 250;

/** Writes every frame with the target's gap between them. */
export async function sendFrames(
  target: SafeTarget,
  clock: Clock,
  write: (bytes: Uint8Array, deadlineMs: number) => Promise<void>,
): Promise<void> {
  for (const [index, frame] of target.frames.entries()) {
    if (index > 0) await clock.sleep(target.gapMs);
    await write(fromHex(frame), safeWriteDeadlineMs);
  }
}

/** Opens the target's address for this alone; the driver takes no part. */
export async function sendOverFreshHandle(
  target: SafeTarget,
  clock: Clock,
  open: () => Promise<Transport>,
): Promise<SafeOutcome> {
  const { key, address } = target;
  try {
    const transport = await open();
    try {
      await sendFrames(target, clock, (bytes, deadlineMs) => transport.write(bytes, { deadlineMs }));
      // A slow line needs a moment for the last frame before its handle is taken away.
      await clock.sleep(Math.max(target.gapMs, 20));
      if (transport.closed) throw new CodedError('transport/unplugged', { address });
    } finally {
      await transport.close();
    }
    return { key, address, over: 'fresh' };
  } catch (error) {
    return { key, address, over: 'fresh', failure: failureOf(error) };
  }
}
