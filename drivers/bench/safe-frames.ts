/**
 * Sends pre-rendered safe frames, over the handle that is open or one opened for nothing else. Guarantees that the frames
 * go out in their order with their gap, the front panel is given back behind them, the handle of its own is given back,
 * and a failure is an answer, never an exception.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';
import type { SafeOutcome, SafeTarget } from './bench-api.ts';
import { fromHex } from './hex.ts';

/** One frame is a few bytes; a line that does not take them in this time is dead, unless it says that it may take longer. */
const safeWriteDeadlineMs = 250;

/** Writes every frame with the target's gap between them, then what gives the front panel back. */
export async function sendFrames(
  target: SafeTarget,
  clock: Clock,
  worstWriteMs: number | undefined,
  write: (bytes: Uint8Array, deadlineMs: number) => Promise<void>,
): Promise<void> {
  const { frames, gapMs } = target;
  const deadlineMs = Math.max(safeWriteDeadlineMs, worstWriteMs ?? 0);
  for (const [index, frame] of frames.entries()) {
    if (index > 0) await clock.sleep(gapMs);
    await write(fromHex(frame), deadlineMs);
  }
  await handBack(target, clock, write);
}

/** Gives the front panel back, after the frames and again after questions, which lock it as well. Never rejects. */
export async function handBack(
  { handBack: frames = [], gapMs }: SafeTarget,
  clock: Clock,
  write: (bytes: Uint8Array, deadlineMs: number) => Promise<void>,
): Promise<void> {
  // The output is off: a panel that stays locked is a nuisance and no danger.
  try {
    for (const frame of frames) {
      await clock.sleep(gapMs);
      await write(fromHex(frame), safeWriteDeadlineMs);
    }
    // Whoever closes the handle now must not cut it off.
    if (frames.length > 0) await clock.sleep(gapMs);
  } catch {}
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
      const { worstWriteMs } = transport;
      await sendFrames(target, clock, worstWriteMs, (bytes, deadlineMs) => transport.write(bytes, { deadlineMs }));
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
