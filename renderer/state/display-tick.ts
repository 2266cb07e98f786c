/**
 * One beat for everything that shows live digits: people cannot read more than about eight changes a second, and 32
 * readouts need no 32 timers. Nothing beats while nobody listens.
 */

/** Milliseconds between two beats. */
export const displayTickMs = 125;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls `listener` on each beat until the returned function is called. */
export function onDisplayTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const one of [...listeners]) one();
  }, displayTickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
