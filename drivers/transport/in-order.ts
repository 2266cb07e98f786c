/** Late but never overtaken: what is held back on a simulated line holds up everything behind it, as on a real one. */
import type { Clock } from '../../foundation/clock/clock.ts';

export interface LinePace {
  /** Milliseconds a byte takes on the line; none by default. */
  readonly msPerByte?: number;
  /** Milliseconds by which this message is late, before its first byte. */
  readonly lateMs?: number;
}

/**
 * Gives a function that takes messages in chunks and hands each chunk over when its last byte has passed the line, in
 * the order of sending.
 */
export function inOrder(clock: Clock, handOver: (chunk: Uint8Array) => void) {
  const queue: Uint8Array[] = [];
  let busyUntil = Number.NEGATIVE_INFINITY;
  return (chunks: readonly Uint8Array[], { msPerByte = 0, lateMs = 0 }: LinePace = {}): void => {
    busyUntil = Math.max(busyUntil, clock.now() + lateMs);
    for (const chunk of chunks) {
      busyUntil += chunk.length * msPerByte;
      queue.push(chunk);
      // Whichever timer fires hands over the oldest: real timers of about the same time may fire in any order.
      clock.after(busyUntil - clock.now(), () => {
        const oldest = queue.shift();
        if (oldest !== undefined) handOver(oldest);
      });
    }
  };
}
